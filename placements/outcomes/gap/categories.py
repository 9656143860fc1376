"""Put categories together until a model can be trusted (statistics.md §2 and §3, rule 9).

Too few students, a category that one group lacks, or a coefficient that ran away because the
outcome is everybody's or nobody's there: software fits on, with a warning or with none.
"""

from collections.abc import Callable

import numpy as np

from placements.outcomes import floors
from placements.outcomes.cohort import Mask, Values
from placements.outcomes.gap.binomial import Design, design
from placements.outcomes.gap.pairs import Codes

RUNAWAY = 15.0  # a coefficient beyond this is a separation, whatever the fit says of itself

Fit = Callable[[Design], Values]


class Separated(Exception):
    """The outcome is everybody's or nobody's in one of the groups: there is no model of that."""


def together(is_group: Mask, factors: Codes) -> Codes:
    """A row per student, with small categories and those of one group put with others."""
    kept, ones = factors.copy(), np.ones(len(factors))
    for at in range(factors.shape[1]):
        while (weak := _weakest(is_group, kept[:, at])) is not None:
            _merge(kept, ones, at, weak)
    return kept


def _weakest(is_group: Mask, codes: Codes) -> int | None:
    found, place = np.unique(codes, return_inverse=True)
    group = np.bincount(place, weights=is_group)
    sizes = np.bincount(place)
    weak = (sizes < floors.CATEGORY_FROM) | (group == 0) | (group == sizes)
    if len(found) < 2 or not weak.any():
        return None
    return int(found[weak][np.argmin(sizes[weak])])


def _merge(factors: Codes, students: Values, at: int, code: int) -> None:
    """Put a category with the smallest other one of its factor. There must be one."""
    found, place = np.unique(factors[:, at], return_inverse=True)
    others = found != code
    sizes = np.bincount(place, weights=students)
    factors[factors[:, at] == code, at] = found[others][np.argmin(sizes[others])]


def settled(
    is_group: Mask, factors: Codes, students: Values, fit: Fit
) -> tuple[Codes, Design, Values]:
    """Categories, design and coefficients of which none ran away.

    `students`: how many each row of `factors` stands for.
    """
    kept = factors.copy()
    while True:
        made = design(is_group, kept, students)
        coefficients = fit(made)
        if not (np.abs(coefficients) > RUNAWAY).any():
            return kept, made, coefficients
        _merge(kept, students, *_culprit(made, coefficients, kept))


def _culprit(made: Design, coefficients: Values, factors: Codes) -> tuple[int, int]:
    """The factor and category to put with another one. Raises Separated."""
    sizes = np.where(made.factor_of >= 0, np.abs(coefficients), 0)
    worst = int(np.argmax(sizes))
    if sizes[worst] <= RUNAWAY:
        raise Separated
    at = int(made.factor_of[worst])
    mine = made.factor_of == at
    if np.median(sizes[mine]) > RUNAWAY and mine.sum() > 1:
        # Most of them differ from one: it is that one, the category without a column.
        [one] = set(np.unique(factors[:, at])) - set(made.category_of[mine])
        return at, int(one)
    return at, int(made.category_of[worst])
