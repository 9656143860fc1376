"""What a member wants to see, as it stands in the address: codes only, never a word of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.casework import words
from reports.casework.models import CaseQuerySet, Status, Turn
from reports.notices.models import News
from stagebaken.accounts.models import User
from stagebaken.web.days import today

ALL = ""
BOARD, LIST = "bord", "lijst"
# Each filter: what it is called, and the value of which column of `described` it asks for.
SHOWS: dict[str, tuple[Promise, tuple[str, Any] | None]] = {
    ALL: (_("Alles"), None),
    "nieuw": (_("Nieuw"), ("is_new", True)),
    "te-laat": (_("Te laat"), ("due", "late")),
    "week": (_("Deze week"), ("due", "week")),
    "mijn": (_("Opgepakt door mij"), ("who", "me")),
    "niemand": (_("Door niemand opgepakt"), ("who", "nobody")),
}
TURNS: dict[str, tuple[Promise, Turn]] = {
    "school": (_("Jullie"), Turn.SCHOOL),
    "melder": (_("De melder"), Turn.REPORTER),
    "bedrijf": (_("Het bedrijf"), Turn.COMPANY),
    "sbb": (_("SBB"), Turn.SBB),
    "rust": (_("Er hoeft nu niets"), Turn.NOBODY),
}
STATUSES: dict[str, Promise] = words.STATUSES


def turns_at(*, has_sbb: bool) -> dict[str, tuple[Promise, Turn]]:
    """Whose turn it can be: SBB has none where all schools of a member are of the hbo (R15)."""
    return {key: one for key, one in TURNS.items() if has_sbb or one[1] != Turn.SBB}


def statuses_at(*, has_sbb: bool) -> dict[str, Promise]:
    return {key: one for key, one in STATUSES.items() if has_sbb or key != Status.FORWARDED_SBB}


@dataclass(frozen=True)
class Wanted:
    """The choices of one page. What nobody could have chosen is as if it were not asked."""

    view: str = BOARD
    show: str = ALL
    turn: str = ALL
    status: str = ALL
    has_sbb: bool = True  # no choice: what the schools of this member have; in no address

    @classmethod
    def of(cls, query: Mapping[str, Any], *, has_sbb: bool = True) -> Self:
        show, turn = query.get("toon", ""), query.get("beurt", "")
        status = query.get("status", "")
        return cls(
            view=LIST if query.get("weergave") == LIST else BOARD,
            show=show if show in SHOWS else ALL,
            turn=turn if turn in turns_at(has_sbb=has_sbb) else ALL,
            status=status if status in statuses_at(has_sbb=has_sbb) else ALL,
            has_sbb=has_sbb,
        )

    def query(self, **changes: Any) -> dict[str, str]:
        """The same choices for an address, with these changed; what is not chosen is left out."""
        names = {"view": "weergave", "show": "toon", "turn": "beurt", "status": "status"}
        chosen = replace(self, **changes)
        return {word: value for name, word in names.items() if (value := getattr(chosen, name))}

    def but(self, name: str, value: Any) -> Self:
        """The same choices with one of them changed."""
        return replace(self, **{name: value})

    @property
    def turns(self) -> dict[str, tuple[Promise, Turn]]:
        return turns_at(has_sbb=self.has_sbb)

    @property
    def is_all(self) -> bool:
        return not (self.show or self.turn or self.status)

    @property
    def values(self) -> dict[str, Any]:
        """Which value each column of `described` must have."""
        values: dict[str, Any] = {}
        if asked := SHOWS[self.show][1]:
            values[asked[0]] = asked[1]
        if self.turn:
            values["turn"] = TURNS[self.turn][1]
        if self.status:
            values["status"] = self.status
        return values


def described(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Name per case whether it is new, whose it is and how near its deadline: what filters ask."""
    return cases.annotate(is_new=news_of(user), who=_who(user), due=_due())


def news_of(user: User) -> "ExpressionWrapper[Q]":
    """Whether there is news for this person; their news is looked up once, not case by case."""
    return ExpressionWrapper(Q(dossier__in=unread_by(user)), output_field=BooleanField())


def unread_by(user: User) -> "QuerySet[News, Any]":
    """The dossiers in which something happened that this person did not open since."""
    return News.objects.filter(recipient__user=user).values("dossier")


def _who(user: User) -> Case:
    return Case(
        When(assignee=user, then=Value("me")),
        When(Q(assignee=None) & ~Q(turn=Turn.NOBODY), then=Value("nobody")),
        default=Value("other"),
        output_field=CharField(),
    )


def _due() -> Case:
    """Late, in this week (which ends on Sunday), later, or without a deadline."""
    day = today()
    sunday = day + timedelta(days=6 - day.weekday())
    return Case(
        When(due_on__lt=day, then=Value("late")),
        When(due_on__lte=sunday, then=Value("week")),
        default=Value("later"),
        output_field=CharField(),
    )


URGENCY = (F("due_on").asc(nulls_last=True), F("number").asc())
