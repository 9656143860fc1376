"""A round is for a group, and says when the placements are. Of rounds from before it is guessed."""

from datetime import date

from django.db import migrations, models

FIRST = date(2026, 8, 1)


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_rounds")]

    operations = [
        migrations.AddField(
            "round", "cohort", models.PositiveSmallIntegerField(null=True, verbose_name="cohort")
        ),
        migrations.AddField(
            "round",
            "crebo",
            models.CharField(blank=True, default="", max_length=5, verbose_name="crebo"),
            preserve_default=False,
        ),
        migrations.AddField(
            "round",
            "programme",
            models.CharField(blank=True, default="", max_length=160, verbose_name="opleiding"),
            preserve_default=False,
        ),
        migrations.AddField(
            "round",
            "starts_on",
            models.DateField(default=FIRST, verbose_name="eerste dag van de stage"),
            preserve_default=False,
        ),
        migrations.AddField(
            "round",
            "ends_on",
            models.DateField(default=FIRST, verbose_name="laatste dag van de stage"),
            preserve_default=False,
        ),
        migrations.AddField("round", "reminded_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="placements_of_round_end_after_start",
            ),
        ),
    ]
