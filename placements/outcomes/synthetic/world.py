"""A made-up country drawn student by student; the seed says all. The same code, numpy and seed give
the same students."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.random import Generator
from scipy.special import expit

from placements.outcomes.cohort import (
    APPLYING,
    DIRECT,
    LABELS,
    NUMBERS,
    UNKNOWN,
    Coded,
    Cohort,
    Mask,
    Values,
)
from placements.outcomes.gap.pairs import Codes
from placements.outcomes.synthetic import searching
from placements.outcomes.synthetic.population import Population, dice, population
from placements.outcomes.synthetic.truth import (
    EARLY,
    GRADED,
    GRADED_DISCRIM,
    GRADES,
    LEVELS,
    ORIGINS,
    OTHER_GENDER,
    SECTORS,
    WOMEN,
    Origin,
    Truth,
)

YEAR: Final = 2025
_LEERWEGEN: Final = ("BOL", "BBL")
_BORN: Final = ("0", "1")
_GENDERS: Final = ("man", "vrouw", "anders")
_ROUTES: Final = (APPLYING, DIRECT)
_STUDENTS = 1  # the stream of dice of students; the layout of schools has another


@dataclass(frozen=True, eq=False)
class World:
    population: Population
    names: tuple[str, ...]  # of the students
    students: Cohort

    def cohort(self) -> Cohort:
        """With the names of labels that are used, as a file that was read has them."""
        labels = {name: _tidy(column) for name, column in self.students.labels.items()}
        return Cohort(labels, self.students.numbers)

    def units(self) -> list[str]:
        """A name per student, in the order of the cohort."""
        return list(self.names)

    @property
    def schools(self) -> tuple[str, ...]:
        """That have a student."""
        return self.students.labels["school"].used

    def of_school(self, name: str) -> "World":
        """The students of one school; what is true is still of the country."""
        mask = self.students.labels["school"].equals(name)
        names = tuple(self.names[at] for at in np.flatnonzero(mask))
        return World(self.population, names, self.students.select(mask))

    def write_csv(self, path: Path) -> None:
        """With the columns of the contract. Unknown is empty."""
        head = ("student_id", *LABELS, *NUMBERS)
        labels = [_written(self.students.labels[name]) for name in LABELS]
        numbers = [_numerals(self.students[name]) for name in NUMBERS]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(zip(self.names, *labels, *numbers, strict=True))


def generate(
    *, seed: int, students: int, truth: Truth | None = None, schools: int = 1, year: int = YEAR
) -> World:
    """Schools and students of one year. With few schools there are few regions."""
    return draw(
        population(truth, seed=seed, schools=schools), seed=seed, students=students, year=year
    )


def draw(
    country: Population, *, seed: int, students: int, herkomst: str = "", year: int = YEAR
) -> World:
    """Students of a country that is there already; with a herkomst, all of that one."""
    luck = dice(seed, _STUDENTS)
    origin = _origins(luck, students, herkomst)
    level, sector, region = (searching.drawn(luck, table, origin) for table in country.by_origin)
    leerweg = _happens(luck, _of(origin, "bbl"))
    direct = _happens(luck, np.where(leerweg, _of(origin, "direct_bbl"), _of(origin, "direct_bol")))
    effects = np.array([country.effect(name) for name in ORIGINS])[origin]
    mean = expit(country.constant + country.luck[level, sector, region] + effects)
    place = country.layout
    labels = {
        "year": Coded((str(year),), np.zeros(students, dtype=np.int64)),
        "school": Coded(place.schools, searching.drawn(luck, place.school_table, region)),
        "region": Coded(place.regions, region),
        "level": Coded(tuple(LEVELS), level),
        "leerweg": Coded(_LEERWEGEN, leerweg.astype(np.int64)),
        "sector": Coded(tuple(SECTORS), sector),
        "gender": Coded(_GENDERS, _genders(luck, sector)),
        "herkomst": Coded(tuple(ORIGINS), origin),
        "herkomst_land": Coded((UNKNOWN,), np.zeros(students, dtype=np.int64)),
        "born_nl": Coded(_BORN, _happens(luck, _of(origin, "born_nl")).astype(np.int64)),
        "route": Coded(_ROUTES, direct.astype(np.int64)),
    }
    numbers = _searches(luck, mean, direct, country.truth)
    numbers |= _afterwards(luck, origin, level, leerweg, numbers["placed"] == 1)
    names = tuple(f"synthetic-{seed}-{at:07}" for at in range(1, students + 1))
    return World(country, names, Cohort(labels, numbers))


def _origins(luck: Generator, students: int, herkomst: str) -> Codes:
    if herkomst:
        return np.full(students, list(ORIGINS).index(herkomst), dtype=np.int64)
    shares = np.array([[one.share for one in ORIGINS.values()]])
    return searching.drawn(luck, shares, np.zeros(students, dtype=np.int64))


def _of(origin: Codes, what: str) -> Values:
    """A number of the herkomst of each student."""
    at = Origin._fields.index(what)
    return np.array([one[at] for one in ORIGINS.values()])[origin]


def _happens(luck: Generator, chance: Values) -> Mask:
    return np.asarray(luck.random(len(chance)) < chance)


def _genders(luck: Generator, sector: Codes) -> Codes:
    women = np.array(list(WOMEN.values()))
    table = np.column_stack([1 - women, women]) * (1 - OTHER_GENDER)
    return searching.drawn(luck, np.insert(table, 2, OTHER_GENDER, axis=1), sector)


def _searches(luck: Generator, mean: Values, direct: Mask, truth: Truth) -> dict[str, Values]:
    """All search, and who was placed directly forgets it: so the dice of others stay theirs."""
    found = searching.searched(luck, mean, truth.spread)
    refused = (found.applications - found.placed).astype(np.int64)
    invited = found.placed + luck.binomial(refused, truth.invited)
    days = np.floor(luck.random(len(mean)) * searching.DIRECT_DAYS)
    return {
        "n_applications": np.where(direct, 0.0, found.applications),
        "n_invited": np.where(direct, 0.0, invited),
        "placed": np.where(direct, 1.0, found.placed),
        "days": np.where(direct, days, found.days),
        "left_school": np.where(direct, 0.0, found.left),
    }


def _afterwards(
    luck: Generator, origin: Codes, level: Codes, is_bbl: Mask, placed: Mask
) -> dict[str, Values]:
    early = _happens(luck, np.array(list(EARLY.values()))[level])
    responded = _happens(luck, _of(origin, "response"))
    experienced = _happens(luck, _of(origin, "discrim")) & ~is_bbl
    chances = np.array([GRADED, GRADED_DISCRIM])
    grades = np.array(GRADES)[searching.drawn(luck, chances, experienced.astype(np.int64))]
    return {
        "early_term": _known(early, placed),
        "responded": responded.astype(np.float64),
        "discrim": _known(experienced, responded & ~is_bbl),
        "satisfaction": _known(grades, responded & placed),
    }


def _known(values: Codes | Mask, asked: Mask) -> Values:
    return np.where(asked, values, np.nan)


def _tidy(column: Coded) -> Coded:
    """Only the names that are used, in their order."""
    used, places = np.unique(column.codes, return_inverse=True)
    names = [column.names[code] for code in used]
    order = np.argsort(names)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return Coded(tuple(names[at] for at in order), rank[places])


def _written(column: Coded) -> list[str]:
    names = np.array(["" if name == UNKNOWN else name for name in column.names], dtype=object)
    return list(names[column.codes])


def _numerals(values: Values) -> list[str]:
    """Whole numbers; unknown is empty."""
    there, places = np.unique(values, return_inverse=True)
    words = ["" if np.isnan(value) else str(int(value)) for value in there]
    return list(np.array(words, dtype=object)[places])
