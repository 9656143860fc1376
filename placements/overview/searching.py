"""Every searching student of a school with where the search stands: four queries for all.

Each question is asked of the whole school at once, grouped by the database; `state_of` then takes
the first that has an answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from placements.agreements.models import Agreement, ChangeWish, Confirmation, Placement
from placements.agreements.transitions import LIVE, OVER, Party
from placements.agreements.transitions import State as Placed
from placements.applications.models import Application
from placements.applications.transitions import CLOSED
from placements.applications.transitions import State as Applied
from placements.matching.models import Assignment
from placements.matching.transitions import State as Matched
from placements.overview.states import State
from schools.registry.models import School
from schools.students.models import PlacementPeriod, StudentQuerySet

NUMBER = models.PositiveSmallIntegerField()
# Which of somebody's applications speaks: the one that is furthest, by the rank of `_rank`.
BY_RANK = (
    State.ACCEPTED, State.OFFERED, State.SEARCHING, State.SILENCE, State.SEARCHING,
    State.NOTHING_RUNNING,
)  # fmt: skip
ANSWERED_BY_COMPANY = (State.ACCEPTED, State.OFFERED)


class Facts(NamedTuple):
    """What is known of one search; `None` where there is nothing of the kind."""

    search_start: date
    is_invited: bool = True
    joined_on: date | None = None
    live: State | None = None  # of a placement that is proposed, agreed or running
    ended: State | None = None  # of the last one that is over
    application: State | None = None
    is_unplaced: bool = False  # by a published round


class Row(NamedTuple):
    """A student in the search, as much as a list and its counts need."""

    id: str  # as `_text` gives it; `uuid` makes it a key
    group: str
    crebo: str
    programme: str
    state: State
    search_start: date
    agreed_on: date | None

    @property
    def uuid(self) -> UUID:
        return UUID(self.id)

    @property
    def has_place(self) -> bool:
        """Agreed on, and not ended early."""
        return self.agreed_on is not None and self.state != State.ENDED_EARLY

    def days(self, day: date) -> int:
        """From the first day of the search until a place was agreed on, or until today."""
        until = self.agreed_on if self.has_place and self.agreed_on else day
        return max((until - self.search_start).days, 0)


def state_of(facts: Facts, day: date) -> State:
    """What the school has to do and what is agreed comes first, then why nobody waits."""
    quiet = day - timedelta(days=settings.SEARCH_QUIET_DAYS)
    if (found := facts.live or facts.ended) is not None:
        return found
    if facts.application in ANSWERED_BY_COMPANY:
        return facts.application
    if facts.is_unplaced:
        return State.UNPLACED
    if not facts.is_invited:
        return State.NOT_INVITED
    if facts.joined_on is None:
        return State.INVITED
    if facts.application is not None:
        return facts.application
    is_recent = max(facts.search_start, facts.joined_on) > quiet
    return State.SEARCHING if is_recent else State.NO_APPLICATION


# ---------- who searches, since when ----------


def periods_begun(school: School, day: date) -> list[PlacementPeriod]:
    """The newest first."""
    begun = PlacementPeriod.objects.filter(school=school, search_start__lte=day)
    return list(begun.order_by("-search_start", "name", "pk"))


class Periods:
    """Which period is a student's: the newest of those that are for them."""

    def __init__(self, periods: Iterable[PlacementPeriod]) -> None:
        self._found: dict[tuple[int, str, str], PlacementPeriod] = {}
        self._order: dict[UUID, int] = {}
        for place, one in enumerate(periods):
            name = "" if one.crebo else one.programme
            self._found.setdefault((one.cohort, one.crebo, name), one)
            self._order[one.pk] = place

    def of(self, cohort: int, crebo: str, programme: str) -> PlacementPeriod | None:
        keys = {(cohort, "", ""), (cohort, crebo, ""), (cohort, "", programme)}
        fitting = [self._found[key] for key in keys if key in self._found]
        return min(fitting, key=lambda one: self._order[one.pk], default=None)


def rows_of(students: StudentQuerySet, periods: Iterable[PlacementPeriod], day: date) -> list[Row]:
    """The longest search first, then by name. Who is in none of the periods is left out."""
    searching = _searching(students, Periods(periods))
    starts = {one.id: one.period.search_start for one in searching}
    placements = _placements(students, day)
    applications = _applications(students, starts, day)
    unplaced = _unplaced(students)
    found = []
    for one in searching:
        start = one.period.search_start
        live, ended, agreed = _of_period(placements.get(one.id, ()), one.period)
        facts = Facts(
            search_start=start,
            is_invited=one.is_invited,
            joined_on=one.joined_on,
            live=live,
            ended=ended,
            application=applications.get(one.id),
            is_unplaced=unplaced.get(one.id, date.min) >= start,
        )
        state = state_of(facts, day)
        found.append(Row(one.id, one.group, one.crebo, one.programme, state, start, agreed))
    return sorted(found, key=lambda row: row.search_start)


class Searcher(NamedTuple):
    id: str
    group: str
    crebo: str
    programme: str
    is_invited: bool
    joined_on: date | None
    period: PlacementPeriod


def _searching(students: StudentQuerySet, known: Periods) -> list[Searcher]:
    columns = (_text("pk"), "group", "crebo", "programme", "cohort", _is_invited(), "joined_on")
    named = students.filter(cohort__isnull=False).order_by("sort_name", "number", "pk")
    return [
        Searcher(pk, group, crebo, programme, is_invited, joined, period)
        for pk, group, crebo, programme, cohort, is_invited, joined in named.values_list(
            *columns
        ).iterator()
        if (period := known.of(cohort or 0, crebo, programme)) is not None
    ]


