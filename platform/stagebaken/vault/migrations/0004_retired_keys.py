from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

STATES = ["keyed", "admitted", "suspended", "left", "retired"]


def forget_retirements(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to one state for both; keys that ended before are not told apart, and stay `left`."""
    recipients = apps.get_model("vault", "Recipient").objects
    recipients.filter(state="retired").update(state="left")


def present(ended: Q) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["vault", "user"],
        condition=~ended,
        name="one_recipient_per_person_and_vault",
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("vault", "0003_letters"),
    ]

    operations = [
        migrations.AlterField(
            "recipient",
            "state",
            models.CharField(
                choices=[(state, state.capitalize()) for state in STATES],
                default="keyed",
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint("recipient", "one_recipient_per_person_and_vault"),
        migrations.AddConstraint("recipient", present(Q(state__in=["left", "retired"]))),
        migrations.RunPython(migrations.RunPython.noop, forget_retirements),
    ]
