# What was asked, agreed and proposed of another placement, sealed.

import django.db.models.deletion
import stagebaken.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Replacing",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="replacing",
                        serialize=False,
                        to="vault.dossier",
                    ),
                ),
                (
                    "matter",
                    stagebaken.vault.fields.SealedField(
                        audience="shared", purpose="replacing.matter"
                    ),
                ),
            ],
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
                ("position", models.PositiveIntegerField()),
                (
                    "body",
                    stagebaken.vault.fields.SealedField(
                        audience="shared", purpose="replacing.proposal"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_places",
                        to="vault.dossier",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "position"), name="one_proposed_place_per_position"
                    )
                ],
            },
        ),
    ]
