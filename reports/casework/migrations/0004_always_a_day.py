"""Every running case has a day: one without a date could rest for ever.

Where an outcome had ended the clocks, the day to plan aftercare is counted from now.
"""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stagebaken.web.days import today

PLANNING = timedelta(days=14)


def give_a_day(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Also where a day that was agreed stood still for the reporter, without an outer limit."""
    resting = apps.get_model("casework", "Case").objects.filter(due_on=None)
    day = today() + PLANNING
    resting.exclude(status="closed").update(term_on=day, due_on=day, paused_days=None)


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_by_turn")]

    operations = [
        migrations.RunPython(give_a_day, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "closed"), ("due_on__isnull", False), _connector="OR"
                ),
                name="running_case_has_a_day",
            ),
        ),
    ]
