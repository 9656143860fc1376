"""Pairs of groups for the tests, their models, and the matrix of a textbook beside them."""

import numpy as np

from placements.outcomes.gap import decomposition
from placements.outcomes.gap.decomposition import Model
from placements.outcomes.gap.pairs import Pair, first_tries, pair
from tests.placements.outcomes.cohorts import Row, cohort, random_rows

ROWS = random_rows(900, seed=21)


def both(
    rows: list[Row], by: str = "herkomst", names: tuple[str, str] = ("Nederland", "Buiten-Europa")
) -> Pair:
    return pair(cohort(rows), by, reference=names[0], group=names[1]).applicants


def tries(some: Pair) -> Model:
    hits = first_tries(some).astype(float)
    return decomposition.model(
        some.is_group, some.factors, hits, np.ones(len(hits)), decomposition.first_try
    )


def counts(some: Pair) -> Model:
    placed, sent = some.people["placed"], some.people["n_applications"]
    return decomposition.model(
        some.is_group, some.factors, placed, sent, decomposition.applications
    )


def matrix(some: Pair, *, constant: bool = True) -> np.ndarray:
    """A row per student: the group, and dummies of every factor, as a textbook writes them."""
    columns = [some.is_group.astype(float)]
    for codes in some.factors.T:
        columns += [(codes == code).astype(float) for code in np.unique(codes)[1:]]
    return np.column_stack([np.ones(len(some.is_group)), *columns] if constant else columns)


def as_reference(design: np.ndarray) -> np.ndarray:
    design = design.copy()
    design[:, 1] = 0
    return design
