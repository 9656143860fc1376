# What leerbedrijven promise, show, and have checked.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("companies", "0002_register"),
        ("contacts", "0001_initial"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("code", models.SlugField(max_length=20, primary_key=True, serialize=False)),
                ("bit", models.PositiveSmallIntegerField(unique=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bit__lte", 15)), name="commitment_bit_fits_16"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyCommitment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="werkdagen"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Nog niet beloofd"),
                            ("declared", "Beloofd, nog geen bewijs"),
                            ("evidence", "Bewijs gegeven, nog niet nagekeken"),
                            ("checked", "Nagekeken"),
                            ("lapsed", "Vervallen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("round", models.PositiveIntegerField(default=0)),
                ("declared_on", models.DateField()),
                ("valid_until", models.DateField()),
                ("evidence_on", models.DateField(blank=True, null=True)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("checked_until", models.DateField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="companies.trainingcompany",
                    ),
                ),
            ],
            options={
                "ordering": ["commitment__position"],
            },
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("declare", "Beloofd"),
                            ("give_evidence", "Bewijs gegeven"),
                            ("renew", "Opnieuw beloofd"),
                            ("withdraw", "Ingetrokken"),
                            ("check", "Nagekeken en akkoord"),
                            ("refuse", "Nagekeken: ander bewijs gevraagd"),
                            ("revoke", "Ingetrokken na controle"),
                            ("lapse", "Vervallen"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Nog niet beloofd"),
                            ("declared", "Beloofd, nog geen bewijs"),
                            ("evidence", "Bewijs gegeven, nog niet nagekeken"),
                            ("checked", "Nagekeken"),
                            ("lapsed", "Vervallen"),
                            ("withdrawn", "Ingetrokken"),
                        ],
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("answer_days", models.PositiveSmallIntegerField(null=True)),
                (
                    "organisation",
                    models.CharField(
                        choices=[
                            ("company", "het bedrijf"),
                            ("school", "een school"),
                            ("sbb", "SBB"),
                            ("term", "de einddatum"),
                        ],
                        max_length=7,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("is_single", models.BooleanField(default=False)),
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
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="commitments.companycommitment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("round", models.PositiveIntegerField()),
                ("given_on", models.DateField()),
                (
                    "text",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat je laat zien"),
                ),
                ("link", models.URLField(blank=True, max_length=400, verbose_name="link")),
                (
                    "badge",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("charter", "Charter Diversiteit (ondertekend)"),
                            ("monitor", "Nederlandse Inclusiviteitsmonitor (ingevuld)"),
                        ],
                        max_length=7,
                        verbose_name="keurmerk",
                    ),
                ),
                (
                    "badge_number",
                    models.CharField(blank=True, max_length=40, verbose_name="nummer"),
                ),
                (
                    "badge_until",
                    models.DateField(blank=True, null=True, verbose_name="geldig tot en met"),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="commitments.companycommitment",
                    ),
                ),
            ],
            options={
                "ordering": ["given_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("declare", "Beloofd"),
                            ("give_evidence", "Bewijs gegeven"),
                            ("renew", "Opnieuw beloofd"),
                            ("withdraw", "Ingetrokken"),
                            ("check", "Nagekeken en akkoord"),
                            ("refuse", "Nagekeken: ander bewijs gevraagd"),
                            ("revoke", "Ingetrokken na controle"),
                            ("lapse", "Vervallen"),
                        ],
                        max_length=13,
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="reden")),
                ("day", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="commitments.companycommitment",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.school",
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid_until", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("mailed_on", models.DateField(blank=True, null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="commitments.companycommitment",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contacts.companycontact",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="companycommitment",
            index=models.Index(fields=["state", "evidence_on"], name="commitment_queue"),
        ),
        migrations.AddIndex(
            model_name="companycommitment",
            index=models.Index(fields=["valid_until"], name="commitment_by_end"),
        ),
        migrations.AddConstraint(
            model_name="companycommitment",
            constraint=models.UniqueConstraint(
                fields=("company", "commitment"), name="one_row_per_commitment"
            ),
        ),
        migrations.AddConstraint(
            model_name="companycommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["declared", "evidence", "checked", "withdrawn"])),
                name="commitment_state_is_stored",
            ),
        ),
        migrations.AddConstraint(
            model_name="companycommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("declared_on"))),
                name="commitment_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="companycommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_on__isnull", True), ("checked_until__isnull", True)),
                    models.Q(
                        ("checked_on__isnull", False),
                        ("checked_until__lte", models.F("valid_until")),
                    ),
                    _connector="OR",
                ),
                name="check_ends_with_its_commitment",
            ),
        ),
        migrations.AddConstraint(
            model_name="companycommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_days__isnull", True), ("answer_days__in", (3, 5, 10)), _connector="OR"
                ),
                name="commitment_answer_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("commitment", "school"), name="one_proposal_per_school"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", True)),
                fields=("commitment",),
                name="one_proposal_of_sbb",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("commitment", "contact", "valid_until", "days"), name="one_reminder"
            ),
        ),
    ]
