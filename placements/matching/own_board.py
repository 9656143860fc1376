"""The places of a round as one student can choose them, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from placements.accreditations.models import Accreditation
from placements.applications.models import ApplicantProfile
from placements.geography.coordinates import Location
from placements.matching import fitting, gathering
from placements.matching.fitting import Wants
from placements.matching.models import Offer, Round, Wish
from placements.matching.priorities import Facts
from placements.matching.ranking import Candidate
from placements.measures.reading import closed_to
from schools.students.models import Student
from stagebaken.web.days import today

SHOWN = 60  # places on one page; a field to search brings the others


@dataclass(frozen=True)
class Journey:
    """What a student said of travelling, for this one page."""

    home: Location | None = None
    means: Sequence[str] = ()
    limit: int | None = None  # minutes


NOWHERE = Journey()


@dataclass(frozen=True)
class Spot:
    """A place of the round, and how it fits."""

    offer: Offer
    is_open: bool  # takes students, as things stand today
    facts: Facts  # `minutes` by the student's own ways of travelling
    common_minutes: int | None  # by those of the criterion
    km: float | None

    @property
    def id(self) -> UUID:
        return self.offer.pk

    @property
    def rough_km(self) -> int | None:
        return None if self.km is None else max(1, round(self.km))

    @property
    def rough_minutes(self) -> int | None:
        return None if self.facts.minutes is None else fitting.rough(self.facts.minutes)

    @property
    def search_text(self) -> str:
        place = self.offer.place
        return f"{place.title} {place.company.name} {place.company.place}".casefold()


@dataclass(frozen=True)
class Board:
    round: Round
    wants: Wants
    spots: dict[UUID, Spot]
    earlier: dict[UUID, Wish]  # what was handed in before

    def candidates(self) -> list[Candidate]:
        return [Candidate(one.id, one.facts) for one in self.spots.values() if one.is_open]

    def choosable(self, order: Iterable[UUID], words: str) -> list[Spot]:
        """What is not on the list yet and holds these words, by name."""
        taken, sought = set(order), words.casefold().split()
        found = [one for one in self.spots.values() if one.is_open and one.id not in taken]
        return [one for one in found if all(word in one.search_text for word in sought)]

    def facts_to_keep(self, offer_id: UUID, *, with_needs: bool, has_home: bool) -> Facts:
        """Without a postcode the journey stays as it was worked out before."""
        spot, before = self.spots[offer_id], self.earlier.get(offer_id)
        minutes = spot.common_minutes
        if not has_home and before is not None:
            minutes = before.minutes
        facts = Facts(spot.facts.goals, spot.facts.needs, minutes)
        return fitting.kept(facts, self.round.ranking, with_needs=with_needs)


def board(
    round_: Round,
    student: Student,
    *,
    profile: ApplicantProfile,
    wishes: Iterable[Wish] = (),
    journey: Journey = NOWHERE,
) -> Board:
    """Only what is for the student's programme: another place could never take them."""
    day = today()
    wants = fitting.wants_of(profile)
    shut = closed_to(round_.school, day)
    rows = offers(round_, day).prefetch_related("place__tasks")
    spots = {
        offer.pk: _spot(offer, wants, journey, is_open=is_open(offer, shut))
        for offer in rows
        if gathering.fits(student, offer.place)
    }
    earlier = {wish.offer_id: wish for wish in wishes}
    return Board(round_, wants, spots, earlier)


def offers(round_: Round, day: date) -> QuerySet[Offer]:
    """With `is_recognised`: whether the company is erkend for the place on this day."""
    place = {name: OuterRef(f"place__{name}") for name in ("company", "programme", "pathway")}
    erkend = Accreditation.objects.erkend(day).filter(**place)
    rows = Offer.objects.filter(round=round_).select_related("place__company", "place__programme")
    return rows.annotate(is_recognised=Exists(erkend))


def is_open(offer: Any, shut: set[UUID]) -> bool:
    """`offer` of `offers`: the company may train here, and the school places students there."""
    place = offer.place
    needs_recognition = place.is_mbo and bool(place.pathway)
    return place.company_id not in shut and (offer.is_recognised or not needs_recognition)


def _spot(offer: Offer, wants: Wants, journey: Journey, *, is_open: bool) -> Spot:
    km = fitting.kilometres(journey.home, offer.place.company) if journey.home else None
    minutes = fitting.minutes_of(km, journey.means)
    facts = fitting.facts_of(wants, offer.place, minutes)
    return Spot(offer, is_open, facts, fitting.minutes_of(km, fitting.COMMON), km)
