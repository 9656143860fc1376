"""Terms were calendar days and become working days: never later than what was promised.

Back again they become calendar days that hold as many working days: no shorter than promised.
"""

import django.core.validators
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WEEK, WORKING_WEEK = 7, 5  # days


def to_working_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for school in apps.get_model("registry", "School").objects.all():
        school.acknowledge_days = max(1, school.acknowledge_days * WORKING_WEEK // WEEK)
        school.feedback_days = max(5, school.feedback_days * WORKING_WEEK // WEEK)
        school.save(update_fields=["acknowledge_days", "feedback_days"])


def to_calendar_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for school in apps.get_model("registry", "School").objects.all():
        school.acknowledge_days = min(7, -(-school.acknowledge_days * WEEK // WORKING_WEEK))
        school.feedback_days = min(89, -(-school.feedback_days * WEEK // WORKING_WEEK))
        school.save(update_fields=["acknowledge_days", "feedback_days"])


def between(first: int, last: int) -> list[object]:
    return [
        django.core.validators.MinValueValidator(first),
        django.core.validators.MaxValueValidator(last),
    ]


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_sbb")]

    operations = [
        migrations.RemoveConstraint("school", "acknowledged_within_a_week"),
        migrations.RemoveConstraint("school", "feedback_within_three_months"),
        migrations.RunPython(to_working_days, to_calendar_days, elidable=False),
        migrations.AlterField(
            model_name="school",
            name="acknowledge_days",
            field=models.PositiveSmallIntegerField(
                default=3,
                validators=between(1, 5),
                verbose_name="ontvangst bevestigen binnen (werkdagen)",
            ),
        ),
        migrations.AlterField(
            model_name="school",
            name="feedback_days",
            field=models.PositiveSmallIntegerField(
                default=40,
                validators=between(5, 63),
                verbose_name="antwoord geven binnen (werkdagen)",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("acknowledge_days__range", (1, 5))),
                name="acknowledged_within_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="school",
            constraint=models.CheckConstraint(
                condition=models.Q(("feedback_days__range", (5, 63))),
                name="feedback_within_three_months",
            ),
        ),
    ]
