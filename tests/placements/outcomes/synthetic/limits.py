"""What the estimators come to with ever more students of a country whose truth is known: the
estimators' own formulas on what is expected of each kind of student, without any dice."""

import numpy as np
from scipy.special import expit

from placements.outcomes.gap import decomposition, poisson
from placements.outcomes.gap.binomial import design, fit
from placements.outcomes.gap.samples import Totals
from placements.outcomes.gap.strata import Tables
from placements.outcomes.synthetic import searching
from placements.outcomes.synthetic.population import Population
from placements.outcomes.synthetic.truth import GROUP, ORIGINS, REFERENCE

MANY = 1e6  # students: the fit keeps a ridge that is small beside them


def kinds(place: Population, herkomst: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each combination of level, sector and region: the share of applicants of both groups that
    is there, and their chance."""
    share = ORIGINS[herkomst].share * (1 - place.direct(herkomst)) * place.weights(herkomst)
    return share, expit(place.luck.ravel() + place.constant + place.effect(herkomst))


def tables(place: Population) -> Tables:
    (other, theirs), (group, own) = (kinds(place, name) for name in (REFERENCE, GROUP))
    return Tables(group * own, group * (1 - own), other * theirs, other * (1 - theirs))


def _rows(place: Population) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Group, categories, students and chance of each cell, the reference first."""
    codes = np.indices(place.luck.shape).reshape(3, -1).T
    students, chance = zip(*(kinds(place, name) for name in (REFERENCE, GROUP)), strict=True)
    is_group = np.repeat([False, True], len(codes))
    return (
        is_group,
        np.vstack([codes, codes]),
        MANY * np.concatenate(students),
        np.concatenate(chance),
    )


def of_poisson(place: Population) -> float:
    is_group, codes, students, chance = _rows(place)
    matrix = design(is_group, codes, students).matrix
    return float(np.exp(poisson._fit(matrix, students * chance, students)[1]))


def of_applications(place: Population) -> float:
    """The unexplained share of the count decomposition. Its model takes one chance for all
    applications of students of one kind, while whoever was refused has less of it."""
    is_group, codes, students, chance = _rows(place)
    every = searching.outcomes(chance, place.truth.spread)
    tries = np.arange(1, searching.MOST + 1)
    hits = students * every.placed.sum(axis=1)
    trials = students * ((every.placed + every.stopped) @ tries)
    made = design(is_group, codes, students)
    found = fit(made.matrix, hits[None], trials[None])
    whole = Totals(students[None], hits[None], trials[None])
    return float(decomposition.applications(made, is_group, found, whole)["share"][0])


def of_first_tries(place: Population) -> float:
    is_group, codes, students, chance = _rows(place)
    hits = students * chance
    made = design(is_group, codes, students)
    found = fit(made.matrix, hits[None], students[None])
    whole = Totals(students[None], hits[None], students[None])
    return float(decomposition.first_try(made, is_group, found, whole)["share"][0])
