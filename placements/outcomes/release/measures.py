"""What is counted of students, and of which other count it is a part (statistics.md §1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placements.outcomes.cohort import BOL, CAP, Cohort, Mask, known
from placements.outcomes.indicators import LONG_SEARCH, SATISFIED, SOON
from placements.protection.floors import RATE_FROM, RATIO_FROM, SHOWN_FROM
from placements.protection.rounding import APPLICATIONS, APPLICATIONS_BASE, BASE

Amounts = NDArray[np.int64]
STUDENTS: Final = "n"
FOUND: Final = "placed_applicants"  # under the line of applications per placement


@dataclass(frozen=True)
class Measure:
    """`own_from` and `whole_from` are published counts: below them it is hidden (rule 3)."""

    name: str
    whole: str | None = STUDENTS
    own_from: int = 0
    whole_from: int = 0
    base: int = BASE


def _group(name: str, whole: str | None = STUDENTS) -> Measure:
    """Students of whom shares are said: at least as many as a cell needs."""
    return Measure(name, whole, own_from=SHOWN_FROM)


def _part(name: str, whole: str) -> Measure:
    """What is above the line: shown where its share is, also when it is small."""
    return Measure(name, whole, whole_from=RATE_FROM)


# In the contract's order. A whole need not come first.
MEASURES: Final[Mapping[str, Measure]] = {
    one.name: one
    for one in (
        _group(STUDENTS, None),
        _part("placed", STUDENTS),
        _group("applicants"),
        _part("first_try", "applicants"),
        _part("four_or_more", "applicants"),
        _part("invited_half", "applicants"),
        _part("within56", STUDENTS),
        _part("early_term", "placed"),
        _group("bol_respondents"),
        _part("discrim", "bol_respondents"),
        _group("placed_respondents", "placed"),
        _part("satisfied7", "placed_respondents"),
        Measure(APPLICATIONS, "applicants", whole_from=RATIO_FROM, base=APPLICATIONS_BASE),
        Measure(FOUND, "applicants", whole_from=RATIO_FROM),
    )
}
ALL: Final = tuple(name for name in MEASURES if name != FOUND)  # that have cells


def with_wholes(names: Collection[str]) -> tuple[str, ...]:
    """These, and what each is a part of: a part without its whole could not be shown."""
    found = {STUDENTS}
    for name in names:
        found |= {name, *wholes(name)}
    if APPLICATIONS in found:
        found.add(FOUND)
    return tuple(name for name in MEASURES if name in found)


def wholes(name: str) -> tuple[str, ...]:
    """What it is a part of, the nearest first."""
    whole = MEASURES[name].whole
    return (whole, *wholes(whole)) if whole else ()


def amounts(cohort: Cohort, names: Collection[str]) -> dict[str, Amounts]:
    """How much each student counts in each measure: 1 or 0, or the applications."""
    applicants, placed = cohort.is_applicant, cohort.is_placed
    applications = np.nan_to_num(cohort["n_applications"])
    answered = cohort["responded"] == 1
    in_bol = cohort.labels["leerweg"].equals(BOL)
    hits: dict[str, Mask | Amounts] = {
        STUDENTS: np.ones(len(cohort), dtype=np.bool_),
        "placed": placed,
        "applicants": applicants,
        "first_try": applicants & placed & (applications == 1),
        "four_or_more": applicants & (applications >= LONG_SEARCH),
        "invited_half": applicants & (2 * cohort["n_invited"] >= applications),
        "within56": placed & (cohort["days"] <= SOON),
        "early_term": placed & (cohort["early_term"] == 1),
        "bol_respondents": in_bol & answered & known(cohort["discrim"]),
        "discrim": in_bol & answered & (cohort["discrim"] == 1),
        "placed_respondents": placed & answered & known(cohort["satisfaction"]),
        "satisfied7": placed & answered & (cohort["satisfaction"] >= SATISFIED),
        APPLICATIONS: np.where(applicants, np.minimum(applications, CAP), 0),
        FOUND: applicants & placed,
    }  # fmt: skip
    return {name: hits[name].astype(np.int64) for name in names}
