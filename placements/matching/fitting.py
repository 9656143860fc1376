"""How a place fits a student: counts for the published criteria, and nothing that says who (R18).

Travel is estimated from four digits of a postcode that the student types and that we do not keep:
the straight line between two middles, a fixed factor for roads, one constant speed for each way of
travelling. It is never exact, so pages say 'ongeveer' and a list keeps a band of a quarter.
"""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from placements.applications.models import ApplicantProfile, Means, Need
from placements.companies.models import KM_PER_DEGREE, TrainingCompany
from placements.geography.coordinates import Location
from placements.matching.priorities import TRAVEL_BAND, Criterion, Facts
from placements.places.models import TrainingPlace

DETOUR = 1.3  # kilometres of road for one of the straight line
FARTHEST = 180  # minutes: whoever lives farther away stands in this band
ROUGH = 5  # a page names minutes in steps of this many


@dataclass(frozen=True, slots=True)
class Pace:
    """A constant speed, and what a journey costs before it moves."""

    km_per_hour: float
    before: int = 0  # minutes: walking to the stop and waiting, or finding a place for a car


# Ours, and the same for everybody; no timetable and no traffic stands behind them.
PACES = {
    Means.WALK: Pace(5),
    Means.BICYCLE: Pace(15),
    Means.TRANSIT: Pace(30, before=15),
    Means.SCOOTER: Pace(25),
    Means.CAR: Pace(45, before=5),
}
# For the criterion, whatever the student has: or whoever can pay for a car would come first.
COMMON = (Means.BICYCLE, Means.TRANSIT)
# A werkproces by its code: places and students write other words behind it.
_CODE = re.compile(r"[bp]\d{1,2}-k\d{1,2}-w\d{1,2}")


@dataclass(frozen=True, slots=True)
class Wants:
    """What a student wants to learn and needs, as keys to look up at a place."""

    goals: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()  # values of Need, which are those of Accessibility


def wants_of(profile: ApplicantProfile) -> Wants:
    if profile.version == 0:
        return Wants()
    goals = {_key(goal.work_process or goal.text) for goal in profile.goals.all()}
    return Wants(frozenset(goals - {""}), frozenset(profile.needs).intersection(Need.values))


def facts_of(wants: Wants, place: TrainingPlace, minutes: int | None) -> Facts:
    """`place` with its tasks; a goal counts once, and needs count when all of them are met."""
    offered = {_key(text) for task in place.tasks.all() for text in (task.work_process, task.text)}
    met = len(wants.needs) if wants.needs.issubset(place.accessibility) else 0
    return Facts(len(wants.goals & offered), met, minutes)


def kept(facts: Facts, criteria: Sequence[Criterion], *, with_needs: bool) -> Facts:
    """What a list may keep: no count that decides nothing, and travel as the middle of its band.

    Needs can say something of health or belief: they count when the student says so.
    """
    return Facts(
        goals=facts.goals if Criterion.GOALS in criteria else 0,
        needs=facts.needs if Criterion.NEEDS in criteria and with_needs else 0,
        minutes=band_middle(facts.minutes),
    )


def band_middle(minutes: int | None) -> int | None:
    """The same band of priorities.py; ten exact journeys would tell where somebody lives."""
    if minutes is None:
        return None
    return min(minutes, FARTHEST) // TRAVEL_BAND * TRAVEL_BAND + TRAVEL_BAND // 2


def band(minutes: int) -> tuple[int, int | None]:
    """From and up to how many minutes; the last band has no end."""
    first = min(minutes, FARTHEST) // TRAVEL_BAND * TRAVEL_BAND
    return first, None if first >= FARTHEST else first + TRAVEL_BAND


def kilometres(home: Location, company: TrainingCompany) -> float | None:
    """In a straight line; nothing when nobody knows where the company is."""
    if company.latitude is None or company.longitude is None:
        return None
    shrink = math.cos(math.radians((home.latitude + company.latitude) / 2))
    north = company.latitude - home.latitude
    east = (company.longitude - home.longitude) * shrink
    return math.hypot(north, east) * KM_PER_DEGREE


def minutes_of(km: float | None, means: Collection[str]) -> int | None:
    """By the fastest of these ways; nothing without a distance or a way."""
    paces = [PACES[Means(one)] for one in means if one in PACES]
    if km is None or not paces:
        return None
    return min(pace.before + round(km * DETOUR / pace.km_per_hour * 60) for pace in paces)


def rough(minutes: int) -> int:
    """For a page: never below one step."""
    return max(ROUGH, round(minutes / ROUGH) * ROUGH)


def known_means(values: Iterable[str]) -> list[str]:
    return [value for value in Means.values if value in set(values)]


def _key(text: str) -> str:
    plain = " ".join(text.casefold().split())
    code = _CODE.match(plain)
    return code[0] if code else plain
