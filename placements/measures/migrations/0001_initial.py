# What a school decided about its own placements.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("companies", "0004_one_register"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("conversation", "Gesprek gevoerd"),
                            ("agreement", "Afspraak gemaakt"),
                            ("no_placements", "Voorlopig geen plaatsingen"),
                        ],
                        max_length=13,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("review_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.trainingcompany",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
            ],
            options={
                "ordering": ["review_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeasureEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("take", "Besloten"),
                            ("renew", "Opnieuw bekeken"),
                            ("end", "Gestopt"),
                        ],
                        max_length=5,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("review_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("review_on", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("mailed_on", models.DateField(null=True)),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="measures.measure",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["school", "review_on"], name="measure_by_review"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["school", "company"], name="measure_of_company"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("kind", "no_placements")),
                fields=("school", "company"),
                name="one_no_placements_per_company",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "conversation"), ("until__isnull", True)),
                    models.Q(
                        models.Q(("kind", "conversation"), _negated=True),
                        ("until__gte", models.F("starts_on")),
                    ),
                    _connector="OR",
                ),
                name="measure_ends_unless_a_conversation",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on__gte", models.F("starts_on")),
                    models.Q(
                        ("until__isnull", True),
                        ("review_on__lte", models.F("until")),
                        _connector="OR",
                    ),
                ),
                name="measure_is_reviewed_while_it_lasts",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewreminder",
            constraint=models.UniqueConstraint(
                fields=("measure", "user", "review_on", "days"), name="one_review_reminder"
            ),
        ),
    ]
