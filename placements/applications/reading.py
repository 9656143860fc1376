"""What a company reads of an application, as values. No page of a company gets a model to walk.

Attack: a template or serializer that follows `application.student` shows a name. These values
hold none, and `identity_of` alone asks for it, when the student has shown it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from placements.applications.models import Application, Means, Need, Weekday
from placements.applications.transitions import NAMED, RUNNING, UNANSWERED, State, Turn
from placements.companies.models import TrainingCompany


@dataclass(frozen=True)
class Shown:
    """The frozen copy in words."""

    goals: list[dict[str, str]] = field(default_factory=list)
    skills: list[dict[str, str]] = field(default_factory=list)
    available_from: date | None = None
    available_until: date | None = None
    hours_per_week: int | None = None
    weekdays: list[Any] = field(default_factory=list)
    travel_minutes: int | None = None
    travel_by: list[Any] = field(default_factory=list)
    motivation: str = ""
    needs: list[Any] = field(default_factory=list)
    needs_text: str = ""


@dataclass(frozen=True)
class Identity:
    """Who it is, from the student's own acceptance until the application ends otherwise."""

    name: str
    email: str
    needs: list[Any]
    needs_text: str


@dataclass(frozen=True)
class Item:
    """A line of a company's list."""

    reference: str
    place: str
    state: State
    sent_on: date
    term_on: date
    is_ours: bool  # the company has the turn

    @property
    def is_waiting(self) -> bool:
        return self.state in UNANSWERED


@dataclass(frozen=True)
class Received:
    """One application as the company reads it."""

    item: Item
    shown: Shown
    identity: Identity | None
    talk_on: date | None
    talk_text: str
    offer_text: str
    reason: str
    explanation: str


def whose_turn(companies: Iterable[TrainingCompany]) -> set[UUID]:
    """Which of these have an application to answer: in one question for all."""
    rows = Application.objects.filter(company__in=companies, turn=Turn.COMPANY, state__in=RUNNING)
    return set(rows.exclude(state=State.CONVERSATION).values_list("company", flat=True))


COLUMNS = ("reference", "place__title", "state", "sent_on", "term_on", "turn")


def items(company: TrainingCompany) -> list[Item]:
    """All to this company, by the day of arrival and then at random."""
    rows = Application.objects.filter(company=company).in_order().values_list(*COLUMNS)
    return [_item(*row) for row in rows]


def received(application: Application) -> Received:
    one = application
    item = _item(one.reference, one.place.title, one.state, one.sent_on, one.term_on, one.turn)
    return Received(
        item=item,
        shown=shown(one.shown),
        identity=identity_of(one),
        talk_on=one.talk_on,
        talk_text=one.talk_text,
        offer_text=one.offer_text,
        reason=str(one.get_reason_display()) if one.reason else "",
        explanation=one.explanation,
    )


def _item(reference: str, place: str, state: str, sent_on: date, term_on: date, turn: str) -> Item:
    return Item(reference, place, State(state), sent_on, term_on, turn == Turn.COMPANY)


def is_named(application: Application) -> bool:
    """Whether the company may read who this is, now."""
    return application.identity_shown_on is not None and application.state in NAMED


def identity_of(application: Application) -> Identity | None:
    """The one way to a name. Whoever withdraws or is refused is nameless again."""
    if not is_named(application):
        return None
    # Asked anew: between reading the row and now the student may have withdrawn.
    row = Application.objects.filter(
        pk=application.pk, identity_shown_on__isnull=False, state__in=NAMED
    )
    found = row.values_list(
        "student__name", "student__email", "student__account__email", "withheld", "parted_on"
    ).first()
    if found is None:
        return None
    name, email, account, withheld, parted_on = found
    return Identity(
        name=name,
        # The account may be another's by now: its address is nothing that this company was shown.
        email=email if parted_on else account or email,
        needs=_labels(Need, withheld.get("needs", [])),
        needs_text=withheld.get("needs_text", ""),
    )


def shown(copy: dict[str, Any]) -> Shown:
    return Shown(
        goals=copy.get("goals", []),
        skills=copy.get("skills", []),
        available_from=_day(copy.get("available_from")),
        available_until=_day(copy.get("available_until")),
        hours_per_week=copy.get("hours_per_week"),
        weekdays=_labels(Weekday, copy.get("weekdays", [])),
        travel_minutes=copy.get("travel_minutes"),
        travel_by=_labels(Means, copy.get("travel_by", [])),
        motivation=copy.get("motivation", ""),
        needs=_labels(Need, copy.get("needs", [])),
        needs_text=copy.get("needs_text", ""),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _labels(choices: Any, values: list[str]) -> list[Any]:
    return [one.label for one in choices if one.value in values]
