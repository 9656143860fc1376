"""The overview of a school: who is in the search, counted and filtered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.http import QueryDict

from placements.overview.forms import ALL, NO_PLACE, FilterForm
from placements.overview.searching import Row, periods_begun, rows_of
from placements.overview.states import BY_SLUG, NOTHING_TO_DO, State
from schools.registry.models import School
from schools.students.listing import CHOICES_LIMIT, programme_filter, programmes_of
from schools.students.models import PlacementPeriod, Student, StudentQuerySet


@dataclass(frozen=True)
class Listing:
    form: FilterForm
    rows: list[Row]  # chosen, the longest search first
    every: list[Row]  # of the class, programme and period, whatever their state
    is_filtered: bool
    has_periods: bool
    counts: dict[State, int]
    without: int  # an agreed place

    @property
    def total(self) -> int:
        return len(self.every)


@dataclass(frozen=True)
class Group:
    """A class or a programme. `days` is the middle of all searches, also of those that go on."""

    key: str
    label: str
    total: int
    without: int
    days: int


def listing(school: School, query: QueryDict, day: date) -> Listing:
    periods = periods_begun(school, day)
    form = FilterForm(query, choices=_choices(school, periods))
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    every = rows_of(_students(school, asked, day), _asked_periods(periods, asked), day)
    return Listing(
        form=form,
        rows=_of_state(every, asked.get("state", "")),
        every=every,
        is_filtered=any(asked.values()),
        has_periods=bool(periods),
        counts=dict(Counter(row.state for row in every)),
        without=sum(not row.has_place for row in every),
    )


def _students(school: School, asked: dict[str, Any], day: date) -> StudentQuerySet:
    rows = Student.objects.of(school).enrolled(day)
    if asked.get("group"):
        rows = rows.filter(group=asked["group"])
    if asked.get("programme"):
        rows = rows.filter(programme_filter(asked["programme"]))
    return rows


def _asked_periods(periods: list[PlacementPeriod], asked: dict[str, Any]) -> list[PlacementPeriod]:
    chosen = asked.get("period")
    return [one for one in periods if str(one.pk) == chosen] if chosen else periods


def _of_state(rows: list[Row], asked: str) -> list[Row]:
    """Who has no place comes first, each by the first day of the search."""
    if asked in BY_SLUG:
        return [row for row in rows if row.state == BY_SLUG[asked]]
    if asked == NO_PLACE:
        return [row for row in rows if not row.has_place]
    if asked != ALL:
        rows = [row for row in rows if row.state not in NOTHING_TO_DO]
    return sorted(rows, key=lambda row: row.has_place)  # keeps the order within each


def by_group(rows: Iterable[Row], day: date) -> list[Group]:
    """By class, those with most students without a place first."""
    return _grouped(((row.group, row.group, row) for row in rows), day)


def by_programme(rows: Iterable[Row], day: date) -> list[Group]:
    named = ((row.crebo or row.programme, row.programme or row.crebo, row) for row in rows)
    return _grouped(named, day)


def _grouped(named: Iterable[tuple[str, str, Row]], day: date) -> list[Group]:
    found: dict[str, list[Row]] = {}
    labels: dict[str, str] = {}
    for key, label, row in named:
        if key:
            found.setdefault(key, []).append(row)
            labels.setdefault(key, label)
    groups = [
        Group(
            key=key,
            label=labels[key],
            total=len(rows),
            without=sum(not row.has_place for row in rows),
            days=round(median(row.days(day) for row in rows)),
        )
        for key, rows in found.items()
    ]
    return sorted(groups, key=lambda one: (-one.without, one.label.casefold()))


def _choices(school: School, periods: list[PlacementPeriod]) -> dict[str, list[tuple[Any, Any]]]:
    rows = Student.objects.of(school).exclude(group="").order_by()
    groups = sorted(rows.values_list("group", flat=True).distinct()[:CHOICES_LIMIT])
    return {
        "group": [(one, one) for one in groups],
        "programme": list(programmes_of(school)),
        "period": [(str(one.pk), f"{one.name} ({one.school_year})") for one in periods],
    }
