"""Logistic regression on cells, of one data set or of many resampled ones at once.

A cell is a combination of group and categories; `hits` of its `trials` succeeded. Many draws share
the design, so that a fit of all of them is a few large products of matrices.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.gap.pairs import Codes

TURNS = 60
CLOSE = 1e-10  # of the largest step
SETTLED = 1e-9  # of a draw that is near a known fit
NEWTONS = 50  # draws that are fitted by Newton at once: each has a bend of its own in memory
LARGEST_STEP = 4.0
FARTHEST = 30.0  # from nought; beyond it a chance is 0 or 1 to every digit
RIDGE = 1e-11  # keeps an empty category of a draw from stopping the draw


@dataclass(frozen=True, eq=False)
class Design:
    """Columns: a constant, the group, and a dummy for each category but the first of its factor.

    Without the constant a decomposition is wrong and looks right; there is no way to leave it out.
    """

    matrix: Values
    factor_of: Codes  # per column: -2 the constant, -1 the group, else which factor
    category_of: Codes  # per column: the code of the category, -1 where there is none

    @property
    def without_group(self) -> Values:
        """The same people, were all of them of the reference."""
        return self._with_group(0.0)

    @property
    def with_group(self) -> Values:
        return self._with_group(1.0)

    def _with_group(self, value: float) -> Values:
        matrix = self.matrix.copy()
        matrix[:, 1] = value
        return matrix


def design(is_group: Mask, factors: Codes, students: Values) -> Design:
    """`factors`: a code per row and factor; `students` how many a row stands for.

    The largest category of each is what others differ from: a small one may be all or nothing,
    and then every other coefficient runs away.
    """
    columns = [np.ones(len(is_group)), is_group.astype(np.float64)]
    names = [(-2, -1), (-1, -1)]
    for at, codes in enumerate(factors.T):
        found, place = np.unique(codes, return_inverse=True)
        sizes = np.bincount(place, weights=students)
        for code in np.delete(found, np.argmax(sizes)):
            columns.append((codes == code).astype(np.float64))
            names.append((at, int(code)))
    factor_of, category_of = np.array(names, dtype=np.int64).T
    return Design(np.column_stack(columns), factor_of, category_of)


def fit(matrix: Values, hits: Values, trials: Values, *, start: Values | None = None) -> Values:
    """Coefficients, a row per draw, by Newton. `hits` and `trials`: a row per draw, a column per
    cell."""
    width = matrix.shape[1]
    squares = (matrix[:, :, None] * matrix[:, None, :]).reshape(len(matrix), width * width)
    coefficients = np.tile(np.zeros(width) if start is None else start, (len(hits), 1))
    for _ in range(TURNS):
        chance = expit(coefficients @ matrix.T)
        slope = (hits - trials * chance) @ matrix
        bend = (trials * chance * (1 - chance) @ squares).reshape(-1, width, width)
        step = np.linalg.solve(bend + _ridge(bend, trials), slope[:, :, None])[:, :, 0]
        step = np.clip(step, -LARGEST_STEP, LARGEST_STEP)
        coefficients = np.clip(coefficients + step, -FARTHEST, FARTHEST)
        if np.abs(step).max() < CLOSE:
            break
    return coefficients


def refit(matrix: Values, hits: Values, trials: Values, *, start: Values) -> Values:
    """As `fit`, near a fit that is known: all draws go by the one bend of that, which saves nearly
    all work. The few that do not settle so are fitted by Newton."""
    inverse = np.linalg.pinv(information(matrix, trials.mean(axis=0), start))
    coefficients = np.tile(start, (len(hits), 1))
    open_ = np.arange(len(hits))
    for _ in range(TURNS):
        chance = expit(coefficients[open_] @ matrix.T)
        step = (hits[open_] - trials[open_] * chance) @ matrix @ inverse
        step = np.clip(step, -LARGEST_STEP, LARGEST_STEP)
        coefficients[open_] = np.clip(coefficients[open_] + step, -FARTHEST, FARTHEST)
        open_ = open_[np.abs(step).max(axis=1) > SETTLED]
        if not len(open_):
            break
    for some in np.array_split(open_, len(open_) // NEWTONS + 1):
        if len(some):
            coefficients[some] = fit(matrix, hits[some], trials[some], start=start)
    return coefficients


def _ridge(bend: Values, trials: Values) -> Values:
    scale = RIDGE * trials.sum(axis=1) + 1e-300
    ridge: Values = np.eye(bend.shape[1])[None] * scale[:, None, None]
    return ridge


def information(matrix: Values, trials: Values, coefficients: Values) -> Values:
    """Of one fit: the bend of its likelihood."""
    chance = expit(matrix @ coefficients)
    return np.asarray((matrix * (trials * chance * (1 - chance))[:, None]).T @ matrix)


def standard_errors(matrix: Values, trials: Values, coefficients: Values) -> Values:
    """Of one fit, from the information in it."""
    inverse = np.linalg.pinv(information(matrix, trials, coefficients))
    return np.asarray(np.sqrt(np.diag(inverse)), dtype=np.float64)
