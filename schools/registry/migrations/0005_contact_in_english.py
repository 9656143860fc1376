from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_kept_after_closing"),
    ]

    operations = [
        migrations.AddField(
            model_name="school",
            name="counsellor_contact_en",
            field=models.CharField(
                blank=True,
                max_length=240,
                verbose_name="hoe je de vertrouwenspersoon bereikt, Engels",
            ),
        ),
    ]
