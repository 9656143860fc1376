"""The cases of one member through their filters: counted once, then only what the page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.utils.functional import Promise

from reports.board.asking import SHOWS, STATUSES, TURNS, URGENCY, Wanted, described, news_of
from reports.casework.models import Case, CaseQuerySet, Status, Turn
from reports.casework.policy import POLICY
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault.models import Recipient

# The order of the list: who is asked something first, what rests last.
GROUPS = ((Turn.SCHOOL,), (Turn.REPORTER, Turn.COMPANY, Turn.SBB), (Turn.NOBODY,))


@dataclass(frozen=True)
class Segment:
    """A filter with the number of cases that it would show to this member."""

    key: str
    label: str | Promise
    count: int
    is_current: bool


class Listing:
    """The cases of one member. Whatever is counted is visible to them (P2)."""

    def __init__(self, user: User, wanted: Wanted) -> None:
        self.user = user
        self.wanted = wanted
        self.visible = POLICY.visible_to(user)

    @cached_property
    def keys(self) -> list[UUID]:
        """The ids of this person's keys, at every school where they work."""
        return list(Recipient.objects.filter(user=self.user).values_list("pk", flat=True))

    @cached_property
    def schools(self) -> list[UUID]:
        return list(
            School.objects.filter(vault__recipients__in=self.keys).values_list("pk", flat=True)
        )

    @cached_property
    def tally(self) -> list[tuple[dict[str, Any], int]]:
        """How many cases there are of each kind: every number on the page comes from these."""
        kinds = ("turn", "status", "is_new", "who", "due")
        found = (
            described(self.visible, self.user, self.keys).values(*kinds).annotate(total=Count("pk"))
        )
        return [({kind: row[kind] for kind in kinds}, row["total"]) for row in found.order_by()]

    def count(self, wanted: Wanted | None = None) -> int:
        return self._sum((wanted or self.wanted).values)

    def _sum(self, asked: dict[str, Any]) -> int:
        return sum(
            total
            for kind, total in self.tally
            if all(kind[column] == value for column, value in asked.items())
        )

    @property
    def waiting(self) -> int:
        """How many cases ask something of the school."""
        return self.count(Wanted(turn="school"))

    @property
    def unconfirmed(self) -> int:
        return self.count(Wanted(status=Status.RECEIVED))

    @property
    def shows(self) -> list[Segment]:
        return self._segments("show", {key: label for key, (label, _) in SHOWS.items()})

    @property
    def turns(self) -> list[Segment]:
        return self._segments("turn", {key: label for key, (label, _) in TURNS.items()})

    @property
    def statuses(self) -> list[Segment]:
        found = self._segments("status", STATUSES)
        return [one for one in found if one.count or one.is_current]

    def _segments(self, name: str, labels: dict[str, Promise]) -> list[Segment]:
        chosen = getattr(self.wanted, name)
        return [
            Segment(
                key,
                label,
                self.count(replace(self.wanted, **{name: key})),
                is_current=key == chosen,
            )
            for key, label in labels.items()
        ]

    @property
    def found(self) -> CaseQuerySet:
        own = self.visible.filter(school__in=self.schools)  # says nothing new: it finds the index
        if self.wanted.is_all:
            return own
        return described(own, self.user, self.keys).filter(**self.wanted.values)

    def ids(self, start: int, end: int) -> list[UUID]:
        """A stretch of the list, the school's turn first. Only ids, along an index: sealed columns
        are not dragged through a sort."""
        ids: list[UUID] = []
        for turns in GROUPS:
            size = sum(self._count_of(turn) for turn in turns)
            if start < size and end > 0:
                found = self.found.filter(turn__in=turns).order_by(*URGENCY)
                ids += found.values_list("pk", flat=True)[max(start, 0) : end]
            start, end = start - size, end - size
        return ids

    def _count_of(self, turn: Turn) -> int:
        asked = dict(self.wanted.values)
        if asked.pop("turn", turn) != turn:
            return 0
        return self._sum(asked | {"turn": turn})

    def ids_by_turn(self) -> list[UUID]:
        """The most urgent of each column of the board."""
        most = settings.BOARD_COLUMN_CASES
        columns = [
            self.found.filter(turn=turn).order_by(*URGENCY).values_list("pk", flat=True)[:most]
            for turn in Turn
            if turn != Turn.NOBODY and self._count_of(turn)
        ]
        return [case_id for column in columns for case_id in column]

    def newest_ids(self) -> list[UUID]:
        """What came in last and nobody confirmed: looked through for danger, wherever it stands."""
        received = self.found.filter(turn=Turn.SCHOOL, status=Status.RECEIVED)
        ids = received.order_by("-due_on", "-number").values_list("pk", flat=True)
        return list(ids[: settings.BOARD_NEWEST_CASES])

    def cases(self, ids: Iterable[UUID]) -> list[Case]:
        """These cases in this order; what became invisible meanwhile is left out (P2)."""
        return load(self.visible.annotate(is_new=news_of(self.keys)), ids)


def load(visible: CaseQuerySet, ids: Iterable[UUID]) -> list[Case]:
    ids = list(dict.fromkeys(ids))
    found = visible.filter(pk__in=ids).select_related("school", "assignee", "dossier__report")
    sealed = ("account", "decisions", "address")
    found = found.defer(*(f"dossier__report__{name}" for name in sealed))
    by_id = {case.pk: case for case in found}
    return [by_id[case_id] for case_id in ids if case_id in by_id]


def is_of_one_school(cases: Sequence[Case]) -> bool:
    return len({case.school_id for case in cases}) <= 1
