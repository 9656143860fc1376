"""What was published: releases and their figures."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearlyRelease",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("provisional", "voorlopig"), ("final", "definitief")],
                        max_length=11,
                    ),
                ),
                ("released_on", models.DateField()),
            ],
            options={
                "ordering": ["-year", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "kind"), name="one_release_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mbo", "Alle mbo-scholen"),
                            ("hbo", "Alle hogescholen"),
                            ("all", "Alle scholen samen"),
                        ],
                        default="",
                        max_length=3,
                    ),
                ),
                ("years", models.PositiveSmallIntegerField()),
                ("table", models.CharField(max_length=16)),
                ("item", models.CharField(max_length=20)),
                ("value", models.PositiveIntegerField(null=True)),
                ("whole", models.PositiveIntegerField(null=True)),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("low", models.PositiveSmallIntegerField(null=True)),
                ("high", models.PositiveSmallIntegerField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="yearly.yearlyrelease",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("release", "school", "years", "table", "item"),
                        name="one_figure_of_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", True)),
                        fields=("release", "group", "years", "table", "item"),
                        name="one_figure_of_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", ""), ("school__isnull", False)),
                            models.Q(
                                ("school__isnull", True), models.Q(("group", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="figure_of_a_school_or_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("years__in", (1, 3))),
                        name="figure_of_one_or_three_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", False),
                            models.Q(
                                ("high__isnull", True),
                                ("low__isnull", True),
                                ("percent__isnull", True),
                                ("whole__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="hidden_figure_says_nothing",
                    ),
                ],
            },
        ),
    ]
