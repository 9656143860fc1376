"""The linear check of a decomposition, after Oaxaca and Blinder, with one set of coefficients.

As statsmodels' OaxacaBlinder with `hasconst=False`; its default takes a constant for granted and
is silently wrong without one. It also runs "pooled" for every word it does not know: "neumark",
which it spells "nuemark", among them. Here there is a constant always, and two words.
"""

from enum import Enum

import numpy as np

from placements.outcomes.cohort import Values
from placements.outcomes.gap.decomposition import Model


class Common(Enum):
    """Whose coefficients count for both groups."""

    POOLED = "pooled"  # of all students, with the group in the model
    NEUMARK = "neumark"  # of all students, without it


def explained(some: Model, common: Common) -> float:
    """The part of the gap that goes with the categories, on the scale of the outcome."""
    matrix, totals = some.design.matrix, some.sample.totals
    kept = np.ones(matrix.shape[1], dtype=bool)
    kept[1] = common is Common.POOLED
    students, hits = totals.students[0], totals.hits[0]
    coefficients = np.zeros(matrix.shape[1])
    coefficients[kept] = _least_squares(matrix[:, kept], hits / students, students)
    coefficients[1] = 0.0  # the group itself explains nothing
    is_group = some.sample.is_group
    apart = np.average(matrix[~is_group], axis=0, weights=students[~is_group]) - np.average(
        matrix[is_group], axis=0, weights=students[is_group]
    )
    return float(apart @ coefficients)


def _least_squares(matrix: Values, means: Values, weights: Values) -> Values:
    root = np.sqrt(weights)
    found = np.linalg.lstsq(matrix * root[:, None], means * root, rcond=None)[0]
    return np.asarray(found, dtype=np.float64)
