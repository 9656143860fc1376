from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("vault", "0004_retired_keys")]

    operations = [
        migrations.AlterField(
            "dossier", "locator", models.BinaryField(max_length=32, null=True, unique=True)
        ),
        migrations.AddConstraint(
            "dossier",
            models.CheckConstraint(
                condition=Q(locator__isnull=False) | Q(vault__isnull=False),
                name="dossier_has_a_reporter_or_a_vault",
            ),
        ),
    ]
