# Requests for a new place, and the companies that could do.

import django.db.models.deletion
import placements.replacement.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("companies", "0004_one_register"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReplacementRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=placements.replacement.models.new_code,
                        editable=False,
                        max_length=9,
                        unique=True,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("asked", "De student vroeg erom"),
                            ("ended", "Het bedrijf stopt of is niet meer erkend"),
                        ],
                        max_length=5,
                    ),
                ),
                ("crebo", models.CharField(blank=True, max_length=5, verbose_name="crebo")),
                (
                    "pathway",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bol", "Bol: vooral school"),
                            ("bbl", "Bbl: vooral werk"),
                            ("ovo", "Ovo: overig onderwijs"),
                        ],
                        max_length=3,
                        verbose_name="leerweg",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(null=True, verbose_name="niveau")),
                ("near", models.CharField(max_length=80, verbose_name="plaats")),
                ("wishes", models.TextField(blank=True, max_length=600, verbose_name="wensen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "We zoeken"),
                            ("proposed", "Er is een plek voorgesteld"),
                            ("found", "Er is een plek"),
                            ("withdrawn", "Niet meer nodig"),
                            ("expired", "Verlopen"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("found_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
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
                "ordering": ["opened_on", "code"],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "We zoeken"),
                            ("proposed", "Er is een plek voorgesteld"),
                            ("found", "Er is een plek"),
                            ("withdrawn", "Niet meer nodig"),
                            ("expired", "Verlopen"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="replacement.replacementrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("unasked", "Nog niet voorgesteld"),
                            ("asked", "Voorgesteld aan de student"),
                            ("wanted", "De student wil hierheen"),
                            ("unwanted", "De student wil hier niet heen"),
                        ],
                        default="unasked",
                        max_length=8,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.trainingcompany",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="replacement.replacementrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["company__name", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="replacementrequest",
            index=models.Index(fields=["school", "state", "opened_on"], name="request_of_school"),
        ),
        migrations.AddConstraint(
            model_name="replacementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found_on__isnull", False), ("state", "found")),
                    models.Q(
                        models.Q(("state", "found"), _negated=True), ("found_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="request_found_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="replacementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("state__in", ("open", "proposed"))),
                    models.Q(
                        models.Q(("state__in", ("open", "proposed")), _negated=True),
                        ("closed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="request_closed_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="replacementrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__isnull", True), ("level__range", (1, 4)), _connector="OR"
                ),
                name="request_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestevent",
            constraint=models.UniqueConstraint(
                fields=("request", "position"), name="one_request_event_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                fields=("request", "company"), name="one_suggestion_per_company"
            ),
        ),
    ]
