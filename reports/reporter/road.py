"""The road of a report, with the days that are known and the days that are promised."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.casework.deadlines import feedback_due, feedback_limit
from reports.casework.models import Case, Stage, Status, Turn
from stagebaken.ui.templatetags.ui import day_month, long_date, short_date
from stagebaken.web.days import today

# In the order in which most reports go; what was not needed is left out.
ORDER = (
    Status.RECEIVED,
    Status.ACKNOWLEDGED,
    Status.INTAKE,
    Status.AWAITING_STUDENT_CHOICE,
    Status.HEARING,
    Status.FORWARDED_SBB,
    Status.OUTCOME_KNOWN,
    Status.REPLACEMENT,
    Status.AFTERCARE,
    Status.CLOSED,
)
# What goes on for a while: the day on which it began. What was agreed for it stands there instead.
LASTING = (
    Status.INTAKE,
    Status.AWAITING_STUDENT_CHOICE,
    Status.HEARING,
    Status.FORWARDED_SBB,
    Status.REPLACEMENT,
    Status.AFTERCARE,
)
ALWAYS = (Status.RECEIVED, Status.ACKNOWLEDGED, Status.INTAKE, Status.OUTCOME_KNOWN)


def track(case: Case, planned: Mapping[Status, str]) -> list[dict[str, Any]]:
    """Where it was, where it is, what certainly comes, and what was agreed on which day."""
    now = here(case)
    reached = _reached(case)
    place = ORDER.index(now)
    shown = [
        status
        for number, status in enumerate(ORDER)
        if status in reached or status == now or (status in ALWAYS and number > place)
    ]
    steps = [_step(case, status, reached.get(status), now) for status in shown]
    for status, step in zip(shown, steps, strict=True):
        step["when"] = planned.get(status) or step["when"]
    return steps


def _reached(case: Case) -> dict[Status, date]:
    """The days of what was reached. A case that was opened again goes its road anew from there."""
    reached: dict[Status, date] = {}
    for event in case.events.all():
        if Status.CLOSED in reached:
            place = ORDER.index(Status(event.status))
            reached = {one: day for one, day in reached.items() if ORDER.index(one) < place}
        reached[Status(event.status)] = event.day
    return reached


def here(case: Case) -> Status:
    """What happens now: once receipt is confirmed, that is the talk with the reporter."""
    status = Status(case.status)
    following = {Status.RECEIVED: Status.ACKNOWLEDGED, Status.ACKNOWLEDGED: Status.INTAKE}
    return following.get(status, status)


def _step(case: Case, status: Status, day: date | None, now: Status) -> dict[str, Any]:
    is_done = day is not None and ORDER.index(status) < ORDER.index(now)
    return {
        "name": _("Antwoord voor jou") if status == Status.OUTCOME_KNOWN else str(status.label),
        "when": day_month(day) if is_done else _coming(case, status, day),
        "state": "now" if status == now else ("done" if day else ""),
    }


def _coming(case: Case, status: Status, day: date | None) -> str:
    if status == Status.ACKNOWLEDGED:
        return _("Uiterlijk %s") % long_date(case.due_on)
    if status == Status.INTAKE and case.turn == Turn.REPORTER:
        return _("Jij kiest of je antwoordt")
    if status == Status.INTAKE and case.status == Status.RECEIVED:
        return _("Jij kiest of je antwoordt")
    if status == Status.OUTCOME_KNOWN and day is None:
        return _("Uiterlijk %s") % short_date(answer_by(case))
    if status == case.status == Status.AFTERCARE and case.due_on:
        return check_in_text(case.due_on)
    if day and status == case.status and status in LASTING:
        return _("Sinds %s") % day_month(day)
    return day_month(day) if day else ""


def check_in_text(day: date) -> str:
    if day < today():
        return _("Je school zou op %s vragen hoe het gaat") % day_month(day)
    return _("Op %s vraagt je school hoe het gaat") % day_month(day)


def answer_by(case: Case) -> date:
    """The last day on which there is an answer, if receipt is confirmed on its own last day."""
    if case.acknowledged_on is None:
        return feedback_due(case.school, case.due_on or case.received_on)
    return case.due_on or feedback_limit(case.acknowledged_on)


def clock_text(case: Case) -> str:
    """The same clock as the team sees, in words."""
    if case.due_on is None:
        return ""
    if case.paused_days is None:
        return _("Je hoort uiterlijk %s iets van je school.") % long_date(case.due_on)
    days = max(case.paused_days, 0)
    return ngettext(
        "De klok van je school staat stil tot jij antwoordt. Daarna heeft je school nog "
        "%(days)s werkdag.",
        "De klok van je school staat stil tot jij antwoordt. Daarna heeft je school nog "
        "%(days)s werkdagen.",
        days,
    ) % {"days": days}


def is_alone(case: Case) -> bool:
    """Whether a deadline comes near while one person only can answer: then the reporter is told."""
    if case.due_on is None:
        return False
    return case.announcements.filter(stage=Stage.ALONE, due_on=case.due_on).exists()
