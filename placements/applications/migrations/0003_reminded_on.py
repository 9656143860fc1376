from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_parted_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="reminded_on",
            field=models.DateField(null=True),
        ),
    ]
