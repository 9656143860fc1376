"""What is said in public of a gap between two groups (statistics.md §2 and §3; ADR 63).

Raw figures are made of published counts, so that everybody can do them again. Adjusted ones come
from the analysis in memory and leave it in coarse steps: whole per cents and points, hundredths of
a ratio, whole days, shares of a gap in steps of five. Ends of intervals are rounded outwards.
"""

import math
from dataclasses import asdict, dataclass
from typing import Any, Final

from placements.outcomes import indicators, survival
from placements.outcomes.cohort import Mask
from placements.outcomes.estimates import NOTHING, Estimate
from placements.outcomes.gap import report, times
from placements.outcomes.gap.pairs import Pair
from placements.outcomes.gap.samples import DRAWS
from placements.outcomes.means import t_quantile
from placements.outcomes.ratio import capped, ratio
from placements.protection import rates
from placements.protection.rounding import APPLICATIONS, APPLICATIONS_BASE
from placements.releases.gap_counts import Compared

SHARE_STEP: Final = 5  # per cents: a share of a gap is said no finer
_TINY = 1e-9  # what a machine's last digit may add


@dataclass(frozen=True)
class Figure:
    """A number as it is published, with its interval of 95 % and the published counts behind it.

    A figure that is not said is all None, whatever the cause. Of a figure about one group alone
    the other count is None; `k` counts those of whom it is the share, or the sum that is divided.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    k: int | None = None
    group: int | None = None  # students
    reference: int | None = None


HIDDEN = Figure()
# In the order in which they are told.
NAMES: Final = (
    "first_try_group",
    "first_try_reference",
    "first_try_diff",
    "first_try_diff_adjusted",
    "first_try_ratio",
    "first_try_ratio_adjusted",
    "first_try_unexplained",
    "applications_group",
    "applications_reference",
    "applications_ratio",
    "applications_ratio_adjusted",
    "applications_unexplained",
    "applications_unexplained_log",
    "median_group",
    "median_reference",
    "days_group",
    "days_reference",
    "pace",
    "pace_adjusted",
    "no_support",
)
Figures = dict[str, Figure]
Counts = dict[str, int]


def figures(some: Compared, *, release: str, draws: int = DRAWS) -> dict[str, Any]:
    """All that is stored of a comparison: every figure of `NAMES`, and whether strata differ."""
    pair = some.pair
    found: Figures = dict.fromkeys(NAMES, HIDDEN)
    is_unequal = None
    if some.may_say(some.applicants):
        analysis = report.report(pair, release=release, draws=draws)
        found |= _first_try(some, analysis) | _applications(some, analysis)
        found["no_support"] = _no_support(some, analysis["no_support_share"])
        is_unequal = "warning" in analysis["mh_rd"] if _is_said(analysis["mh_rd"]) else None
        if some.may_say(some.searching):
            found |= _time(some, pair.searching, analysis)
    return {"is_unequal": is_unequal, **{name: asdict(found[name]) for name in NAMES}}


def _is_said(entry: report.Entry) -> bool:
    return entry["value"] is not None


# ---------- first try ----------


def _first_try(some: Compared, analysis: report.Report) -> Figures:
    applied, placed = some.applicants, some.cohort.is_placed
    at_once = applied & placed & (some.cohort["n_applications"] == 1)
    group, reference = (
        _share(some, applied & side, at_once & side) for side in (some.group, some.reference)
    )
    n = {"group": group.n, "reference": reference.n}
    gap = difference(group.rate, reference.rate)
    raw = points(gap, n)
    share = analysis["decomp_first_try"] if _excludes(raw, 0) else {}
    return {
        "first_try_group": _percents(group.rate, k=group.k, group=group.n),
        "first_try_reference": _percents(reference.rate, k=reference.k, reference=reference.n),
        "first_try_diff": raw,
        "first_try_diff_adjusted": points(_estimate(analysis["mh_rd"]), n),
        "first_try_ratio": _hundredths(quotient(group.rate, reference.rate), n),
        "first_try_ratio_adjusted": _hundredths(_estimate(analysis["poisson_rr"]), n),
        "first_try_unexplained": steps(_estimate(share), n),
    }


@dataclass(frozen=True)
class _Share:
    k: int
    n: int

    @property
    def rate(self) -> rates.Rate:
        return rates.rate(self.k, self.n)


def _share(some: Compared, whole: Mask, part: Mask) -> _Share:
    return _Share(k=some.count("first_try", part), n=some.count("n", whole))


def difference(one: rates.Rate, other: rates.Rate) -> Estimate:
    """The one share minus the other, of published counts: each interval's own half (MOVER)."""
    value = one.value - other.value
    down = math.hypot(one.value - one.low, other.high - other.value)
    up = math.hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, value - down, value + up)


def quotient(one: rates.Rate, other: rates.Rate) -> Estimate:
    """The one share by the other, in the same way on the logarithm."""
    if not (one.low and other.low):
        return NOTHING
    log = math.log(one.value / other.value)
    down = math.hypot(math.log(one.value / one.low), math.log(other.high / other.value))
    up = math.hypot(math.log(one.high / one.value), math.log(other.value / other.low))
    return Estimate(math.exp(log), math.exp(log - down), math.exp(log + up))