# ---------- placements ----------


class Place(NamedTuple):
    period: UUID | None
    code: State
    proposed_on: date
    agreed_on: date | None
    ended_on: date | None


def _placements(students: StudentQuerySet, day: date) -> Mapping[str, list[Place]]:
    rows = Placement.objects.filter(student__in=students.values("pk"), state__in=[*LIVE, *OVER])
    coded = rows.annotate(code=_placement_code(day)).order_by()
    columns = (_text("student"), "period", "code", "proposed_on", "agreed_on", "ended_on")
    found: dict[str, list[Place]] = defaultdict(list)
    for student, period, code, proposed, agreed, ended in coded.values_list(*columns):
        found[student].append(Place(period, State(code), proposed, agreed, ended))
    return found


def _placement_code(day: date) -> Case:
    """As `agreements.reading.awaiting` asks it, with as few questions as most rows need."""
    texts = Agreement.objects.filter(placement=OuterRef("pk"))
    waiting = texts.filter(agreed_on=None, replaced_on=None)
    said = Confirmation.objects.filter(agreement=OuterRef("pk"), party=Party.SCHOOL)
    wished = ChangeWish.objects.filter(placement=OuterRef("pk"), answered_on=None)
    soon = day + timedelta(days=settings.PLACEMENT_ENDING_DAYS)
    is_settled = ~Q(Exists(waiting))
    return _coded(
        (Q(state__in=OVER, end_reason=""), State.DONE),
        (Q(state__in=OVER), State.ENDED_EARLY),
        (Q(taken_over_on=None), State.TAKE_OVER),
        (Q(needs_agreement=True) & ~Q(Exists(texts)), State.DRAW_UP),
        (Q(Exists(wished)), State.SCHOOL_YES),
        (is_settled & Q(state__in=[Placed.AGREED, Placed.RUNNING], ends_on__lte=soon),
         State.ENDING),
        (is_settled, State.PLACED),
        (Q(Exists(waiting.filter(~Exists(said)))), State.SCHOOL_YES),
        default=State.OTHERS_YES,
    )  # fmt: skip


def _of_period(
    places: Iterable[Place], period: PlacementPeriod
) -> tuple[State | None, State | None, date | None]:
    """What is live, how the last one ended, and the first day on which one was agreed."""
    own = [
        one
        for one in places
        if one.period == period.pk
        or (one.period is None and one.proposed_on >= period.search_start)
    ]
    live = min((one.code for one in own if one.ended_on is None), default=None)
    over = [one for one in own if one.ended_on is not None]
    last = max(over, key=lambda one: one.ended_on or date.min, default=None)
    agreed = min((one.agreed_on for one in own if one.agreed_on), default=None)
    return live, last.code if last else None, agreed


# ---------- applications and rounds ----------


def _applications(
    students: StudentQuerySet, starts: Mapping[str, date], day: date
) -> dict[str, State]:
    """By student: what the application says that is furthest, of this search alone.

    Only the lowest rank is kept, and no rows: ten thousands of them make the collector run.
    """
    if not starts:
        return {}
    earliest = min(starts.values())  # what was sent before it, is of nobody's search of now
    rows = Application.objects.filter(student__in=students.values("pk"), sent_on__gte=earliest)
    ranked = rows.annotate(rank=_rank(day)).order_by().values_list(_text("student"), "rank")
    first = {student: start.isoformat() for student, start in starts.items()}
    best: dict[str, int] = {}
    for student, rank, last in ranked.annotate(
        last=Cast(Max("sent_on"), models.CharField())
    ).iterator():
        if last >= first.get(student, "9999") and rank < best.get(student, len(BY_RANK)):
            best[student] = rank
    return {student: BY_RANK[rank] for student, rank in best.items()}


def _rank(day: date) -> Case:
    quiet = day - timedelta(days=settings.SEARCH_QUIET_DAYS)
    has_time = Q(state__in=[Applied.SENT, Applied.SEEN], term_on__gte=day)
    placed = Placement.objects.filter(application=OuterRef("pk"))
    goes_on = has_time | Q(state__in=[Applied.INVITED, Applied.CONVERSATION])
    return Case(
        # With a placement, that says the rest; one that fell off leaves no offer behind.
        When(Q(state=Applied.ACCEPTED) & ~Q(Exists(placed)), then=Value(0)),
        When(state=Applied.OFFERED, then=Value(1)),
        When(goes_on, then=Value(2)),
        When(~Q(state__in=CLOSED), then=Value(3)),
        When(closed_on__gt=quiet, then=Value(4)),
        default=Value(5),
        output_field=NUMBER,
    )


def _unplaced(students: StudentQuerySet) -> Mapping[str, date]:
    """The day of the last round that had no place for somebody."""
    rows = Assignment.objects.filter(
        student__in=students.values("pk"), offer=None, round__state=Matched.PUBLISHED
    )
    days = rows.order_by().values_list(_text("student")).annotate(last=Max("round__ended_on"))
    return {student: last for student, last in days if last}


def _text(name: str) -> Cast:
    """An id as the database writes it: making ten thousands of UUIDs takes longer than asking."""
    return Cast(F(name), models.CharField())


def _is_invited() -> Case:
    return Case(When(account=None, then=Value(False)), default=Value(True))


def _coded(*pairs: tuple[Any, State], default: State) -> Case:
    whens = [When(condition, then=Value(int(state))) for condition, state in pairs]
    return Case(*whens, default=Value(int(default)), output_field=NUMBER)
