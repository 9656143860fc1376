"""SBB is reminded of its dates; the last day of agreements that run stands beside them."""

import uuid
from datetime import timedelta

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill_agreed_until(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SBB's own term was counted from that day."""
    for one in apps.get_model("handover", "Investigation").objects.filter(state="agreed"):
        one.agreed_until = one.keep_until - timedelta(days=settings.SBB_KEEP_DAYS)
        one.save(update_fields=["agreed_until"])


class Migration(migrations.Migration):
    dependencies = [
        ("handover", "0001_initial"),
        ("vault", "0005_copies"),
    ]

    operations = [
        migrations.CreateModel(
            name="InvestigationAnnouncement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("reminded", "Herinnerd"),
                            ("escalated", "Ook een ander gevraagd"),
                            ("alone", "Aan de melder verteld"),
                            ("lapsed", "Te laat"),
                        ],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="handover",
            name="late_told_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="investigation",
            name="agreed_until",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(fill_agreed_until, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_until__isnull", False), ("state", "agreed")),
                    models.Q(
                        models.Q(("state", "agreed"), _negated=True), ("agreed_until__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="agreed_iff_until_a_day",
            ),
        ),
        migrations.AddField(
            model_name="investigationannouncement",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="announcements",
                to="handover.investigation",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigationannouncement",
            constraint=models.UniqueConstraint(
                fields=("investigation", "due_on", "stage"), name="told_sbb_once_of_a_date"
            ),
        ),
    ]
