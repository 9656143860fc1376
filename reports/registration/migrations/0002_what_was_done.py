"""A record also says what was done, how it ended and how long that took."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0001_initial"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="registrationrecord",
            name="record_by_school_year",
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="acknowledged_within",
            field=models.CharField(
                blank=True,
                choices=[
                    ("0-2", "2 dagen of minder"),
                    ("3-5", "3 tot en met 5 dagen"),
                    ("6-7", "6 of 7 dagen"),
                    ("8+", "8 dagen of meer"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="measures",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreements", "Verbeterafspraken"),
                    ("placements_stopped", "De school plaatst er niet meer"),
                    ("suspended", "SBB heeft de erkenning geschorst"),
                    ("revoked", "SBB heeft de erkenning ingetrokken"),
                    ("no_action", "Onderzocht, geen maatregel"),
                    ("settled", "Samen opgelost"),
                    ("no_steps", "De melder wilde geen stappen"),
                    ("other", "Anders"),
                ],
                default="",
                max_length=24,
            ),
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="outcome_within",
            field=models.CharField(
                blank=True,
                choices=[
                    ("0-14", "2 weken of minder"),
                    ("15-30", "15 tot en met 30 dagen"),
                    ("31-60", "31 tot en met 60 dagen"),
                    ("61-90", "61 tot en met 90 dagen"),
                    ("91+", "91 dagen of meer"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="replaced_within",
            field=models.CharField(
                blank=True,
                choices=[
                    ("0-7", "Een week of minder"),
                    ("8-14", "8 tot en met 14 dagen"),
                    ("15-28", "15 tot en met 28 dagen"),
                    ("29-56", "29 tot en met 56 dagen"),
                    ("57+", "57 dagen of meer"),
                    ("not_found", "Nog niet gevonden bij het afsluiten"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="registrationrecord",
            name="sector",
            field=models.CharField(
                blank=True,
                choices=[
                    ("01", "Techniek en gebouwde omgeving"),
                    ("02", "Mobiliteit, transport, logistiek en maritiem"),
                    ("03", "Zorg, welzijn en sport"),
                    ("04", "Handel"),
                    ("05", "Ict en creatieve industrie"),
                    ("06", "Voedsel, groen en gastvrijheid"),
                    ("07", "Zakelijke dienstverlening en veiligheid"),
                    ("08", "Specialistisch vakmanschap"),
                    ("09", "Entree"),
                ],
                default="",
                max_length=2,
            ),
        ),
        migrations.AlterField(
            model_name="registrationrecord",
            name="grounds",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="registrationrecord",
            name="phases",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddIndex(
            model_name="registrationrecord",
            index=models.Index(fields=["school_year", "school"], name="record_by_year_and_school"),
        ),
        migrations.AddConstraint(
            model_name="registrationrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("only_counted", False),
                    models.Q(
                        ("acknowledged_within", ""),
                        ("outcome", ""),
                        ("outcome_within", ""),
                        ("replaced_within", ""),
                        ("sector", ""),
                    ),
                    _connector="OR",
                ),
                name="only_counted_knows_no_handling",
            ),
        ),
    ]
