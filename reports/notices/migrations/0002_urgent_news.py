from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="news",
            name="is_urgent",
            field=models.BooleanField(default=False),
        ),
    ]
