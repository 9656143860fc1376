"""A made-up country: who is where, and what is true of each group, exactly.

The answers stand on enumeration over level, sector, region and the number of applications, and on
none of the estimators that are held against them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from scipy.special import expit

from placements.outcomes.cohort import CAP, Values
from placements.outcomes.gap.pairs import Codes
from placements.outcomes.indicators import HORIZON, LONG_SEARCH
from placements.outcomes.synthetic import searching
from placements.outcomes.synthetic.truth import (
    GROUP,
    LEVELS,
    ORIGINS,
    REFERENCE,
    REGIONS,
    SECTORS,
    Kind,
    Truth,
)

SIZES = 0.45  # the spread of the logarithm of the sizes of schools
TURNS = 200
CLOSE = 1e-14
HALVINGS = 45
_ORIGINS = list(ORIGINS)
_ORIGIN_SHARES = np.array([one.share for one in ORIGINS.values()])


@dataclass(frozen=True, eq=False)
class Layout:
    """Which school is where, and what part of all students it has."""

    schools: tuple[str, ...]
    regions: tuple[str, ...]
    region_of: Codes
    sizes: Values

    @property
    def region_shares(self) -> Values:
        return np.asarray(np.bincount(self.region_of, weights=self.sizes), dtype=np.float64)

    @property
    def school_table(self) -> Values:
        """The chance of each school, a row per region."""
        return np.where(self.region_of == np.arange(len(self.regions))[:, None], self.sizes, 0.0)


def dice(seed: int, stream: int) -> Generator:
    return Generator(PCG64(SeedSequence([seed, stream])))


def layout(*, seed: int, schools: int) -> Layout:
    """Schools over regions after their shares, the largest region first."""
    shares = np.array([kind.share for kind in REGIONS.values()])
    region_of, given = np.zeros(schools, dtype=np.int64), np.zeros(len(shares))
    for at in range(schools):
        region_of[at] = np.argmax(shares / (given + 0.5))
        given[region_of[at]] += 1
    sizes = np.exp(dice(seed, 0).normal(0, SIZES, schools))
    names = tuple(f"school-{at:03}" for at in range(1, schools + 1))
    used = tuple(list(REGIONS)[: region_of.max() + 1])
    return Layout(names, used, region_of, sizes / sizes.sum())


def root(distance: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising distance is nought, by halving. Raises ValueError when it nowhere is."""
    if distance(low) > 0 or distance(high) < 0:
        raise ValueError("no such truth can be made")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if distance(middle) < 0 else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class Split:
    """A gap. `counterfactual`: what the group would have with the chances of the reference."""

    reference: float
    group: float
    counterfactual: float

    @property
    def gap(self) -> float:
        """As the decompositions say it, group minus reference, may be negative."""
        return self.group - self.reference

    @property
    def unexplained(self) -> float:
        """The share of the gap that sector, level and region do not explain."""
        return (self.group - self.counterfactual) / self.gap

    @property
    def log_unexplained(self) -> float:
        return float(np.log(self.group / self.counterfactual) / np.log(self.group / self.reference))


