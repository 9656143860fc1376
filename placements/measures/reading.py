"""What a school's own decisions say about companies that somebody of that school looks at."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from placements.measures import policy
from placements.measures.models import Kind, Measure
from schools.registry.models import School
from stagebaken.accounts.models import User


def marks(
    user: User, school: School, companies: Iterable[UUID], day: date
) -> dict[UUID, list[Measure]]:
    """What lasts, by company: one question for a whole page of results."""
    found: dict[UUID, list[Measure]] = defaultdict(list)
    rows = policy.visible_to(user, school).lasting(day).filter(company__in=list(companies))
    for measure in rows.order_by("starts_on", "pk"):
        found[measure.company_id].append(measure)
    return dict(found)


def closed_to(school: School, day: date) -> set[UUID]:
    """Companies where this school places nobody on this day. For the school's own search alone."""
    rows = Measure.objects.filter(school=school, kind=Kind.NO_PLACEMENTS).standing(day)
    return set(rows.values_list("company", flat=True))
