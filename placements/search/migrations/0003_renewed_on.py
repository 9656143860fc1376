from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_as_written"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchcompany",
            name="renewed_on",
            field=models.DateField(db_index=True, null=True),
        ),
    ]