@dataclass(frozen=True, eq=False)
class Population:
    truth: Truth
    layout: Layout

    @cached_property
    def by_origin(self) -> tuple[Values, Values, Values]:
        """Level, sector and region: the chance of each category, a row per herkomst."""
        regions = {name: REGIONS[name] for name in self.layout.regions}
        return (
            self._table(LEVELS, np.array([kind.share for kind in LEVELS.values()])),
            self._table(SECTORS, np.array([kind.share for kind in SECTORS.values()])),
            self._table(regions, self.layout.region_shares),
        )

    def _table(self, kinds: Mapping[str, Kind], shares: Values) -> Values:
        """Tilted, with the shares of origins and of categories as they must be."""
        pull = np.outer(
            [one.of_tilt for one in ORIGINS.values()], [kind.tilt for kind in kinds.values()]
        )
        table: Values = np.exp(self.truth.composition * pull)
        for _ in range(TURNS):
            table *= shares / table.sum(axis=0)
            missing = _ORIGIN_SHARES / table.sum(axis=1)
            table *= missing[:, None]
            if np.abs(missing - 1).max() < CLOSE:
                break
        return np.asarray(table / table.sum(axis=1, keepdims=True))

    @cached_property
    def luck(self) -> Values:
        """The logit of level, sector and region together, without the constant."""
        level, sector = ([kind.effect for kind in kinds.values()] for kinds in (LEVELS, SECTORS))
        region = [REGIONS[name].effect for name in self.layout.regions]
        return np.asarray(np.add.outer(np.add.outer(level, sector), region), dtype=np.float64)

    @cached_property
    def constant(self) -> float:
        weights, luck = self.weights(REFERENCE), self.luck.ravel()
        return root(lambda at: float(weights @ expit(luck + at)) - self.truth.first_try, -20, 20)

    def effect(self, herkomst: str) -> float:
        return self.truth.effect * ORIGINS[herkomst].of_effect

    def weights(self, herkomst: str) -> Values:
        """The share of the group in each combination of level, sector and region."""
        level, sector, region = (table[_ORIGINS.index(herkomst)] for table in self.by_origin)
        return np.asarray(np.einsum("i,j,k->ijk", level, sector, region).ravel())

    def chances(self, herkomst: str, effect: float | None = None) -> searching.Outcomes:
        """Of applicants of the group; with another effect: were their chances those."""
        shift = self.constant + (self.effect(herkomst) if effect is None else effect)
        every = searching.outcomes(expit(self.luck.ravel() + shift), self.truth.spread)
        return every.mean(self.weights(herkomst))

    def direct(self, herkomst: str) -> float:
        one = ORIGINS[herkomst]
        return one.bbl * one.direct_bbl + (1 - one.bbl) * one.direct_bol

    def indicators(self, herkomst: str) -> dict[str, float]:
        """What each indicator of a group is in truth."""
        found, direct = self.chances(herkomst), self.direct(herkomst)
        placed, stopped = found.placed[0], found.stopped[0]
        tries = np.arange(1, searching.MOST + 1)
        half_placed, half_stopped = searching.half_invited(self.truth.invited)
        shares = (1 + (tries - 1) * self.truth.invited) / tries
        applied = np.minimum(tries, CAP) @ (placed + stopped)
        days = direct * (searching.DIRECT_DAYS - 1) / 2
        return {
            "first_try": float(placed[0]),
            "four_or_more": float((placed + stopped)[LONG_SEARCH - 1 :].sum()),
            "invitation": float(placed @ shares + stopped.sum() * self.truth.invited),
            "invited_half": float(placed @ half_placed + stopped @ half_stopped),
            "apps_per_placement": float(applied / placed.sum()),
            "placed": direct + (1 - direct) * float(placed.sum()),
            "within56": direct + (1 - direct) * float(found.by_56[0, 0]),
            "rmst126": days + (1 - direct) * float(found.searching[0, :HORIZON].sum()),
            "discrim": ORIGINS[herkomst].discrim,
        }

    def first_try(self, *, reference: str = REFERENCE, group: str = GROUP) -> Split:
        """The share of first tries, and what explains it: the binary decomposition."""
        own, theirs = self.effect(group), self.effect(reference)
        some = ((reference, theirs), (group, own), (group, theirs))
        return Split(*(self._first_tries(*one) for one in some))

    def _first_tries(self, herkomst: str, effect: float) -> float:
        """Everybody gets a first answer, so it is the mean chance of an application."""
        chances = expit(self.luck.ravel() + self.constant + effect)
        return float(self.weights(herkomst) @ chances)

    def applications(self, *, reference: str = REFERENCE, group: str = GROUP) -> Split:
        """Applications per placement, not capped: the count decomposition."""
        as_reference = self.chances(group, self.effect(reference))
        some = (self.chances(reference), self.chances(group), as_reference)
        return Split(*map(_per_placement, some))


def _per_placement(found: searching.Outcomes) -> float:
    tries = np.arange(1, searching.MOST + 1)
    return float(tries @ (found.placed + found.stopped)[0] / found.placed.sum())


def population(truth: Truth | None = None, *, seed: int = 0, schools: int = 1) -> Population:
    return Population(truth or Truth(), layout(seed=seed, schools=schools))


def aimed(
    truth: Truth, place: Layout, *, gap: float, unexplained: float, furthest: float = 6.0
) -> Truth:
    """The truth in which `gap` fewer of Buiten-Europa than of the reference are placed by a first
    try (0.21 is 21 points), of which that share is not explained. Raises ValueError when there is
    none."""

    def split(composition: float, effect: float) -> Split:
        return Population(_with(truth, composition, effect), place).first_try()

    def explained(composition: float) -> float:
        found = split(composition, 0.0)
        return found.reference - found.counterfactual - gap * (1 - unexplained)

    composition = root(explained, 0.0, furthest) if unexplained != 1 else 0.0
    effect = -root(lambda less: -split(composition, -less).gap - gap, 0.0, 12.0)
    return _with(truth, composition, effect)


def _with(truth: Truth, composition: float, effect: float) -> Truth:
    return Truth(truth.first_try, effect, composition, truth.spread, truth.invited)
