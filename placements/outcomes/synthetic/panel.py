"""Schools over years with an intervention at some of them, of which the effect is known (§5)."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.synthetic.population import dice

DRIFT: Final = 0.04  # the spread of a school's own share from year to year
BETWEEN: Final = 0.08  # the spread between schools, that stays
YEARLY: Final = 0.03  # the spread of years, the same for all schools
_PANEL = 2  # the stream of dice of panels
_EDGE = 0.02  # a true share is never 0 or 1


@dataclass(frozen=True, eq=False)
class Panel:
    """A row per school, a column per year; the first `before` years come before the intervention.

    `hits` of `students` have the outcome. `tau` is what the intervention does, as a fraction.
    """

    schools: tuple[str, ...]
    treated: Mask
    before: int
    tau: float
    students: Values
    hits: Values

    @property
    def shares(self) -> Values:
        return np.asarray(self.hits / self.students)


def gen_did(
    *,
    seed: int,
    schools: int,
    treated: int,
    years: int = 2,
    before: int = 1,
    tau: float = 0.0,
    share: float = 0.5,
    students: int = 40,
    trend: float = 0.0,
) -> Panel:
    """The first `treated` of the schools do it. With a `trend`, a fraction a year, they changed
    already before they began: schools beside them then say too much or too little."""
    if not 0 < treated < schools or not 0 < before < years:
        raise ValueError("some schools and some years are with the intervention, and some without")
    luck = dice(seed, _PANEL)
    is_treated, year = np.arange(schools) < treated, np.arange(years)
    level = luck.normal(share, BETWEEN, schools)[:, None] + luck.normal(0, YEARLY, years)
    level += luck.normal(0, DRIFT, (schools, years))
    level += is_treated[:, None] * (tau * (year >= before) + trend * year)
    number = np.maximum(luck.poisson(students, (schools, years)), 1)
    hits = luck.binomial(number, np.clip(level, _EDGE, 1 - _EDGE))
    names = tuple(f"school-{at:03}" for at in range(1, schools + 1))
    return Panel(names, is_treated, before, tau, number.astype(float), hits.astype(float))
