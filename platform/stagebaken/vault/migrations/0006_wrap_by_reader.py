from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0005_copies")]

    operations = [
        migrations.AddIndex(
            "wrap",
            models.Index(
                fields=["user", "audience", "state", "holder", "recipient", "dossier"],
                name="wrap_by_reader",
            ),
        ),
    ]
