"""An investigation that runs has a day on which the school hears more.

Nobody named one for what runs already: it is counted from now, on both sides, so that it is
announced before it passes. SBB's members see it in their list and can name another.
"""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from stagebaken.web.days import today

SIX_WEEKS = timedelta(days=42)


def give_a_day(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The reference between the two sides is sealed: what each side knows by itself decides."""
    day = today() + SIX_WEEKS
    examined = apps.get_model("handover", "Investigation").objects.filter(state="examined")
    examined.update(expected_on=day)
    handovers = apps.get_model("handover", "Handover").objects
    handovers.filter(replies=None).update(awaited_on=F("due_on"))
    concluded = handovers.filter(replies__kind="outcome").values("pk")
    answered = handovers.filter(replies__kind="response").exclude(pk__in=concluded)
    handovers.filter(pk__in=answered.values("pk")).update(awaited_on=day, late_told_on=None)


class Migration(migrations.Migration):
    dependencies = [("handover", "0002_dates_of_sbb")]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="awaited_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="investigation",
            name="expected_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="reply",
            name="kind",
            field=models.CharField(
                choices=[
                    ("response", "Eerste reactie van SBB"),
                    ("day", "Nieuwe dag van SBB"),
                    ("outcome", "Uitkomst van SBB"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunPython(give_a_day, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("expected_on__isnull", False), ("state", "examined")),
                    models.Q(
                        models.Q(("state", "examined"), _negated=True),
                        ("expected_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="examined_iff_more_by_a_day",
            ),
        ),
    ]
