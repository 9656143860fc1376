"""Releases of outcomes, their figures, the making of them and what a school made public."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0005_contact_in_english"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("school", "school"),
                            ("region", "regio"),
                            ("country", "landelijk"),
                        ],
                        default="school",
                        max_length=7,
                    ),
                ),
                ("region", models.CharField(blank=True, default="", max_length=120)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provisional", "voorlopig"),
                            ("final", "definitief"),
                            ("block", "drie schooljaren samen"),
                        ],
                        max_length=11,
                    ),
                ),
                ("released_on", models.DateField()),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "kind"],
            },
        ),
        migrations.CreateModel(
            name="PublishedGap",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("figures", models.JSONField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gaps",
                        to="releases.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "form",
                    models.CharField(
                        choices=[("count", "Count"), ("share", "Share")], max_length=5
                    ),
                ),
                ("table", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=20)),
                ("herkomst", models.CharField(max_length=120)),
                ("gender", models.CharField(max_length=120)),
                ("level", models.CharField(max_length=120)),
                ("leerweg", models.CharField(max_length=120)),
                ("sector", models.CharField(max_length=120)),
                ("value", models.PositiveIntegerField(null=True)),
                ("base", models.PositiveSmallIntegerField()),
                ("k", models.PositiveIntegerField(null=True)),
                ("n", models.PositiveIntegerField(null=True)),
                ("estimate", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ("low", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ("high", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="releases.release",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("school", "school"),
                            ("region", "regio"),
                            ("country", "landelijk"),
                        ],
                        default="school",
                        max_length=7,
                    ),
                ),
                ("region", models.CharField(blank=True, default="", max_length=120)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provisional", "voorlopig"),
                            ("final", "definitief"),
                            ("block", "drie schooljaren samen"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "wacht op de server"),
                            ("running", "wordt gemaakt"),
                            ("done", "klaar"),
                            ("failed", "mislukt"),
                        ],
                        default="queued",
                        max_length=7,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, default="", max_length=20)),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "kind"],
            },
        ),
        migrations.CreateModel(
            name="SchoolConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("tables", "Alle studenten, per niveau, leerweg en sector"),
                            ("origin", "Dat, en ook per herkomst"),
                        ],
                        max_length=6,
                    ),
                ),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["given_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "year", "kind"),
                name="one_release_of_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("scope", "region", "year", "kind"),
                name="one_release_of_a_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("region", ""), ("school__isnull", False), ("scope", "school")),
                    models.Q(
                        ("school__isnull", True),
                        ("scope", "region"),
                        models.Q(("region", ""), _negated=True),
                    ),
                    models.Q(("region", ""), ("school__isnull", True), ("scope", "country")),
                    _connector="OR",
                ),
                name="release_place_agrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedgap",
            constraint=models.UniqueConstraint(fields=("release", "name"), name="one_row_of_a_gap"),
        ),
        migrations.AddConstraint(
            model_name="publishedcell",
            constraint=models.UniqueConstraint(
                fields=(
                    "release",
                    "table",
                    "form",
                    "name",
                    "herkomst",
                    "gender",
                    "level",
                    "leerweg",
                    "sector",
                ),
                name="one_row_of_a_figure",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("estimate__isnull", True),
                        ("form", "count"),
                        ("high__isnull", True),
                        ("k__isnull", True),
                        ("low__isnull", True),
                        ("n__isnull", True),
                    ),
                    models.Q(
                        ("estimate__isnull", False),
                        ("form", "share"),
                        ("high__isnull", False),
                        ("low__isnull", False),
                        ("n__isnull", False),
                        ("value__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="figure_is_a_count_or_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("form", "share"), ("value__isnull", False), ("name", "n"), _connector="OR"
                ),
                name="only_hidden_groups_have_a_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("school", "year", "kind"),
                name="one_job_of_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("scope", "region", "year", "kind"),
                name="one_job_of_a_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("region", ""), ("school__isnull", False), ("scope", "school")),
                    models.Q(
                        ("school__isnull", True),
                        ("scope", "region"),
                        models.Q(("region", ""), _negated=True),
                    ),
                    models.Q(("region", ""), ("school__isnull", True), ("scope", "country")),
                    _connector="OR",
                ),
                name="job_place_agrees",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__lte", 100)), name="progress_to_a_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("release__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("release__isnull", True)),
                    _connector="OR",
                ),
                name="job_done_with_a_release",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("school",),
                name="one_consent_of_a_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True),
                    ("withdrawn_on__gte", models.F("given_on")),
                    _connector="OR",
                ),
                name="consent_withdrawn_after_given",
            ),
        ),
    ]
