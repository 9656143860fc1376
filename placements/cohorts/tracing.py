"""What the rooms of the product know of searches, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Min, QuerySet

from placements.agreements.models import Placement, Route
from placements.agreements.transitions import LIVE, OVER, State
from placements.applications.models import Application, ApplicationEvent
from placements.applications.transitions import State as Step
from placements.cohorts.counting import Applied, Found, Trail
from placements.cohorts.selection import Searcher
from placements.matching.models import Assignment, Wish
from schools.registry.programmes import Pathway
from schools.students.models import PlacementPeriod, Student, StudentQuerySet

AGREED = (*(one for one in LIVE if one is not State.PROPOSED), *OVER)
INVITED = (Step.INVITED, Step.CONVERSATION, Step.OFFERED, Step.ACCEPTED)


class _Placed(NamedTuple):
    period_id: UUID | None
    proposed_on: date
    state: str
    route: str
    applications_count: int | None
    end_reason: str
    starts_on: date | None
    ends_on: date | None
    ended_on: date | None
    application_id: UUID | None

    @property
    def last_day(self) -> date | None:
        return min(filter(None, (self.ended_on, self.ends_on)), default=None)


class _Sent(NamedTuple):
    pk: UUID
    sent_on: date


@dataclass(frozen=True)
class Traces:
    """Of all these students, by their record."""

    placements: dict[UUID, list[_Placed]]
    applications: dict[UUID, list[_Sent]]
    invited_on: dict[UUID, date]  # by application
    rounds: dict[UUID, list[date]]  # days on which rounds opened in which the student took part

    def trail(self, searcher: Searcher) -> Trail:
        student, period = searcher.student, searcher.period
        rows = [one for one in self.placements.get(student.pk, ()) if _belongs(one, period)]
        found = [_found(one) for one in rows if one.state in AGREED]
        opened = self.rounds.get(student.pk, ())
        return Trail(
            first=period.search_start,
            cut_off=period.cut_off,
            left_on=student.left_on,
            applications=list(self._applied(student, rows)),
            placements=[*found, *self._standing(student, period)],
            is_active=bool(rows)
            or any(period.search_start <= day <= period.cut_off for day in opened),
        )

    def is_waiting(self, searcher: Searcher) -> bool:
        """With a place on which not everybody agreed yet."""
        period, rows = searcher.period, self.placements.get(searcher.student.pk, ())
        waiting = (one for one in rows if one.state == State.PROPOSED and _belongs(one, period))
        return any(one.proposed_on <= period.cut_off for one in waiting)

    def _applied(self, student: Student, rows: Sequence[_Placed]) -> Iterator[Applied]:
        led = {one.application_id for one in rows if one.state in AGREED}
        for sent in self.applications.get(student.pk, ()):
            yield Applied(sent.sent_on, self.invited_on.get(sent.pk), sent.pk in led)

    def _standing(self, student: Student, period: PlacementPeriod) -> Iterator[Found]:
        """A bbl contract lasts years: whoever works on through the search, does not look."""
        if student.pathway != Pathway.BBL:
            return
        for one in self.placements.get(student.pk, ()):
            works_on = one.last_day is not None and one.last_day > period.cut_off
            began = one.starts_on is not None and one.starts_on < period.search_start
            if one.state in AGREED and works_on and began:
                yield Found(period.search_start, Route.EMPLOYER, 0, _is_early(one), one.last_day)


def traces(students: StudentQuerySet) -> Traces:
    """What is written down about these students."""
    some = students.order_by().values("pk")
    return Traces(_placements(some), _applications(some), _invited(some), _rounds(some))


def _placements(some: QuerySet[Any]) -> dict[UUID, list[_Placed]]:
    found = defaultdict(list)
    rows = Placement.objects.filter(student__in=some).order_by("pk")
    for student, *facts in rows.values_list("student", *_Placed._fields):
        found[student].append(_Placed(*facts))
    return found


def _applications(some: QuerySet[Any]) -> dict[UUID, list[_Sent]]:
    found = defaultdict(list)
    rows = Application.objects.filter(student__in=some).order_by("pk")
    for student, *facts in rows.values_list("student", *_Sent._fields):
        found[student].append(_Sent(*facts))
    return found


def _invited(some: QuerySet[Any]) -> dict[UUID, date]:
    """When a company first said: come and talk, or more. A refusal after that undoes it not."""
    rows = ApplicationEvent.objects.filter(application__student__in=some, state__in=INVITED)
    return dict(rows.order_by().values_list("application").annotate(on=Min("day")))


def _rounds(some: QuerySet[Any]) -> dict[UUID, list[date]]:
    found = defaultdict(list)
    wished = Wish.objects.filter(student__in=some).values_list("student", "offer__round__opened_on")
    given = Assignment.objects.filter(student__in=some).values_list("student", "round__opened_on")
    for rows in (wished, given):
        for student, opened_on in rows.order_by().distinct():
            if opened_on is not None:
                found[student].append(opened_on)
    return found


def _belongs(row: _Placed, period: PlacementPeriod) -> bool:
    """Told to be of this period, or proposed while it ran."""
    return row.period_id == period.pk or period.search_start <= row.proposed_on <= period.cut_off


def _found(row: _Placed) -> Found:
    """The day on which it was found is that of the proposal: papers come weeks later."""
    return Found(row.proposed_on, row.route, row.applications_count, _is_early(row), row.last_day)


def _is_early(row: _Placed) -> bool:
    """Ended before its last day, also when it was evaluated since."""
    return row.state in OVER and row.end_reason != ""
