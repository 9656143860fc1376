from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("replacing", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="replacing",
            name="is_taken_back",
            field=models.BooleanField(default=False),
        ),
    ]
