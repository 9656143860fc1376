"""Shares and applications per placement, from published counts (rules 2 and 4)."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from placements.outcomes.cohort import BOL, Cohort
from placements.outcomes.means import t_quantile
from placements.outcomes.ratio import ratio
from placements.outcomes.release.cells import Share
from placements.outcomes.release.measures import FOUND, MEASURES, STUDENTS, Amounts
from placements.outcomes.release.places import (
    EVERYBODY,
    ORIGIN,
    Place,
    crossed,
    members,
)
from placements.outcomes.release.showing import Showing
from placements.protection.floors import RATE_FROM
from placements.protection.rates import Rate, rate, standard_error
from placements.protection.rounding import APPLICATIONS

PARTS: Final = (
    "first_try",
    "four_or_more",
    "invited_half",
    "placed",
    "within56",
    "early_term",
    "discrim",
    "satisfied7",
)
DIRECT, RESPONSE, RATIO = "direct", "response", "apps_per_placement"
_Exact = Callable[[Place], float | None]  # SE(ln R), the one exact number (rule 2)


def shares(
    showing: Showing, places: Sequence[Place], measures: Sequence[str], spread: _Exact
) -> Iterator[Share]:
    for place in places:
        for name in PARTS:
            if name in measures:
                yield _part(showing, place, name)
        if "applicants" in measures:
            yield _direct(showing, place)
        if "bol_respondents" in measures:
            yield _response(showing, place)
        if APPLICATIONS in measures:
            yield _ratio(showing, place, spread)


def _share(place: Place, name: str, **numbers: float | None) -> Share:
    return Share(place.table, name, **place.names(), **numbers)  # type: ignore[arg-type]


def _rated(place: Place, name: str, k: int, n: int, found: Rate) -> Share:
    return _share(place, name, k=k, n=n, value=found.percent,
                  low=found.low_percent, high=found.high_percent)  # fmt: skip


def _part(showing: Showing, place: Place, name: str) -> Share:
    k = showing.value(place, name)
    n = showing.value(place, MEASURES[name].whole or STUDENTS)
    return _share(place, name) if k is None or n is None else _rated(place, name, k, n, rate(k, n))


def _direct(showing: Showing, place: Place) -> Share:
    """Who did not search by applying: what applicants leave of all. No figure of its own."""
    some, n = showing.value(place, "applicants"), showing.value(place, STUDENTS)
    if some is None or n is None or n < RATE_FROM:
        return _share(place, DIRECT)
    other = rate(some, n)
    mirrored = Rate(1 - other.value, 1 - other.high, 1 - other.low)
    return _rated(place, DIRECT, n - min(some, n), n, mirrored)


def _response(showing: Showing, place: Place) -> Share:
    """Of BOL students, where the tables say how many there are."""
    bol = _in_bol(place)
    k = showing.value(place, "bol_respondents")
    n = showing.value(bol, STUDENTS) if bol else None
    if k is None or n is None or n < RATE_FROM:
        return _share(place, RESPONSE)
    return _rated(place, RESPONSE, k, n, rate(k, n))


def _in_bol(place: Place) -> Place | None:
    """The cell that counts the BOL students of this one."""
    if place == EVERYBODY:
        return Place("leerweg", label=BOL)
    if place.table == ORIGIN:
        return Place(crossed("leerweg"), place.herkomst, BOL)
    return place if place.variable == "leerweg" and place.label == BOL else None


def _ratio(showing: Showing, place: Place, spread: _Exact) -> Share:
    applications, found = showing.value(place, APPLICATIONS), showing.value(place, FOUND)
    students = showing.value(place, "applicants")
    exact = spread(place) if applications and found else None
    if exact is None or not applications or not found or not students:
        return _share(place, RATIO)
    se = standard_error(exact, applications=applications, placed=found)
    value, factor = applications / found, math.exp(t_quantile(students) * se)
    return _share(place, RATIO, k=applications, n=found, value=round(value, 2),
                  low=_down(value / factor), high=_up(value * factor))  # fmt: skip


def _down(number: float) -> float:
    """Two decimals, outwards, so that the interval keeps its coverage."""
    return math.floor(100 * number + 1e-9) / 100


def _up(number: float) -> float:
    return math.ceil(100 * number - 1e-9) / 100


def spreads(cohort: Cohort, amounts: Mapping[str, Amounts]) -> _Exact:
    """SE(ln R) of a cell's applicants."""

    def exact(place: Place) -> float | None:
        some = members(cohort, place) & (amounts["applicants"] > 0)
        found = ratio(amounts[APPLICATIONS][some].astype(float), amounts[FOUND][some].astype(float))
        return None if found is None else found.log_se

    return exact