# ---------- applications per placement ----------


@dataclass(frozen=True)
class _Searches:
    """R of a group, of published sums; `half` is half the interval of its logarithm."""

    applications: int
    n: int
    value: float
    half: float

    @property
    def estimate(self) -> Estimate:
        factor = math.exp(self.half)
        return Estimate(self.value, self.value / factor, self.value * factor)


def _searches(some: Compared, people: Mask) -> _Searches | None:
    tried, placed = capped(some.cohort["n_applications"]), some.cohort["placed"]
    exact = ratio(tried[people], placed[people])
    sent = some.summed(APPLICATIONS, people, tried, base=APPLICATIONS_BASE)
    found, n = some.count("placed", people & some.cohort.is_placed), some.count("n", people)
    if exact is None or not sent or not found:
        return None
    error = rates.widened(exact.log_se, applications=sent, placed=found)
    return _Searches(sent, n, sent / found, t_quantile(n) * error)


def _applications(some: Compared, analysis: report.Report) -> Figures:
    group, reference = (
        _searches(some, some.applicants & side) for side in (some.group, some.reference)
    )
    if group is None or reference is None:
        return {}
    n = {"group": group.n, "reference": reference.n}
    log, half = math.log(group.value / reference.value), math.hypot(group.half, reference.half)
    raw = _hundredths(Estimate(math.exp(log), math.exp(log - half), math.exp(log + half)), n)
    entry = analysis["decomp_apps"]
    share = entry if _excludes(raw, 1) else {}
    return {
        "applications_group": _hundredths(
            group.estimate, {"k": group.applications, "group": group.n}
        ),
        "applications_reference": _hundredths(
            reference.estimate, {"k": reference.applications, "reference": reference.n}
        ),
        "applications_ratio": raw,
        "applications_ratio_adjusted": _hundredths(_estimate(entry, "adjusted_"), n),
        "applications_unexplained": steps(_estimate(share), n),
        "applications_unexplained_log": steps(_estimate(share, "log_"), n),
    }


# ---------- days, and who has nobody to be compared with ----------


def _time(some: Compared, pair: Pair, analysis: report.Report) -> Figures:
    group, reference = (
        some.count("n", some.searching & side) for side in (some.group, some.reference)
    )
    n = {"group": group, "reference": reference}
    found = {}
    for name, mask in (("group", pair.is_group), ("reference", ~pair.is_group)):
        people = pair.people.select(mask)
        line = survival.curve(people["days"], people.is_placed)
        found[f"median_{name}"] = _days(survival.median(line), {name: n[name]})
        mean = survival.restricted_mean(line, indicators.HORIZON)
        found[f"days_{name}"] = _days(mean, {name: n[name]})
    return {
        **found,
        "pace": _hundredths(times.hazard_ratio(pair, stratified=False), n),
        "pace_adjusted": _hundredths(_estimate(analysis["cox_hr"]), n),
    }


def _no_support(some: Compared, entry: report.Entry) -> Figure:
    """At most so many per cents of the group; an upper bound, so there is no interval."""
    if entry["value"] is None:
        return HIDDEN
    most = SHARE_STEP * math.ceil(100 * entry["value"] / SHARE_STEP - _TINY)
    return Figure(value=most, group=some.count("n", some.applicants & some.group))


# ---------- rounding ----------


def _estimate(entry: report.Entry, prefix: str = "") -> Estimate:
    return Estimate(*(entry.get(f"{prefix}{name}") for name in ("value", "low", "high")))


def _rounded(some: Estimate, step: float, counts: Counts | None) -> Figure:
    """In steps, the ends outwards. Without all three numbers it is hidden: none has no interval."""
    if some.value is None or some.low is None or some.high is None:
        return HIDDEN
    turns = (
        math.floor(some.value / step + 0.5),
        math.floor(some.low / step + _TINY),
        math.ceil(some.high / step - _TINY),
    )
    value, low, high = (round(turn * step, 2) for turn in turns)
    return Figure(value, low, high, **counts or {})


def _percent(some: Estimate) -> Estimate:
    return Estimate(
        *(None if one is None else 100 * one for one in (some.value, some.low, some.high))
    )


def _percents(some: rates.Rate, **counts: int) -> Figure:
    return Figure(some.percent, some.low_percent, some.high_percent, **counts)


def points(some: Estimate, counts: Counts | None = None) -> Figure:
    return _rounded(_percent(some), 1, counts)


def _hundredths(some: Estimate, counts: Counts) -> Figure:
    return _rounded(some, 0.01, counts)


def steps(some: Estimate, counts: Counts | None = None) -> Figure:
    """A share of a gap."""
    return _rounded(_percent(some), SHARE_STEP, counts)


def _days(some: Estimate, counts: Counts) -> Figure:
    return _rounded(some, 1, counts)


def _excludes(some: Figure, nothing: float) -> bool:
    """Of a gap that may be none, as published, no share is said."""
    low, high = some.low, some.high
    return low is not None and high is not None and not low <= nothing <= high
