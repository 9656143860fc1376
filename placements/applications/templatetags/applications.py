"""What a student can do now, for the student's own page."""

from typing import Any

from django import template

from placements.applications import policy, profiling, showing
from placements.applications.transitions import RUNNING, State
from stagebaken.accounts.models import User
from stagebaken.web.days import today

register = template.Library()


@register.inclusion_tag("applications/_next.html")
def next_for(user: User) -> dict[str, Any]:
    """Nothing at all for who left every school: they apply no more."""
    student = policy.records_of(user).first()
    if student is None:
        return {"is_shown": False}
    own = policy.applications_of(user).select_related("place", "company")
    current = own.filter(state__in=(*RUNNING, State.ACCEPTED)).order_by("-sent_on", "pk")
    rows = [showing.row(one, today()) for one in current]
    profile = profiling.profile_of(student)
    return {
        "is_shown": True,
        "has_profile": profile.version > 0 and profile.goals.exists(),
        "is_looking": not rows,
        "yours": [one for one in rows if one.is_yours],
        "accepted": [one for one in rows if one.state is State.ACCEPTED],
        "waiting": [one for one in rows if one.is_running and not one.is_yours],
    }
