"""Cohorts for the tests: the columns of the contract, made small or at random from a seed."""

import csv
import io
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from placements.outcomes.cohort import LABELS, NUMBERS, Cohort
from placements.outcomes.reading import read_cohort

# As the contract writes them, in its order.
HEAD = (
    "student_id,year,school,region,level,leerweg,sector,gender,herkomst,herkomst_land,born_nl,"
    "route,n_applications,n_invited,placed,days,left_school,early_term,responded,discrim,"
    "satisfaction"
)
COLUMNS = HEAD.split(",")
assert set(COLUMNS) == {"student_id", *LABELS, *NUMBERS}
PLAIN: Mapping[str, Any] = {
    "year": 2025,
    "school": "10AA",
    "region": "Rijnmond",
    "level": "niveau4",
    "leerweg": "BOL",
    "sector": "zorg",
    "gender": "vrouw",
    "herkomst": "Nederland",
    "herkomst_land": "",
    "born_nl": 1,
    "route": "sollicitatie",
    "n_applications": 1,
    "n_invited": 1,
    "placed": 1,
    "days": 30,
    "left_school": 0,
    "early_term": 0,
    "responded": 1,
    "discrim": 0,
    "satisfaction": 8,
}
Row = dict[str, Any]


def student(**other: Any) -> Row:
    return {**PLAIN, **other}


def written(rows: Iterable[Row], *, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"student_id": f"s{at}", **row} for at, row in enumerate(rows))
    return out.getvalue()


def cohort(rows: Iterable[Row]) -> Cohort:
    """By way of a file, as every cohort comes in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cohort.csv"
        path.write_text(written(rows))
        return read_cohort(path)


def random_rows(number: int, *, seed: int, gap: float = 0.2) -> list[Row]:
    """Students who search as people do: more luck in some sectors, and less for one group."""
    dice = random.Random(seed)  # noqa: S311 - no secrets
    return [_searching(dice, gap) for _ in range(number)]


def _searching(dice: random.Random, gap: float) -> Row:
    herkomst = dice.choices(["Nederland", "Buiten-Europa", "Europa"], [60, 30, 10])[0]
    far = herkomst == "Buiten-Europa"
    sector = dice.choices(["zorg", "techniek", "economie"], [4, 4, 8 if far else 3])[0]
    level = dice.choices(["niveau2", "niveau3", "niveau4"], [2, 2, 5])[0]
    luck = {"zorg": 0.7, "techniek": 0.75, "economie": 0.5}[sector] - gap * far
    tries, cap = 1, dice.randint(3, 25)
    while dice.random() > luck and tries < cap:
        tries += 1
    placed = int(tries < cap or dice.random() < 0.3)
    left = int(not placed and dice.random() < 0.3)
    days = min(130, 3 + tries * dice.randint(3, 12)) if placed else dice.choice([130, 130, 60])
    direct = dice.random() < 0.15
    return student(
        herkomst=herkomst,
        sector=sector,
        level=level,
        region=dice.choice(["Rijnmond", "Twente", "Groningen"]),
        leerweg=dice.choice(["BOL", "BOL", "BBL"]),
        gender=dice.choice(["man", "vrouw"]),
        school=f"{dice.randint(1, 12):02}AA",
        route="direct" if direct else "sollicitatie",
        n_applications=0 if direct else tries,
        n_invited=0 if direct else dice.randint(0, tries),
        placed=1 if direct else placed,
        days=dice.randint(0, 20) if direct else days if not left else dice.randint(5, 100),
        left_school=0 if direct else left,
        early_term=int(dice.random() < 0.1),
        responded=int(dice.random() < 0.7),
        discrim=int(dice.random() < 0.1 + 0.2 * far),
        satisfaction=dice.choice(["", 5, 6, "7.0", 8, 9]),
    )
