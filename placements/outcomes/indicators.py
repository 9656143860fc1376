"""Every indicator of statistics.md §1, of one group or of all groups of a cohort."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from placements.outcomes import floors, survival
from placements.outcomes.cohort import BOL, Cohort, Mask, applicants_with, known
from placements.outcomes.estimates import NOTHING, Estimate
from placements.outcomes.means import mean_share
from placements.outcomes.ratio import capped, estimated, ratio
from placements.outcomes.wilson import share

LONG_SEARCH = 4  # applications
SOON = 56  # days
HORIZON = 126  # days of RMST
SATISFIED = 7  # the grade


@dataclass(frozen=True)
class Counted:
    """What an indicator says of a group. `n` are students; `k` is None where nothing is counted."""

    k: int | None
    n: int
    estimate: Estimate


@dataclass(frozen=True)
class Figure:
    """One row of the contract's `outcomes indicators`: unrounded, None below a floor."""

    indicator: str
    group: str
    k: int | None
    n: int
    value: float | None
    se: float | None
    low: float | None
    high: float | None

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def _share_of(hits: Mask) -> Counted:
    k, n = int(hits.sum()), len(hits)
    return Counted(k, n, share(k, n) if floors.allows_share(n) else NOTHING)


def first_try(group: Cohort, _: int) -> Counted:
    """Placed with one application, of applicants."""
    some = applicants_with(group, "placed")
    return _share_of(some.is_placed & (some["n_applications"] == 1))


def four_or_more(group: Cohort, _: int) -> Counted:
    """Four applications or more, placed or not, of applicants."""
    return _share_of(applicants_with(group)["n_applications"] >= LONG_SEARCH)


def invited_half(group: Cohort, _: int) -> Counted:
    """Invited on at least half of the own applications, of applicants."""
    some = applicants_with(group, "n_invited")
    return _share_of(2 * some["n_invited"] >= some["n_applications"])


def invitation(group: Cohort, cohort: int) -> Counted:
    """The mean share of the own applications that brought an invitation."""
    some = applicants_with(group, "n_invited")
    n = len(some)
    if not floors.allows_days(n, cohort=cohort):
        return Counted(None, n, NOTHING)
    return Counted(None, n, mean_share(some["n_invited"] / some["n_applications"]))


def apps_per_placement(group: Cohort, _: int) -> Counted:
    """R. `k` is ΣA with at most 20 of each, `n` the applicants, `se` of ln R."""
    some = applicants_with(group, "placed")
    applications, n = capped(some["n_applications"]), len(some)
    found = ratio(applications, some["placed"]) if floors.allows_ratio(n) else None
    return Counted(int(applications.sum()), n, estimated(found))


def placed(group: Cohort, _: int) -> Counted:
    """Placed at the cut-off, of all students."""
    return _share_of(group.select(known(group["placed"])).is_placed)


def within56(group: Cohort, _: int) -> Counted:
    """Placed within 56 days, of all students."""
    some = group.select(known(group["placed"]) & (known(group["days"]) | (group["placed"] == 0)))
    return _share_of(some.is_placed & (some["days"] <= SOON))


def _searched(group: Cohort) -> Cohort:
    return group.select(known(group["placed"], group["days"]))


def _timed(group: Cohort, cohort: int, say: Callable[[Cohort], Estimate]) -> Counted:
    some = _searched(group)
    allowed = floors.allows_days(len(some), cohort=cohort)
    k = int(some.is_placed.sum())
    return Counted(k, len(some), say(some) if allowed else NOTHING)


def _curve(some: Cohort) -> survival.Curve:
    return survival.curve(some["days"], some.is_placed)


def days_median(group: Cohort, cohort: int) -> Counted:
    """The first day on which fewer than half still search; `k` students were placed at all."""
    return _timed(group, cohort, lambda some: survival.median(_curve(some)))


def rmst126(group: Cohort, cohort: int) -> Counted:
    """Mean days of searching within the first 126."""
    return _timed(group, cohort, lambda some: survival.restricted_mean(_curve(some), HORIZON))


def cif56(group: Cohort, cohort: int) -> Counted:
    """The share placed by day 56, with leaving school as a rival; `k` as in the other two."""
    return _timed(group, cohort, lambda some: survival.incidence(some["days"], some.fate, SOON))


def early_term(group: Cohort, _: int) -> Counted:
    """Placements that ended early, of placed students."""
    some = group.select(group.is_placed & known(group["early_term"]))
    return _share_of(some["early_term"] == 1)


def discrim(group: Cohort, _: int) -> Counted:
    """Experienced discrimination, of BOL students who answered."""
    bol = group.labels["leerweg"].equals(BOL)
    some = group.select(bol & (group["responded"] == 1) & known(group["discrim"]))
    return _share_of(some["discrim"] == 1)


def satisfied7(group: Cohort, _: int) -> Counted:
    """A seven or more, of placed students who answered."""
    answered = (group["responded"] == 1) & known(group["satisfaction"])
    some = group.select(group.is_placed & answered)
    return _share_of(some["satisfaction"] >= SATISFIED)


# In the contract's order. Each is asked with the group and the size of the whole cohort.
INDICATORS: dict[str, Callable[[Cohort, int], Counted]] = {
    one.__name__: one
    for one in (
        first_try,
        four_or_more,
        invitation,
        invited_half,
        apps_per_placement,
        placed,
        within56,
        days_median,
        rmst126,
        cif56,
        early_term,
        discrim,
        satisfied7,
    )
}


def by_group(cohort: Cohort, column: str) -> Iterator[Figure]:
    """Every indicator of every group, in the order of the names of both."""
    groups = cohort.groups(column)
    for name, count in INDICATORS.items():
        for label, group in groups.items():
            found = count(group, len(cohort))
            it = found.estimate
            yield Figure(name, label, found.k, found.n, it.value, it.se, it.low, it.high)


@dataclass(frozen=True)
class Beside:
    """What is always said beside the indicators: who did not apply, and who answered."""

    group: str
    students: int
    direct: int
    bol: int
    responded: int  # of BOL students
    unclear: int  # of whom it is not known whether they were placed, or how they searched


def beside(cohort: Cohort, column: str) -> Iterator[Beside]:
    for label, group in cohort.groups(column).items():
        bol = group.labels["leerweg"].equals(BOL)
        unclear = ~known(group["placed"]) | ~(group.is_applicant | group.is_direct)
        counts = (group.is_direct, bol, bol & (group["responded"] == 1), unclear)
        yield Beside(label, len(group), *(int(np.count_nonzero(one)) for one in counts))
