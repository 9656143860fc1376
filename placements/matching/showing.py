"""What the pages of a round show to its school."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from placements.matching import policy
from placements.matching.models import Assignment, Offer, Round, Wish
from placements.matching.rules import OwnCompany
from placements.matching.transitions import State
from placements.matching.words import CRITERIA
from placements.measures.models import Kind
from placements.measures.reading import closed_to, marks
from placements.places.models import State as PlaceState
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.listing import programmes_of
from schools.students.models import Student
from stagebaken.accounts.models import User

LINE = (State.DRAFT, State.OPEN, State.CLOSED, State.SOLVED, State.PUBLISHED)


@dataclass(frozen=True)
class Row:
    round: Round
    group: str
    lists: int
    seats: int


def rows(rounds: Iterable[Round], school: School) -> list[Row]:
    """For a page of rounds, in a fixed number of queries."""
    found = list(rounds)
    ids = [one.pk for one in found]
    names = dict(programmes_of(school))
    wishes = Wish.objects.filter(offer__round__in=ids).order_by()
    lists = dict(
        wishes.values("offer__round")
        .annotate(total=Count("student", distinct=True))
        .values_list("offer__round", "total")
    )
    seats: dict[UUID, int] = defaultdict(int)
    for round_id, capacity in Offer.objects.filter(round__in=ids).values_list("round", "capacity"):
        seats[round_id] += capacity
    return [Row(one, named(one, names), lists.get(one.pk, 0), seats[one.pk]) for one in found]


def group_of(round_: Round) -> str:
    return named(round_, dict(programmes_of(round_.school)))


def named(round_: Round, programmes: dict[str, str]) -> str:
    key = round_.crebo or round_.programme
    programme = programmes.get(key, key) or _("Alle opleidingen")
    if round_.cohort is None:
        return _("%(programme)s, alle cohorten") % {"programme": programme}
    said = {"programme": programme, "cohort": round_.school_year}
    return _("%(programme)s, cohort %(cohort)s") % said


def criteria_of(round_: Round) -> list[str | Promise]:
    return [CRITERIA[one].label for one in round_.ranking]


def track(round_: Round) -> list[dict[str, Any]]:
    """Where the round is; one that was stopped has no line."""
    if round_.state == State.WITHDRAWN:
        return []
    now = LINE.index(State(round_.state))
    is_over = round_.state == State.PUBLISHED
    return [
        {
            "name": state.label,
            "state": "done" if at < now or (is_over and at == now) else "now" if at == now else "",
        }
        for at, state in enumerate(LINE)
    ]


# ---------- who handed in ----------


@dataclass
class Class:
    name: str
    total: int = 0
    lists: int = 0
    without_account: int = 0

    @property
    def silent(self) -> int:
        return self.total - self.lists


@dataclass(frozen=True)
class Lists:
    classes: list[Class]
    everybody: Class = field(default_factory=lambda: Class(""))


def lists_of(round_: Round, day: date) -> Lists:
    handed = set(
        Wish.objects.filter(offer__round=round_).order_by().values_list("student", flat=True)
    )
    classes: dict[str, Class] = {}
    everybody = Class("")
    people = round_.group(day).order_by("group").values_list("pk", "group", "joined_on")
    for student, name, joined in people:
        for one in (classes.setdefault(name, Class(name)), everybody):
            one.total += 1
            one.lists += student in handed
            one.without_account += joined is None
    return Lists(list(classes.values()), everybody)


# ---------- places ----------


@dataclass(frozen=True)
class Found:
    """An open place beside a round; `why_not` when it cannot be in it."""

    place: TrainingPlace
    why_not: str = ""
    offer: Offer | None = None
    elsewhere: str = ""  # another round of the school in which it is


def places_for(round_: Round, words: str) -> QuerySet[TrainingPlace]:
    """All that companies call open; also what cannot come in, so that the page can say why."""
    found = TrainingPlace.objects.filter(state=PlaceState.OPEN)
    for word in words.split():
        found = found.filter(_holds(word))
    if round_.crebo and not words:
        found = found.filter(programme__crebo=round_.crebo)
    return found.select_related("company", "programme").order_by("title", "pk")


def _holds(word: str) -> Q:
    company = Q(company__name__icontains=word) | Q(company__place__icontains=word)
    return company | Q(title__icontains=word)


def judged(round_: Round, places: Iterable[TrainingPlace], *, user: User, day: date) -> list[Found]:
    """What may come in and what not, in a fixed number of queries."""
    shown = list(places)
    ids = [one.pk for one in shown]
    is_open = set(TrainingPlace.objects.open(day).filter(pk__in=ids).values_list("pk", flat=True))
    shut = closed_to(round_.school, day)
    told = marks(user, round_.school, [one.company_id for one in shown], day)
    said = {
        company
        for company, measures in told.items()
        if any(one.kind == Kind.NO_PLACEMENTS for one in measures)
    }
    offers = {one.place_id: one for one in round_.offers.filter(place__in=ids)}
    own = set(policy.stakes(user))
    elsewhere = _elsewhere(round_, ids)
    return [
        Found(
            one,
            _why_not(round_, one, is_open=one.pk in is_open, is_shut=one.company_id in shut,
                     is_told=one.company_id in said, is_own=one.company_id in own),
            offers.get(one.pk),
            elsewhere.get(one.pk, ""),
        )
        for one in shown
    ]  # fmt: skip


def _why_not(
    round_: Round,
    place: TrainingPlace,
    *,
    is_open: bool,
    is_shut: bool,
    is_told: bool,
    is_own: bool,
) -> str:
    if is_own:
        return str(OwnCompany.sentence)
    if is_told:
        return _("Je school plaatst nu niemand bij dit bedrijf.")
    if not is_open or is_shut:  # of a decision that this person may not know, no more is said
        return _("Deze plek is nu niet open, of het bedrijf is er nu niet voor erkend.")
    if round_.crebo and place.programme and place.programme.crebo != round_.crebo:
        return _("Deze plek is voor een andere opleiding dan deze ronde.")
    return ""


def _elsewhere(round_: Round, places: list[UUID]) -> dict[UUID, str]:
    others = Offer.objects.filter(place__in=places, round__school=round_.school_id)
    others = others.exclude(round=round_).exclude(round__state=State.WITHDRAWN)
    return dict(others.values_list("place", "round__title"))


# ---------- the result ----------


@dataclass(frozen=True)
class Came:
    """A student and where they are; `rank` on the own list."""

    student: Student
    offer: Offer | None
    rank: int | None
    is_moved: bool


def result(round_: Round, *, user: User, only: str) -> QuerySet[Assignment]:
    """Without whom a company gets for which this coordinator speaks."""
    found = Assignment.objects.filter(round=round_).exclude(offer__in=policy.staked(user, round_))
    if only == "zonder":
        found = found.filter(offer__isnull=True)
    if only == "hand":
        found = found.moved()
    rows = found.select_related("student", "offer__place__company")
    return rows.order_by("student__group", "student__sort_name", "student__number", "pk")


def came(round_: Round, shown: Iterable[Assignment]) -> list[Came]:
    page = list(shown)
    wishes = Wish.objects.filter(
        offer__round=round_, student__in=[one.student_id for one in page]
    ).order_by()
    ranks = {
        (student, offer): position
        for student, offer, position in wishes.values_list("student", "offer", "position")
    }
    return [
        Came(
            one.student,
            one.offer,
            ranks.get((one.student_id, one.offer_id)) if one.offer_id else None,
            one.is_moved,
        )
        for one in page
    ]
