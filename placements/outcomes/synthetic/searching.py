"""How long a student searches: exact chances, and drawn.

A student gets an answer every `pace` days, the k-th on day k x pace - offset, and stops with a
place, at the cut-off, or on leaving school. What chance an application has says nothing of pace or
of leaving, so that leaving and the cut-off censor without a bias.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator
from scipy.stats import binom

from placements.outcomes.cohort import Mask, Values
from placements.outcomes.gap.pairs import Codes

CUT_OFF: Final = 133  # days
PACES: Final = np.array([4, 6, 8, 10, 14, 18, 24, 28])
PACE_SHARES: Final = np.array([0.05, 0.12, 0.2, 0.22, 0.18, 0.12, 0.07, 0.04])
LEAVING: Final = 0.03  # of searchers, unless they have a place by then
LEAVE_DAYS: Final = np.arange(28, CUT_OFF)  # from the longest pace on: everybody gets an answer
MOST: Final = int((CUT_OFF + PACES.min()) // PACES.min()) + 1  # more answers nobody gets
DIRECT_DAYS: Final = 21  # a direct placement is known on one of the days 0 to 20
_NEVER: Final = 1_000_000
_TINY: Final = 1e-12


def answers_by(day: int) -> Values:
    """The chance of 0, 1, … answers by a day, of somebody who still searches."""
    chances = np.zeros(MOST + 1)
    for pace, share in zip(PACES.tolist(), PACE_SHARES.tolist(), strict=True):
        counts = (day + np.arange(pace)) // pace
        np.add.at(chances, counts, share / pace)
    return chances


def limits(until: int = CUT_OFF) -> Values:
    """The chance of 0, 1, … answers before cut-off, leaving, or the day `until`."""
    left = [answers_by(min(int(day), until)) for day in LEAVE_DAYS]
    return np.asarray(LEAVING * np.mean(left, axis=0) + (1 - LEAVING) * answers_by(until))


def refused(mean: Values, spread: float) -> Values:
    """The chance that the first 0, 1, … applications all fail: a row per mean."""
    steps = np.arange(MOST)
    each = ((1 - mean)[:, None] * spread + steps) / (spread + steps)
    return np.concatenate((np.ones((len(mean), 1)), np.cumprod(each, axis=1)), axis=1)


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The chance to be placed, or to stop, with 1, 2, … applications: a row per mean."""

    placed: Values
    stopped: Values
    by_56: Values  # placed by day 56
    searching: Values  # after each of the days 0 to 125, were nobody to leave

    def mean(self, weights: Values) -> "Outcomes":
        """Of a mixture; the weights add up to 1."""
        parts = (self.placed, self.stopped, self.by_56, self.searching)
        return Outcomes(*((weights @ part)[None, :] for part in parts))


def outcomes(mean: Values, spread: float) -> Outcomes:
    failed, limit = refused(mean, spread), limits()
    allowed = np.cumsum(limit[::-1])[::-1][1:]  # at least 1, 2, … answers
    by_day = np.column_stack([failed @ answers_by(day) for day in range(126)])
    return Outcomes(
        placed=(failed[:, :-1] - failed[:, 1:]) * allowed,
        stopped=failed[:, 1:] * limit[1:],
        by_56=1 - failed @ limits(56)[:, None],
        searching=by_day,
    )


def half_invited(invited: float) -> tuple[Values, Values]:
    """The chance of invitations on at least half of 1, 2, … applications: placed, and not."""
    tries = np.arange(1, MOST + 1)
    needed = -(-tries // 2)
    return (
        np.asarray(binom.sf(needed - 2, tries - 1, invited)),
        np.asarray(binom.sf(needed - 1, tries, invited)),
    )


@dataclass(frozen=True, eq=False)
class Searches:
    applications: Values
    placed: Mask
    days: Values
    left: Mask


def searched(dice: Generator, mean: Values, spread: float) -> Searches:
    """One search per mean."""
    chance = np.clip(dice.beta(mean * spread, (1 - mean) * spread), _TINY, 1 - _TINY)
    needed = np.ceil(np.log(1 - dice.random(len(mean))) / np.log1p(-chance))
    needed = np.clip(needed, 1, _NEVER)
    pace = dice.choice(PACES, size=len(mean), p=PACE_SHARES)
    offset = np.floor(dice.random(len(mean)) * pace)
    leaves = dice.random(len(mean)) < LEAVING
    end = np.where(leaves, dice.choice(LEAVE_DAYS, size=len(mean)), CUT_OFF)
    limit = (end + offset) // pace
    placed = needed <= limit
    return Searches(
        applications=np.minimum(needed, limit),
        placed=placed,
        days=np.where(placed, needed * pace - offset, end),
        left=leaves & ~placed,
    )


def drawn(dice: Generator, table: Values, rows: Codes) -> Codes:
    """A category per row of `rows`, with the chances of that row of the table."""
    sums = np.cumsum(table, axis=1)
    sums /= sums[:, -1:]
    ladder = (sums + np.arange(len(table))[:, None]).ravel()
    found = np.searchsorted(ladder, rows + dice.random(len(rows)), side="right")
    return np.asarray(np.minimum(found - rows * table.shape[1], table.shape[1] - 1))
