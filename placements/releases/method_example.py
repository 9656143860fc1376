"""The worked examples of the method page: invented students, counted by the code itself."""

import functools
from dataclasses import dataclass
from typing import Final

import numpy as np

from placements.outcomes import indicators
from placements.outcomes.cohort import LABELS, NUMBERS, Coded, Cohort
from placements.outcomes.estimates import Estimate
from placements.outcomes.gap import report, strata
from placements.outcomes.gap.pairs import Pair, first_tries, pair
from placements.outcomes.ratio import capped, ratio
from placements.protection import rates
from placements.protection.rounding import BASE, Release, Tally
from placements.releases.catalogue import REFERENCE

GROUP: Final = "Buiten-Europa"
SEED: Final = "voorbeeld"
# One class: who applied, and who found a place at once.
APPLICANTS, AT_ONCE = 41, 13
# Five students: applications, and whether there was a place.
SEARCHES: Final = ((1, 1), (1, 1), (2, 1), (4, 1), (25, 0))
# Sector, herkomst, applicants, of whom found a place at once. The others needed three applications.
STUDENTS: Final = (
    ("zorg", REFERENCE, 600, 480),
    ("economie", REFERENCE, 200, 100),
    ("zorg", GROUP, 100, 70),
    ("economie", GROUP, 300, 120),
)
_LATER: Final = 3


@dataclass(frozen=True)
class Rounded:
    """A count with the two multiples beside it and the chance of each, in so many of `base`."""

    exact: int
    down: int
    up: int
    chance_up: int
    base: int
    drawn: int

    @property
    def chance_down(self) -> int:
        return self.base - self.chance_up


def rounded(number: int, measure: str) -> Rounded:
    """With a key that everybody may know: it is used for nothing else."""
    drawn = Release(SEED, key=SEED.encode()).rounded(measure, Tally.of(number, number))
    down = number - number % BASE
    return Rounded(number, down, down + BASE, number % BASE, BASE, drawn)


@dataclass(frozen=True)
class Class:
    n: Rounded
    k: Rounded
    rate: rates.Rate


def one_class() -> Class:
    n, k = rounded(APPLICANTS, "applicants"), rounded(AT_ONCE, "first_try")
    return Class(n, k, rates.rate(k.drawn, n.drawn))


@dataclass(frozen=True)
class Searches:
    applications: list[int]
    capped: list[int]
    total: int
    placed: int
    value: float


def five_searches() -> Searches:
    sent, placed = (np.array(column, dtype=np.float64) for column in zip(*SEARCHES, strict=True))
    found = ratio(capped(sent), placed)
    assert found is not None  # noqa: S101 - some were placed
    return Searches(
        [int(one) for one in sent],
        [int(one) for one in capped(sent)],
        int(found.applications),
        int(found.placed),
        found.value,
    )


# ---------- two groups in two sectors ----------


@dataclass(frozen=True)
class Stratum:
    sector: str
    group: float  # shares at once
    group_n: int
    reference: float
    reference_n: int
    weight: float  # n₁·n₀/n

    @property
    def difference(self) -> float:
        return self.group - self.reference


@dataclass(frozen=True)
class Gap:
    strata: list[Stratum]
    group: float
    reference: float
    raw: Estimate
    adjusted: Estimate
    explained: float
    unexplained: float
    share: Estimate
    applications: Estimate
    applications_log: Estimate

    @property
    def disadvantage(self) -> float:
        """The raw gap as a positive number, as the decomposition splits it."""
        return self.reference - self.group


@functools.cache
def gap() -> Gap:
    some = pair(_cohort(), "herkomst", reference=REFERENCE, group=GROUP)
    found = report.report(some, release=SEED)
    split, both = found["decomp_first_try"], found["decomp_apps"]
    group, reference = (
        indicators.first_try(some.people.select(mask), 0).estimate.value
        for mask in (some.is_group, ~some.is_group)
    )
    assert group is not None  # noqa: S101 - hundreds of students
    assert reference is not None  # noqa: S101
    return Gap(
        _strata(some),
        group,
        reference,
        _estimate(found["first_try_diff"]),
        _estimate(found["mh_rd"]),
        split["explained"],
        split["unexplained"],
        _estimate(split),
        _estimate(both),
        _estimate(both, "log_"),
    )


def _estimate(entry: report.Entry, prefix: str = "") -> Estimate:
    return Estimate(*(entry[f"{prefix}{name}"] for name in ("value", "low", "high")))


def _strata(some: Pair) -> list[Stratum]:
    names = some.people.labels["sector"].names
    table = strata.tables(some, first_tries(some))
    return [
        Stratum(name, a / (a + b), int(a + b), c / (c + d), int(c + d),
                (a + b) * (c + d) / (a + b + c + d))
        for name, a, b, c, d in zip(names, table.a, table.b, table.c, table.d, strict=True)
    ]  # fmt: skip


def _cohort() -> Cohort:
    """Everybody of one level and region, in two sectors; all found a place in the end."""
    sizes = [n for *_, n, _ in STUDENTS]
    at_once = np.concatenate([np.arange(n) < k for *_, n, k in STUDENTS])
    people = len(at_once)
    sectors = _coded([sector for sector, *_ in STUDENTS], sizes)
    origins = _coded([origin for _, origin, *_ in STUDENTS], sizes)
    same = Coded(("sollicitatie",), np.zeros(people, dtype=np.int64))
    sent = np.where(at_once, 1.0, float(_LATER))
    return Cohort(
        dict.fromkeys(LABELS, same) | {"sector": sectors, "herkomst": origins},
        dict.fromkeys(NUMBERS, np.ones(people)) | {"n_applications": sent, "days": 7 * sent},
    )


def _coded(labels: list[str], sizes: list[int]) -> Coded:
    names = tuple(sorted(set(labels)))
    return Coded(names, np.repeat([names.index(label) for label in labels], sizes))
