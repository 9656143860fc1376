"""Schools for the tests of a release, and how a figure of it is found."""

import random
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any
from unittest import mock

from placements.outcomes.release import publishing
from placements.outcomes.release.cells import TOTAL, Cell, Published, Share
from placements.outcomes.release.counting import rounded
from placements.outcomes.release.insider import Insider, insider
from placements.outcomes.release.measures import ALL, amounts, with_wholes
from placements.outcomes.release.places import every_place
from placements.outcomes.release.publishing import publish
from placements.outcomes.release.showing import Showing
from placements.protection.rounding import Release
from tests.placements.outcomes.cohorts import Row, cohort, student

KEY = b"sleutel"
VARIABLES = ("gender", "level", "leerweg", "sector")


def release(name: str = "voorlopig", key: bytes = KEY) -> Release:
    return Release(name, key=key)


def published(
    rows: Collection[Row], *, name: str = "voorlopig", measures: Collection[str] = ("n", "placed")
) -> Published:
    return publish(cohort(rows), units(rows), release=release(name), measures=measures)


def units(rows: Iterable[Row]) -> list[str]:
    return [str(row.get("student_id", f"s{at}")) for at, row in enumerate(rows)]


def cell(found: Published, table: str, measure: str = "n", **labels: str) -> Cell:
    [one] = [it for it in found.cells if it.measure == measure and _is_at(it, table, labels)]
    return one


def share(found: Published, table: str, indicator: str, **labels: str) -> Share:
    [one] = [it for it in found.shares if it.indicator == indicator and _is_at(it, table, labels)]
    return one


def _is_at(it: Cell | Share, table: str, labels: dict[str, str]) -> bool:
    names = ("herkomst", *VARIABLES)
    return it.table == table and all(getattr(it, n) == labels.get(n, TOTAL) for n in names)


def drawn(
    rows: Collection[Row], *, name: str = "voorlopig", measures: Collection[str] = ("n", "placed")
) -> tuple[Showing, Insider]:
    """What would be shown without the gate, and who attacks it."""
    people = cohort(rows)
    each = amounts(people, with_wholes(measures))
    places = tuple(every_place(people))
    showing = Showing(rounded(people, units(rows), each, places, release(name)))
    return showing, insider(people, each)


def mixed(number: int, *, seed: int) -> list[Row]:
    """A school as there are: most from here, small groups, small directions."""
    dice = random.Random(seed)  # noqa: S311 - fictional students
    return [_someone(dice) for _ in range(number)]


def _someone(dice: random.Random) -> Row:
    herkomst = dice.choices(["Nederland", "Europa", "Buiten-Europa", "Onbekend"], [69, 7, 23, 1])[0]
    leerweg = dice.choices(["BOL", "BBL"], [3, 1])[0]
    tries = min(30, 1 + int(dice.expovariate(0.7 if herkomst == "Nederland" else 0.45)))
    is_direct, answers = dice.random() < 0.15, dice.random() < 0.6
    placed = int(is_direct or tries < 8)
    given: dict[str, Any] = {
        "herkomst": herkomst,
        "gender": dice.choice(["man", "vrouw"]),
        "level": dice.choices(["entree", "niveau2", "niveau3", "niveau4"], [3, 17, 22, 58])[0],
        "leerweg": leerweg,
        "sector": dice.choices(["zorg", "techniek", "economie", "groen"], [4, 3, 3, 1])[0],
        "route": "direct" if is_direct else "sollicitatie",
        "n_applications": 0 if is_direct else tries,
        "n_invited": 0 if is_direct else dice.randint(0, tries),
        "placed": placed,
        "days": dice.randint(1, 120),
        "early_term": int(dice.random() < 0.1),
        "responded": int(answers),
        "discrim": int(dice.random() < 0.1) if answers and leerweg == "BOL" else "",
        "satisfaction": dice.randint(4, 10) if answers and placed else "",
    }
    return student(**given)


@cache
def everything(number: int) -> Published:
    """All measures of such a school, before the gate, which has tests of its own."""
    with mock.patch.object(publishing, "guarded", lambda showing, *_: showing):
        return published(mixed(number, seed=8), measures=ALL)
