"""A step through the table, with its event and what it starts. Every verb passes here.

The row is locked first, so that two steps at once stand in line and the second one sees the first.
"""

from datetime import date
from typing import Any
from uuid import UUID

from placements.applications import transitions
from placements.applications.errors import NotPossible
from placements.applications.models import Application, ApplicationEvent
from placements.applications.transitions import CLOSED, Need, Starts, State, Who
from stagebaken.web.days import today


def locked(application_id: UUID) -> Application:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("place").get(pk=application_id)


def move(application: Application, to: State, who: Who, **facts: Any) -> Application:
    """Take a step with what comes along. Raises NotPossible when the table has no such step."""
    try:
        rule = transitions.rule(application.state, to, who=who)
    except transitions.IllegalTransition as refusal:
        raise NotPossible from refusal
    day = today()
    _check(application, rule, day, facts)
    for name, value in facts.items():
        setattr(application, name, value)
    application.state, application.turn, application.reminded_on = rule.to, rule.turn, None
    _start(application, rule, day)
    application.save()
    note(application, who, day)
    return application


def note(application: Application, who: Who, day: date) -> None:
    """Append to the history; days and no times, and no person of the company."""
    ApplicationEvent.objects.create(
        application=application,
        position=application.events.count() + 1,
        day=day,
        state=application.state,
        who=who,
    )


def _check(
    application: Application, rule: transitions.Rule, day: date, facts: dict[str, Any]
) -> None:
    if Need.TERM in rule.needs and application.term_on >= day:
        raise NotPossible
    if Need.DAY in rule.needs and not facts.get("talk_on"):
        raise NotPossible
    if Need.REASON in rule.needs and not (facts.get("reason") and facts.get("explanation")):
        raise NotPossible


def _start(application: Application, rule: transitions.Rule, day: date) -> None:
    if rule.to == State.SEEN:
        application.seen_on = day
    if rule.to == State.NO_ANSWER:
        application.no_answer_on = day
    if Starts.ANSWERED in rule.starts:
        application.answered_on = application.answered_on or day
    if Starts.IDENTITY in rule.starts:
        application.identity_shown_on = application.identity_shown_on or day
    if Starts.DECIDED in rule.starts:
        application.scores.all().delete()
    if rule.to in CLOSED:
        application.closed_on = day
