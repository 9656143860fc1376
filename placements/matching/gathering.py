"""From the rows of a round to a market, and from a result to rows."""

import hashlib
import json
from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from placements.accreditations.models import Accreditation, ProgrammeKind
from placements.matching.market import Assignment as Result
from placements.matching.market import Market, Place
from placements.matching.models import Assignment, Offer, Round, Wish
from placements.matching.priorities import tiers
from placements.measures.reading import closed_to
from placements.places.models import TrainingPlace
from schools.students.models import Student, StudentQuerySet


def fits(student: Student, place: TrainingPlace) -> bool:
    """The place is for this student's programme and pathway; one of the hbo may name neither."""
    programme = place.programme
    if programme is None:
        is_same = True
    elif programme.crebo:
        is_same = programme.crebo == student.crebo
    else:  # of the hbo: by name
        is_same = programme.name.casefold() == student.programme.casefold()
    return is_same and place.pathway in {"", student.pathway}


def wishes_of(round_: Round, day: date) -> list[Wish]:
    """Of everybody who takes part on this day, the dearest first."""
    rows = Wish.objects.filter(offer__round=round_, student__in=round_.group(day))
    return list(rows.select_related("student", "offer__place__programme").order_by("position"))


def silent(round_: Round, day: date) -> StudentQuerySet:
    """Who takes part and handed in nothing yet."""
    return round_.group(day).exclude(
        pk__in=Wish.objects.filter(offer__round=round_).values("student")
    )


def market_of(round_: Round, wishes: list[Wish], day: date) -> Market:
    """A company that stopped being erkend, or where the school places nobody, takes nobody."""
    preferences: dict[str, list[str]] = defaultdict(list)
    comers: dict[str, dict[str, Wish]] = defaultdict(dict)
    for wish in wishes:
        preferences[str(wish.student_id)].append(str(wish.offer_id))
        comers[str(wish.offer_id)][str(wish.student_id)] = wish
    takes = set(taking(round_, day).values_list("pk", flat=True))
    offers = round_.offers.select_related("place__programme")
    return Market(
        preferences,
        {
            str(offer.pk): _place(round_, offer, comers[str(offer.pk)], takes=offer.pk in takes)
            for offer in offers
        },
    )


def taking(round_: Round, day: date) -> QuerySet[Offer]:
    """Places whose company is erkend on this day, and where the school places students."""
    place = {name: OuterRef(f"place__{name}") for name in ("company", "programme", "pathway")}
    erkend = Accreditation.objects.erkend(day).filter(**place)
    is_mbo = Q(place__programme__kind=ProgrammeKind.KWALIFICATIE) & ~Q(place__pathway="")
    offers = Offer.objects.filter(round=round_).filter(~is_mbo | Exists(erkend))
    return offers.exclude(place__company__in=closed_to(round_.school, day))


def _place(round_: Round, offer: Offer, comers: dict[str, Wish], *, takes: bool) -> Place:
    facts = {
        student: wish.facts
        for student, wish in comers.items()
        if takes and fits(wish.student, offer.place)
    }
    return Place(offer.capacity, tiers(facts, round_.ranking))


def solved_market(round_: Round) -> tuple[Market, list[Wish]]:
    """As it was when it was solved, whatever happened to places and records since."""
    placed = Assignment.objects.filter(round=round_).values("student")
    rows = Wish.objects.filter(offer__round=round_, student__in=placed).order_by("position")
    wishes = list(rows)
    preferences: dict[str, list[str]] = defaultdict(list)
    stood: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for wish in wishes:
        student, place = str(wish.student_id), str(wish.offer_id)
        preferences[student].append(place)
        if wish.tier is not None:
            stood[place][wish.tier].append(student)
    places = {
        str(offer.pk): Place(
            offer.capacity,
            tuple(tuple(stood[str(offer.pk)][tier]) for tier in sorted(stood[str(offer.pk)])),
        )
        for offer in round_.offers.all()
    }
    return Market(preferences, places), wishes


def hashes_of(market: Market) -> tuple[str, str]:
    """SHA-256 of what students handed in and of what places put first, each in one way to write."""
    wishes = {student: list(wished) for student, wished in market.preferences.items()}
    places = {
        name: [place.capacity, [sorted(tier) for tier in place.tiers or ()]]
        for name, place in market.places.items()
    }
    return _sha256(wishes), _sha256(places)


def _sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keep(round_: Round, market: Market, result: Result, wishes: list[Wish]) -> None:
    """The result, and for each wish where its student stood in line."""
    for wish in wishes:
        wish.tier = market.places[str(wish.offer_id)].tier_of(str(wish.student_id))
    Wish.objects.bulk_update(wishes, ["tier"], batch_size=500)
    Assignment.objects.bulk_create(
        [
            Assignment(round=round_, student_id=student, offer_id=place, solved_id=place)
            for student, place in result.items()
        ],
        batch_size=500,
    )
