"""For who has no place after a round: the next best places that have room, and who helps.

Sorted by what is published: the distance from a postcode that is not kept, else the name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from placements.accreditations.models import ProgrammeKind
from placements.companies.models import TrainingCompany
from placements.geography.coordinates import Location
from placements.matching import fitting, gathering, own_board
from placements.matching.models import Assignment, Round
from placements.measures.reading import closed_to
from placements.places.models import TrainingPlace, TrainingPlaceQuerySet
from schools.registry.models import School
from schools.students.models import Student
from schools.teams.models import Membership
from stagebaken.accounts.models import Role

_HBO = Q(programme__kind=ProgrammeKind.HBO)
MOST = 20  # places of a page
LOOKED_AT = 500  # open places of one programme, before they are sorted by distance


@dataclass(frozen=True)
class Nearby:
    place: TrainingPlace
    km: float | None
    can_apply: bool  # the place is open to everybody

    @property
    def company(self) -> TrainingCompany:
        return self.place.company

    @property
    def rough_km(self) -> int | None:
        return None if self.km is None else max(1, round(self.km))


def in_round(round_: Round, student: Student, home: Location | None, day: date) -> list[Nearby]:
    """Places of the round with a free seat, for the programme, that take students today."""
    shut = closed_to(round_.school, day)
    rows = Assignment.objects.filter(round=round_, offer__isnull=False).order_by()
    taken = dict(rows.values_list("offer").annotate(total=Count("pk")))
    fit = [
        offer.place
        for offer in own_board.offers(round_, day)
        if offer.capacity > taken.get(offer.pk, 0)
        and own_board.is_open(offer, shut)
        and gathering.fits(student, offer.place)
    ]
    rows_open = TrainingPlace.objects.open(day).filter(pk__in=[place.pk for place in fit])
    open_ = set(rows_open.values_list("pk", flat=True))
    return _sorted(fit, home, open_)


def elsewhere(round_: Round, student: Student, home: Location | None, day: date) -> list[Nearby]:
    """Open places for the programme that were not in the round."""
    found = (
        _for_programme(TrainingPlace.objects.open(day), student)
        .exclude(pk__in=round_.offers.values("place"))
        .exclude(company__in=closed_to(round_.school, day))
        .select_related("company", "programme")
    )
    places = list(found.order_by("title", "pk")[:LOOKED_AT])
    return _sorted(places, home, {place.pk for place in places})


def _for_programme(places: TrainingPlaceQuerySet, student: Student) -> TrainingPlaceQuerySet:
    """By crebo in the mbo, by name in the hbo; a record without either fits nothing."""
    pathway = Q(pathway="") | Q(pathway=student.pathway)
    if student.crebo:
        return places.filter(pathway, programme__crebo=student.crebo)
    if student.programme:
        return places.filter(pathway, Q(programme__name=student.programme) & _HBO)
    return places.none()


def _sorted(
    places: Iterable[TrainingPlace], home: Location | None, open_: set[UUID]
) -> list[Nearby]:
    found = [
        Nearby(one, fitting.kilometres(home, one.company) if home else None, one.pk in open_)
        for one in places
    ]
    found.sort(key=_line)
    return found[:MOST]


def _line(one: Nearby) -> tuple[float, str, str, int]:
    km = float("inf") if one.km is None else one.km
    return km, one.place.title, one.company.name, one.place.pk.int


def helpers(school: School) -> list[Membership]:
    """The school's coordinators, by name: a person looks at everybody without a place."""
    rows = Membership.objects.active().filter(school=school, role=Role.INTERNSHIP_COORDINATOR)
    rows = rows.filter(user__is_active=True).select_related("user")
    return list(rows.order_by("user__name", "pk"))
