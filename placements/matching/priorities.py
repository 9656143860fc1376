"""Whom a place takes first: criteria that a school publishes beforehand, and nothing else.

What may count is about a student's programme and this one place. There is no word here for who
somebody is, so nobody can be put first or last by it (R18). Nothing is added up: a criterion that
stands first decides, the next one only among equals, the lottery among those who are still equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

TRAVEL_BAND = 15  # minutes: within a quarter of an hour nobody is nearer


class Criterion(StrEnum):
    GOALS = "goals"  # who can learn more of the own goals here comes first
    NEEDS = "needs"  # who has practical needs that are met here comes first
    TRAVEL = "travel"  # who travels shorter comes first, by bands


class NoCriterion(Exception):
    """A criterion that stands twice, or that is none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One student and one place. Whoever has no fitting programme or accreditation has no facts."""

    goals: int = 0  # the student's learning goals that the place offers
    needs: int = 0  # the student's practical needs that the place meets; all of them, or it is 0
    minutes: int | None = None  # of travel; nothing when it is not known, and then the last band


def checked(criteria: Sequence[str]) -> tuple[Criterion, ...]:
    try:
        found = tuple(map(Criterion, criteria))
    except ValueError:
        raise NoCriterion from None
    if len(set(found)) < len(found):
        raise NoCriterion
    return found


def tiers(facts: Mapping[str, Facts], criteria: Sequence[Criterion]) -> tuple[tuple[str, ...], ...]:
    """Students of one place, the first tier first; without a criterion they are one tier."""

    def line(student: str) -> tuple[float, ...]:
        return tuple(_order(facts[student], criterion) for criterion in criteria)

    ordered = sorted(sorted(facts), key=line)
    return tuple(tuple(group) for _, group in groupby(ordered, key=line))


def _order(facts: Facts, criterion: Criterion) -> float:
    match criterion:
        case Criterion.GOALS:
            return -facts.goals
        case Criterion.NEEDS:
            return -facts.needs
        case Criterion.TRAVEL:
            return float("inf") if facts.minutes is None else facts.minutes // TRAVEL_BAND
