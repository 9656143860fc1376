"""Cohorts of one school, from a seed: real enough to be skewed, extreme enough to leak.

Herkomst hangs together with sector, level and luck; small groups, groups that are wholly in one
place or never placed, and students who are alone somewhere, are there on purpose.
"""

import csv
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HEAD = (
    *("student_id", "year", "school", "region", "level", "leerweg", "sector", "gender"),
    *("herkomst", "herkomst_land", "born_nl", "route", "n_applications", "n_invited", "placed"),
    *("days", "left_school", "early_term", "responded", "discrim", "satisfaction"),
)
NL, EUROPE, FAR, UNKNOWN = "Nederland", "Europa", "Buiten-Europa", "Onbekend"
GROUPS = (NL, EUROPE, FAR, UNKNOWN)
SECTORS = ("zorg", "techniek", "economie", "horeca", "groen", "ict", "mobiliteit", "creatief")
LEVELS = ("entree", "niveau2", "niveau3", "niveau4")
CUT_OFF = 126  # days


class _School:
    """The shares of one school, drawn once; then students are drawn from them."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.sectors = dice.sample(SECTORS, dice.randint(2, len(SECTORS)))
        self.sizes = {name: dice.paretovariate(1.2) for name in self.sectors}
        self.levels = dict(zip(LEVELS, (0.03, 0.17, 0.22, 0.58), strict=True))
        for level in LEVELS:
            self.levels[level] *= dice.uniform(0.1, 3)
        self.far = dice.uniform(0.04, 0.5)
        self.europe = dice.uniform(0.01, 0.15)
        self.unknown = dice.choice([0, 0.01, 0.05])
        self.pull = {name: dice.uniform(0.2, 3) for name in self.sectors}
        self.bbl = dice.choice([0.003, 0.1, 0.25, 0.6])
        self.gap = dice.uniform(0, 0.35)

    def student(self) -> Row:
        herkomst = self._herkomst()
        far = herkomst == FAR
        sector = _drawn(self.dice, {
            name: size * (self.pull[name] if far else 1) for name, size in self.sizes.items()
        })  # fmt: skip
        level = _drawn(self.dice, {
            name: share * (2 if far and name in LEVELS[:2] else 1)
            for name, share in self.levels.items()
        })  # fmt: skip
        row: Row = dict.fromkeys(HEAD, "") | {
            "year": 2025,
            "school": "10AA",
            "region": "Rijnmond",
            "level": level,
            "leerweg": "BBL" if self.dice.random() < self.bbl else "BOL",
            "sector": sector,
            "gender": self.dice.choices(["man", "vrouw"], [1, 4 if sector == "zorg" else 1])[0],
            "herkomst": herkomst,
            "born_nl": int(herkomst == NL or self.dice.random() < 0.7),
        }
        return row | self._search(far=far, level=level) | self._answers(far=far)

    def _herkomst(self) -> str:
        rest = 1 - self.far - self.europe - self.unknown
        return self.dice.choices(GROUPS, [rest, self.europe, self.far, self.unknown])[0]

    def _search(self, *, far: bool, level: str) -> Row:
        if self.dice.random() < 0.15:
            return _outcome("direct", 0, 0, placed=1, days=self.dice.randint(0, 30))
        luck = 0.62 - 0.05 * (level == "entree") - self.gap * far
        tries, most = 1, self.dice.randint(2, 30)
        while tries < most and self.dice.random() > luck:
            tries += 1
        placed = int(tries < most)
        days = min(CUT_OFF, 5 + tries * self.dice.randint(3, 20)) if placed else CUT_OFF
        invited = max(placed, sum(self.dice.random() < 0.5 for _ in range(tries)))
        return _outcome("sollicitatie", tries, invited, placed=placed, days=days)

    def _answers(self, *, far: bool) -> Row:
        responded = int(self.dice.random() < 0.65)
        return {
            "left_school": 0,
            "responded": responded,
            "discrim": int(self.dice.random() < (0.22 if far else 0.05)) if responded else "",
            "satisfaction": self.dice.randint(4, 10) if responded else "",
        }


def _outcome(route: str, tries: int, invited: int, *, placed: int, days: int) -> Row:
    return {
        "route": route,
        "n_applications": tries,
        "n_invited": invited,
        "placed": placed,
        "days": days,
    }


def _drawn(dice: random.Random, weights: dict[str, float]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]


def _one_level(rows: list[Row], dice: random.Random) -> None:
    """A herkomst group that is wholly in one level."""
    group, level = dice.choice(GROUPS[1:3]), dice.choice(LEVELS)
    for row in rows:
        row["level"] = level if row["herkomst"] == group else row["level"]


def _never_placed(rows: list[Row], dice: random.Random) -> None:
    group = dice.choice(GROUPS[1:3])
    for row in rows:
        if row["herkomst"] == group:
            row.update(_outcome("sollicitatie", 6, 1, placed=0, days=CUT_OFF))


def _all_placed(rows: list[Row], dice: random.Random) -> None:
    sector = rows[0]["sector"]
    for row in rows:
        if row["sector"] == sector:
            row.update(_outcome("sollicitatie", 1, 1, placed=1, days=dice.randint(1, 40)))


def _alone(rows: list[Row], dice: random.Random) -> None:
    """One student alone in a profile: the only one in BBL, and of the far group."""
    for row in rows:
        row["leerweg"] = "BOL"
    row = dice.choice(rows)
    row.update(leerweg="BBL", herkomst=FAR, sector=rows[0]["sector"])


def _one_sector(rows: list[Row], dice: random.Random) -> None:
    """A sector of one group alone."""
    sector, group = rows[-1]["sector"], dice.choice(GROUPS[:3])
    for row in rows:
        if row["sector"] == sector:
            row["herkomst"] = group


EXTREMES = (_one_level, _never_placed, _all_placed, _alone, _one_sector)


def school(seed: int, *, students: int | None = None) -> list[Row]:
    """Rows as in the contract's cohort CSV: 60 to 400 students unless said otherwise."""
    dice = random.Random(f"school {seed}")  # noqa: S311 - no secrets
    number = students or dice.randint(60, 400)
    drawn = _School(dice)
    rows = [drawn.student() for _ in range(number)]
    for extreme in dice.sample(EXTREMES, dice.choice([0, 1, 1, 2])):
        extreme(rows, dice)
    for at, row in enumerate(rows):
        row["student_id"] = f"s{seed}-{at}"
        row["early_term"] = int(dice.random() < 0.1) if row["placed"] else 0
    return rows


def write(rows: Sequence[Row], path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEAD, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
