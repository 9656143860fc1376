"""What schools published, as a panel of shares: nothing else of them is read.

Whoever has the published figures can do every analysis again. Rounding to fives makes shares a
little uncertain; that is part of the spread between schools.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from placements.interventions.models import Plan
from placements.interventions.statistics.panel import Panel
from placements.interventions.vocabulary import Group
from placements.outcomes.release.cells import TOTAL
from placements.protection.floors import RATE_FROM
from placements.releases.models import Kind, PublishedCell
from schools.registry.models import School

Shares = dict[UUID, dict[int, float]]


def shares(
    schools: Collection[UUID], years: Iterable[int], *, indicator: str, group: str
) -> Shares:
    """By school and school year, of the final figures; what was hidden is not there."""
    found: Shares = defaultdict(dict)
    rows = PublishedCell.objects.filter(
        form=PublishedCell.Form.SHARE,
        release__kind=Kind.FINAL,
        release__school__in=schools,
        release__year__in=list(years),
        table="total" if group == Group.ALL else "herkomst",
        name=indicator,
        herkomst=TOTAL if group == Group.ALL else group,
        n__gte=RATE_FROM,
    ).values_list("release__school", "release__year", "k", "n")
    for school, year, k, n in rows:
        found[school][year] = min(k / n, 1.0)
    return dict(found)


def panel(plan: Plan, *, indicator: str) -> Panel | None:
    """Of the schools of a plan that have every year; None when a side has nobody."""
    treated = set(plan.participants.agreed().values_list("school", flat=True))
    others = set(plan.comparisons.values_list("school", flat=True))
    years = [*plan.before, *plan.after]
    found = shares(treated | others, years, indicator=indicator, group=plan.group)
    whole = {school: known for school, known in found.items() if len(known) == len(years)}
    arms = [[whole[one] for one in sorted(arm & set(whole))] for arm in (treated, others)]
    if not all(arms):
        return None
    return Panel.of(arms[0], arms[1], before=plan.before, after=plan.after)


def comparison_schools(school: School, participants: Collection[UUID]) -> list[School]:
    """Who a plan is held against: all other schools of the same kind. Nobody picks them."""
    others = School.objects.filter(sector=school.sector).exclude(pk__in=list(participants))
    return list(others.order_by("code"))
