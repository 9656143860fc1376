"""Everything that the contract's `outcomes gap` says, by name.

Every comparison is the group against its reference: a difference is the group minus the reference,
a ratio the group by the reference. The two decompositions split a disadvantage of the group, as the
specification does: in first tries the reference minus the group, in applications per placement the
group minus the reference.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from placements.outcomes import floors
from placements.outcomes.estimates import NOTHING, Estimate
from placements.outcomes.gap import decomposition, linear, poisson, strata, times
from placements.outcomes.gap.categories import Separated
from placements.outcomes.gap.decomposition import UNEXPLAINED, Decomposition, Model, NoModel
from placements.outcomes.gap.pairs import Pair, first_tries
from placements.outcomes.gap.samples import DRAWS
from placements.outcomes.indicators import first_try as count_first_tries
from placements.outcomes.ratio import capped, compared, ratio
from placements.outcomes.wilson import newcombe

NOT_FOR_PUBLICATION: Final = "not for publication"
FORWARD: Final = "group against reference"
DISADVANTAGE: Final = "reference minus group"
EXTRA: Final = "group minus reference"
TOO_FEW: Final = "too few students"
NO_SUPPORT: Final = "more than a tenth of the group has nobody of the reference to compare with"
NO_ESTIMATE: Final = "cannot be estimated from these students"
NO_GAP: Final = "the interval of the gap holds 0, so no share of it is said"
UNEQUAL: Final = (
    "the odds ratio differs between combinations of sector, level and region (Breslow-Day): "
    "one number does not sum it up"
)

Entry = dict[str, Any]
Report = dict[str, Entry]
_EMPTY: Final[Mapping[str, Any]] = {"value": None, "low": None, "high": None}


def report(some: Pair, *, release: str, draws: int = DRAWS) -> Report:
    """Unrounded; a number that may not or cannot be said is None, with the reason beside it."""
    applicants, searching = some.applicants, some.searching
    found = {
        "first_try_diff": _difference(applicants),
        "apps_ratio": _ratio(applicants),
        **_by_strata(applicants),
        "no_support_share": _support(applicants),
        **_by_model(applicants, release, draws),
        "cox_hr": _adjusted(searching, _hazard),
        "logrank": _log_rank(searching),
    }
    return {name: {**entry, "note": NOT_FOR_PUBLICATION} for name, entry in found.items()}


def _entry(found: Estimate, direction: str = FORWARD, **more: Any) -> Entry:
    numbers = {"value": found.value, "low": found.low, "high": found.high, "se": found.se}
    reason = {"reason": NO_ESTIMATE} if found.value is None else {}
    return {**numbers, "direction": direction, **reason, **more}


def _nothing(reason: str) -> Entry:
    return {**_EMPTY, "reason": reason}


def _adjusted(some: Pair, say: Callable[[Pair], Entry]) -> Entry:
    """Only where there are students enough, and nearly all of the group have somebody to be
    compared with."""
    if not some.allows_model:
        return _nothing(TOO_FEW)
    if not some.is_supported:
        return _nothing(NO_SUPPORT)
    try:
        return say(some)
    except NoModel:
        return _nothing(TOO_FEW)
    except Separated:
        return _nothing(NO_ESTIMATE)


def raw_difference(some: Pair) -> Estimate:
    """Of the shares of first tries, the group minus the reference."""
    one, other = (
        count_first_tries(some.people.select(mask), 0) for mask in (some.is_group, ~some.is_group)
    )
    if not (floors.allows_share(one.n) and floors.allows_share(other.n)):
        return NOTHING
    return newcombe(one.k or 0, one.n, other.k or 0, other.n)


def _difference(some: Pair) -> Entry:
    found = raw_difference(some)
    return _nothing(TOO_FEW) if found.value is None else _entry(found)


def _ratio(some: Pair) -> Entry:
    if not all(map(floors.allows_ratio, some.sizes)):
        return _nothing(TOO_FEW)
    applications, placed = capped(some.people["n_applications"]), some.people["placed"]
    one, other = (
        ratio(applications[mask], placed[mask]) for mask in (some.is_group, ~some.is_group)
    )
    if one is None or other is None:
        return _nothing(NO_ESTIMATE)
    return _entry(compared(one, other), group=one.value, reference=other.value)


def _by_strata(some: Pair) -> Report:
    whole = strata.tables(some, first_tries(some))
    unequal = strata.heterogeneity(whole) if len(whole.a) else None
    more: Entry = {"strata": len(whole.a)}
    if unequal is not None:
        more |= {"breslow_day": unequal.statistic, "df": unequal.freedom, "p": unequal.p}
        more |= {"warning": UNEQUAL} if unequal.is_unequal else {}
    ways = {
        "mh_or": strata.odds_ratio,
        "mh_rr": strata.risk_ratio,
        "mh_rd": strata.risk_difference,
    }
    return {
        name: _adjusted(some, lambda _, say=say: _entry(say(whole), **more))  # type: ignore[misc]
        for name, say in ways.items()
    }


def _support(some: Pair) -> Entry:
    return {**_EMPTY, "value": some.no_support_share, "n": some.sizes[1]}


def _by_model(some: Pair, release: str, draws: int) -> Report:
    return {
        "poisson_rr": _adjusted(some, _poisson),
        "logit_or": _adjusted(some, lambda one: _entry(decomposition.odds_ratio(_tries(one)))),
        "decomp_first_try": _adjusted(some, lambda one: _first_try(one, release, draws)),
        "decomp_apps": _adjusted(some, lambda one: _applications(one, release, draws)),
    }


def _poisson(some: Pair) -> Entry:
    found = poisson.risk_ratio(some)
    low, high = found.hc0.low, found.hc0.high
    return _entry(found.estimate, errors=found.errors, hc0_low=low, hc0_high=high)


def _tries(some: Pair) -> Model:
    tried = first_tries(some).astype(float)
    ones = tried * 0 + 1
    return decomposition.model(
        some.is_group, some.factors, tried, ones, split=decomposition.first_try
    )


def _first_try(some: Pair, release: str, draws: int) -> Entry:
    model, raw = _tries(some), raw_difference(some)
    if raw.value is None or raw.low is None or raw.high is None:
        return _nothing(TOO_FEW)
    gap = Estimate(-raw.value, -raw.high, -raw.low, raw.se)
    found = decomposition.decomposed(model, release=release, draws=draws, gap=gap)
    return _split(
        found,
        DISADVANTAGE,
        scale="difference",
        by_factor=decomposition.by_factor(model),
        linear_check={way.value: linear.explained(model, way) for way in linear.Common},
    )


def _applications(some: Pair, release: str, draws: int) -> Entry:
    model = decomposition.model(
        some.is_group,
        some.factors,
        some.people["placed"],
        some.people["n_applications"],
        split=decomposition.applications,
    )
    found = decomposition.decomposed(model, release=release, draws=draws)
    further = {
        f"{name}_{end}": getattr(one, end)
        for name, one in (("log", found.log_share), ("adjusted", found.adjusted))
        for end in ("value", "low", "high")
    }
    return _split(found, EXTRA, scale="difference", **further, **found.other)


def _split(found: Decomposition, direction: str, **more: Any) -> Entry:
    """`value` is the share of the gap that nothing of this explains."""
    share = found.share
    return {
        "value": share.value,
        "low": share.low,
        "high": share.high,
        **({"reason": NO_GAP} if share.value is None else {}),
        "what": UNEXPLAINED,
        "gap": found.gap.value,
        "gap_low": found.gap.low,
        "gap_high": found.gap.high,
        "explained": found.explained,
        "unexplained": found.unexplained,
        "direction": direction,
        "draws": found.draws,
        **more,
    }


def _hazard(some: Pair) -> Entry:
    raw = times.hazard_ratio(some, stratified=False)
    return _entry(
        times.hazard_ratio(some, stratified=True),
        raw_value=raw.value,
        raw_low=raw.low,
        raw_high=raw.high,
    )


def _log_rank(some: Pair) -> Entry:
    if not some.allows_model:
        return _nothing(TOO_FEW)
    raw = times.log_rank(some, stratified=False)
    if raw is None:
        return _nothing(NO_ESTIMATE)
    within = times.log_rank(some, stratified=True) if some.is_supported else None
    return {
        **_EMPTY,
        "value": raw.statistic,
        "df": 1,
        "p": raw.p,
        "stratified_value": within.statistic if within else None,
        "stratified_p": within.p if within else None,
    }
