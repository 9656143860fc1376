"""Two clocks instead of one deadline: the school's term, which may stand still, and the outer limit.

Running cases keep the day they were given. Where the reporter has the turn, the term stands still
with the weekdays that were left; on the way back it goes on from that day.
"""

import calendar
import uuid
from datetime import date, timedelta
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stagebaken.web.days import today

ONE_DAY = timedelta(days=1)


def start_two_clocks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    cases = apps.get_model("casework", "Case").objects
    for case in cases.filter(status="closed"):  # closed, taken back, and done again
        last = case.events.order_by("position").filter(status="closed").last()
        case.closed_on = last.day if last else case.acknowledged_on
        case.turn, case.due_on = "nobody", None
        case.save(update_fields=["closed_on", "turn", "due_on"])
    for case in cases.exclude(due_on=None):
        case.limit_on = limit(case)
        if case.turn == "reporter":
            case.paused_days, case.due_on = weekdays(today(), case.due_on), case.limit_on
        else:
            case.term_on, case.due_on = case.due_on, min(case.due_on, case.limit_on)
        case.save(update_fields=["limit_on", "paused_days", "term_on", "due_on"])


def keep_one_deadline(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    cases = apps.get_model("casework", "Case").objects
    for case in cases.exclude(paused_days=None):
        resumed = add_weekdays(today(), max(case.paused_days, 0))
        case.due_on = min(resumed, case.limit_on) if case.limit_on else resumed
        case.save(update_fields=["due_on"])
    cases.filter(turn="nobody").update(turn="reporter")


def limit(case: Any) -> date:
    """R7: 7 calendar days after receipt, 3 calendar months after acknowledgement."""
    if case.acknowledged_on is None:
        return case.received_on + timedelta(days=7)  # type: ignore[no-any-return]
    index = case.acknowledged_on.month + 2
    year, month = case.acknowledged_on.year + index // 12, index % 12 + 1
    return date(year, month, min(case.acknowledged_on.day, calendar.monthrange(year, month)[1]))


def weekdays(first: date, last: date) -> int:
    """Mondays to Fridays after `first`, up to and including `last`; none when it has passed."""
    days = max((last - first).days, 0)
    return sum((first + n * ONE_DAY).weekday() < 5 for n in range(1, days + 1))


def add_weekdays(day: date, count: int) -> date:
    while count:
        day += ONE_DAY
        count -= day.weekday() < 5
    return day


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Announcement",
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
            model_name="case",
            name="closed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="limit_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="paused_days",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="term_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="turn",
            field=models.CharField(
                choices=[
                    ("school", "School is aan de beurt"),
                    ("reporter", "Jij bent aan de beurt"),
                    ("company", "Het bedrijf is aan de beurt"),
                    ("sbb", "SBB is aan de beurt"),
                    ("nobody", "Er hoeft nu niets"),
                ],
                default="school",
                max_length=8,
            ),
        ),
        migrations.RunPython(start_two_clocks, keep_one_deadline, elidable=False),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("term_on__isnull", True), ("paused_days__isnull", True), _connector="OR"
                ),
                name="term_runs_or_stands_still",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("limit_on__isnull", True),
                    ("due_on__lte", models.F("limit_on")),
                    _connector="OR",
                ),
                name="due_within_the_outer_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False), ("due_on__isnull", True), ("status", "closed")
                    ),
                    models.Q(
                        models.Q(("status", "closed"), _negated=True), ("closed_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="closed_iff_a_closing_day",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="announcements",
                to="casework.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.UniqueConstraint(
                fields=("case", "due_on", "stage"), name="announced_once_for_a_deadline"
            ),
        ),
    ]
