"""What a student reads of an application: what happened, who has the turn, and by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from placements.applications import reading
from placements.applications.models import Application, ApplicationEvent
from placements.applications.terms import Term, term_of
from placements.applications.transitions import RUNNING, UNANSWERED, State, Turn, Who
from placements.places.models import TrainingPlace
from stagebaken.ui.templatetags.ui import short_date

ICONS = {
    State.SENT: "next",
    State.SEEN: "eye",
    State.INVITED: "message",
    State.CONVERSATION: "check",
    State.OFFERED: "flag",
    State.ACCEPTED: "check",
    State.REFUSED: "x",
    State.WITHDRAWN: "undo",
    State.NO_ANSWER: "clock",
}
KINDS = {
    State.ACCEPTED: "success",
    State.INVITED: "info",
    State.CONVERSATION: "info",
    State.OFFERED: "info",
}


@dataclass(frozen=True)
class Row:
    """A line of the student's own list."""

    id: UUID
    company: str
    place: str
    state: State
    label: str
    icon: str
    kind: str
    sent_on: date
    next: str
    is_yours: bool

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


def row(application: Application, day: date) -> Row:
    state = State(application.state)
    return Row(
        id=application.pk,
        company=application.company.name,
        place=application.place.title,
        state=state,
        label=str(state.label),
        icon=ICONS[state],
        kind=KINDS.get(state, "neutral"),
        sent_on=application.sent_on,
        next=next_step(application, day),
        is_yours=application.turn == Turn.STUDENT,
    )


def next_step(application: Application, day: date) -> str:
    """One sentence: whose turn it is, and until when."""
    if application.state in (State.SENT, State.SEEN):
        return _term(application, day)
    return str(_SENTENCES[State(application.state)]() % {"day": short_date(application.talk_on)})


def _term(application: Application, day: date) -> str:
    values = {"day": short_date(application.term_on)}
    if application.term_on < day:
        return (
            _("Het bedrijf had tot en met %(day)s de tijd. Je hoort morgen hoe het verder gaat.")
            % values
        )
    if application.is_promised:
        return _("Het bedrijf heeft beloofd om uiterlijk %(day)s te antwoorden.") % values
    return _("Het bedrijf heeft tot en met %(day)s om te antwoorden.") % values


# Called when shown: each reader has a language.
_SENTENCES = {
    State.INVITED: lambda: _("Jij bent aan zet: ga je op %(day)s naar het gesprek?"),
    State.CONVERSATION: lambda: _("Het gesprek is op %(day)s. Daarna beslist het bedrijf."),
    State.OFFERED: lambda: _("Jij bent aan zet: neem je de plek aan?"),
    State.ACCEPTED: lambda: _("Dit is jouw plek. Vertel het je stagecoördinator."),
    State.REFUSED: lambda: _("Het bedrijf heeft nee gezegd, met de reden erbij."),
    State.WITHDRAWN: lambda: _("Je hebt deze sollicitatie ingetrokken."),
    State.NO_ANSWER: lambda: _(
        "De tijd om te antwoorden is voorbij. Zoek gerust verder: komt er toch nog een antwoord, "
        "dan zie je dat hier."
    ),
}


def page(application: Application, day: date) -> dict[str, Any]:
    """All that the student's page of one application shows."""
    state = State(application.state)
    return {
        "application": application,
        "row": row(application, day),
        "history": [_step(event) for event in application.events.all()],
        "shown": reading.shown(application.shown),
        "withheld": reading.shown(application.withheld),
        "is_named": reading.is_named(application),
        "is_invited": state is State.INVITED,
        "is_offered": state is State.OFFERED,
        "is_silent": state is State.NO_ANSWER,
        "may_withdraw": state in RUNNING,
        "is_waiting": state in UNANSWERED,
        **waits(application, day),
    }


def waits(application: Application, day: date) -> dict[str, Any]:
    """Since when the student is waited for, for both sides: no day ends that."""
    if application.turn != Turn.STUDENT:
        return {"waits_since": None}
    since = application.since
    return {
        "waits_since": since,
        "waits_days": (day - since).days,
        "remind_days": settings.APPLICATION_TURN_DAYS,
    }


def _step(event: ApplicationEvent) -> dict[str, Any]:
    by = {
        Who.STUDENT: _("door jou"),
        Who.COMPANY: _("door het bedrijf"),
        Who.TIME: _("de termijn is voorbij"),
    }
    state = State(event.state)
    return {
        "icon": ICONS[state],
        "title": str(state.label),
        "text": by[Who(event.who)],
        "when": short_date(event.day),
    }


def term(place: TrainingPlace, day: date) -> Term:
    return term_of(place.company, day)
