"""How many students a figure needs before it is said at all (statistics.md §1 and §3, rule 9).

Here for exact counts, of an operator's own file; what is published asks the same of published
counts, in `placements.protection`.
"""

from placements.protection.floors import RATE_FROM, RATIO_FROM

REGION_FROM = 500  # students of the cohort, for days and for every model
GROUP_FROM = 100  # students of a group in it
CATEGORY_FROM = 10  # students of a category in a model
FREEDOM_FROM = 10  # residual degrees of freedom of a model
SUPPORT_FROM = 0.9  # of the group, that has somebody like them in the reference


def allows_share(n: int) -> bool:
    return n >= RATE_FROM


def allows_ratio(n: int) -> bool:
    return n >= RATIO_FROM


def allows_days(n: int, *, cohort: int) -> bool:
    """At the level of a region and up."""
    return n >= GROUP_FROM and cohort >= REGION_FROM


def allows_model(*groups: int, cohort: int) -> bool:
    return cohort >= REGION_FROM and min(groups) >= GROUP_FROM
