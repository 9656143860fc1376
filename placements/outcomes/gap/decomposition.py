"""What part of a gap sector, level and region explain, and what part they do not.

Called 'onverklaard door richting, niveau en regio' and nothing else: what is left over may be
anything that was not counted. Averages are exact; nobody is matched to anybody by chance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import expit

from placements.outcomes import floors
from placements.outcomes.cohort import Mask, Values
from placements.outcomes.estimates import NOTHING, Estimate, around_log
from placements.outcomes.gap.binomial import Design, fit, refit, standard_errors
from placements.outcomes.gap.categories import settled, together
from placements.outcomes.gap.pairs import FACTORS, Codes
from placements.outcomes.gap.samples import DRAWS, Sample, Totals, sample

UNEXPLAINED: Final = "onverklaard door richting, niveau en regio"
_TAIL = 2.5  # per cent of the draws outside each end of an interval

Parts = dict[str, Values]  # per draw
Split = Callable[[Design, Mask, Values, Totals], Parts]


@dataclass(frozen=True)
class Decomposition:
    """`gap`, `explained` and `unexplained` in the outcome's own unit. A share that the gap does
    not carry is NOTHING. `adjusted` is the ratio of what the group needed to what it would need,
    where there is one. `other` are further numbers of the same model, by name."""

    gap: Estimate
    explained: float
    unexplained: float
    share: Estimate
    log_share: Estimate
    adjusted: Estimate
    other: dict[str, float]
    draws: int


class NoModel(Exception):
    """There are too few students for each coefficient."""


@dataclass(frozen=True, eq=False)
class Model:
    """A fitted model of a sample, that can be drawn again."""

    sample: Sample
    design: Design
    coefficients: Values
    split: Split

    def parts(self) -> dict[str, float]:
        """Of the students as they are."""
        found = self._split(self.coefficients[None, :], self.sample.totals)
        return {name: float(values[0]) for name, values in found.items()}

    def drawn(self, release: str, draws: int = DRAWS) -> Parts:
        several = [
            self._split(self._fit(totals), totals) for totals in self.sample.draws(release, draws)
        ]
        return {name: np.concatenate([one[name] for one in several]) for name in several[0]}

    def _fit(self, totals: Totals) -> Values:
        return refit(self.design.matrix, totals.hits, totals.trials, start=self.coefficients)

    def _split(self, coefficients: Values, totals: Totals) -> Parts:
        return self.split(self.design, self.sample.is_group, coefficients, totals)


def model(is_group: Mask, factors: Codes, hits: Values, trials: Values, split: Split) -> Model:
    """A row per student. Raises NoModel, and Separated."""
    some = sample(is_group, together(is_group, factors), hits, trials)
    totals = some.totals

    def coefficients(made: Design) -> Values:
        found: Values = fit(made.matrix, totals.hits, totals.trials)[0]
        return found

    _, made, found = settled(some.is_group, some.factors, totals.students[0], coefficients)
    if len(is_group) - len(found) < floors.FREEDOM_FROM:
        raise NoModel
    return Model(some, made, found, split)


def first_try(made: Design, is_group: Mask, coefficients: Values, totals: Totals) -> Parts:
    """Aggregate Fairlie: as if all were of the reference. What still differs then is explained."""
    chance = expit(coefficients @ made.without_group.T)
    gap = _mean(totals.hits, totals.students, ~is_group) - _mean(
        totals.hits, totals.students, is_group
    )
    expected = chance * totals.students
    explained = _mean(expected, totals.students, ~is_group) - _mean(
        expected, totals.students, is_group
    )
    return {"gap": gap, "explained": explained, "share": _over(gap - explained, gap)}


def applications(made: Design, is_group: Mask, coefficients: Values, totals: Totals) -> Parts:
    """R of both groups, and `needed`: what the group would need with the chances of the reference.

    An application succeeds with a chance that hangs on categories and group. Applications are not
    capped here, as in R they are.
    """
    placed = np.where(is_group, totals.hits, 0.0)
    ratio = _mean(totals.trials, totals.hits, is_group)
    other = _mean(totals.trials, totals.hits, ~is_group)
    theirs = (placed / expit(coefficients @ made.without_group.T)).sum(axis=1)
    own = (placed / expit(coefficients @ made.with_group.T)).sum(axis=1)
    needed = _over(theirs * ratio, own)
    gap = ratio - other
    return {
        "gap": gap,
        "explained": needed - other,
        "share": _over(ratio - needed, gap),
        "log_share": _over(np.log(_over(ratio, needed)), np.log(_over(ratio, other))),
        "adjusted": _over(ratio, needed),
        "group": ratio,
        "reference": other,
        "needed": needed,
    }


def _mean(values: Values, weights: Values, mask: Mask) -> Values:
    return _over(values[:, mask].sum(axis=1), weights[:, mask].sum(axis=1))


def _over(above: Values, below: Values) -> Values:
    """Draw by draw; NaN where a draw has nothing to divide by."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


def decomposed(
    some: Model, *, release: str, draws: int = DRAWS, gap: Estimate | None = None
) -> Decomposition:
    """`gap` with an interval of its own; else the interval is of the draws."""
    here, drawn = some.parts(), some.drawn(release, draws)
    whole = gap or _between(here["gap"], drawn["gap"])
    carried = excludes_nought(whole)
    return Decomposition(
        gap=whole,
        explained=here["explained"],
        unexplained=here["gap"] - here["explained"],
        share=_between(here["share"], drawn["share"]) if carried else NOTHING,
        log_share=_between(here["log_share"], drawn["log_share"])
        if carried and "log_share" in here
        else NOTHING,
        adjusted=_between(here["adjusted"], drawn["adjusted"]) if "adjusted" in here else NOTHING,
        other={name: here[name] for name in ("group", "reference", "needed") if name in here},
        draws=draws,
    )


def excludes_nought(found: Estimate) -> bool:
    """Of a gap that may be none, no share is said: it would be a share of nothing."""
    return found.low is not None and found.high is not None and not found.low <= 0 <= found.high


def _between(value: float, drawn: Values) -> Estimate:
    """The value with what 95 % of the draws lie between."""
    whole = drawn[np.isfinite(drawn)]
    if not len(whole):
        return Estimate(value)
    low, high = np.percentile(whole, [_TAIL, 100 - _TAIL])
    return Estimate(value, float(low), float(high), float(whole.std(ddof=1)))


def odds_ratio(some: Model) -> Estimate:
    """Of the group against its reference, from the model itself; `se` is of the logarithm."""
    trials = some.sample.totals.trials[0]
    errors = standard_errors(some.design.matrix, trials, some.coefficients)
    return around_log(float(some.coefficients[1]), float(errors[1]))


def by_factor(some: Model) -> dict[str, float]:
    """What each factor explains of a gap in first tries (Yun): whole factors, never a category."""
    totals, made, is_group = some.sample.totals, some.design, some.sample.is_group
    weights = totals.students[0]
    apart = np.average(made.matrix[~is_group], axis=0, weights=weights[~is_group]) - np.average(
        made.matrix[is_group], axis=0, weights=weights[is_group]
    )
    pulls = apart * some.coefficients
    total = float(pulls[made.factor_of >= 0].sum())
    if abs(total) < 1e-12:
        return {}
    explained = some.parts()["explained"]
    return {
        name: explained * float(pulls[made.factor_of == at].sum()) / total
        for at, name in enumerate(FACTORS)
    }
