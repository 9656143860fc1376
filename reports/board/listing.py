"""The cases of one member through their filters: counted once, then only what the page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils.functional import Promise

from reports.board.asking import SHOWS, STATUSES, URGENCY, Wanted, described, news_of, unread_by
from reports.casework.models import Case, CaseQuerySet, Status, Turn
from reports.casework.policy import POLICY
from schools.registry.models import School
from stagebaken.accounts.models import User

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
    """The cases of one member at their schools. Whatever is counted is visible to them (P2)."""

    def __init__(self, user: User, schools: Mapping[UUID, School], wanted: Wanted) -> None:
        self.user = user
        self.schools = schools
        self.wanted = wanted
        self.visible = POLICY.visible_to(user).filter(school__in=[*schools])

    @cached_property
    def tally(self) -> list[tuple[dict[str, Any], int]]:
        """How many cases there are of each kind: every number on the page comes from these."""
        kinds = ("turn", "status", "is_new", "who", "due")
        all_of_them = POLICY.all_visible_to(self.user).filter(school__in=[*self.schools])
        found = described(all_of_them, self.user).values(*kinds).annotate(total=Count("pk"))
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
        return self._segments("turn", {key: label for key, (label, _) in self.wanted.turns.items()})

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
                self.count(self.wanted.but(name, key)),
                is_current=key == chosen,
            )
            for key, label in labels.items()
        ]

    @property
    def found(self) -> CaseQuerySet:
        if self.wanted.is_all:
            return self.visible
        return described(self.visible, self.user).filter(**self.wanted.values)

    def stretch(self, start: int, end: int) -> list[CaseQuerySet]:
        """The list from one place to another, the school's turn first: a slice of each group."""
        slices = []
        for turns in GROUPS:
            size = sum(self._count_of(turn) for turn in turns)
            if start < size and end > 0:
                found = self.found.filter(turn__in=turns).order_by(*URGENCY)
                slices.append(_between(found, max(start, 0), min(end, size), size))
            start, end = start - size, end - size
        return slices

    def _count_of(self, turn: Turn) -> int:
        asked = dict(self.wanted.values)
        if asked.pop("turn", turn) != turn:
            return 0
        return self._sum(asked | {"turn": turn})

    def tops(self) -> list[CaseQuerySet]:
        """The most urgent of each column of the board."""
        most = settings.BOARD_COLUMN_CASES
        return [
            self.found.filter(turn=turn).order_by(*URGENCY)[:most]
            for turn in Turn
            if turn != Turn.NOBODY and self._count_of(turn)
        ]

    def newest(self) -> CaseQuerySet:
        """What came in last and nobody confirmed, or this member has not read yet: looked through
        for danger, wherever it stands."""
        unread = Q(status=Status.RECEIVED) | Q(dossier__in=unread_by(self.user))
        found = self.found.filter(unread, turn=Turn.SCHOOL)
        return found.order_by("-due_on", "-number")[: settings.BOARD_NEWEST_CASES]

    def latest(self, beyond: int = 0) -> list[CaseQuerySet]:
        """Those with the latest deadlines of each turn that has more than `beyond`, looked through
        for danger: told of lately and answered, they stand last in a queue."""
        most = settings.BOARD_LATEST_CASES
        return [
            self.found.filter(turn=turn, due_on__isnull=False).order_by("-due_on", "-number")[:most]
            for turn in Turn
            if turn != Turn.NOBODY and self._count_of(turn) > beyond
        ]

    def these(self, case_ids: Iterable[UUID]) -> list[Case]:
        """Some of them by their ids, in this order of the list: most urgent first."""
        return self.cases([self.visible.filter(pk__in=[*case_ids])])

    def cases(self, slices: Iterable[CaseQuerySet]) -> list[Case]:
        """All that these slices hold, most urgent first, in one query.

        Each slice is found along an index, ids only: sealed columns are not dragged through a sort.
        """
        of_any = [Q(pk__in=one.values("pk")) for one in slices]
        if not of_any:
            return []
        # Not narrowed to the schools again: SQLite would walk all of a school for it.
        found = POLICY.visible_to(self.user).filter(reduce(or_, of_any))
        cases = list(with_cards(found.annotate(is_new=news_of(self.user))).by_urgency())
        for case in cases:
            case.school = self.schools[case.school_id]
        return cases


def _between(found: CaseQuerySet, start: int, end: int, size: int) -> CaseQuerySet:
    """A slice out of `size` cases, walked to from the nearer end: each step asks for a wrap."""
    if start > size // 2:
        return found.reverse()[size - end : size - start]
    return found[start:end]


def with_cards(cases: CaseQuerySet) -> CaseQuerySet:
    """With what a card line needs, and without the sealed columns that only a case page opens."""
    sealed = ("account", "decisions", "address")
    found = cases.select_related("assignee", "dossier__report")
    return found.defer(*(f"dossier__report__{name}" for name in sealed))


def is_of_one_school(cases: Sequence[Case]) -> bool:
    return len({case.school_id for case in cases}) <= 1
