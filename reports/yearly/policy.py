"""Who sees which yearly figures. What somebody may not see does not exist for them: 404.

Nobody sees more than the published figures: the reporting team, who know its cases, and whom a
reporter excluded, read the same page (P2).
"""

from django.db.models import QuerySet
from django.http import HttpRequest

from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.policy import memberships_in
from stagebaken.accounts.models import TEAM_ROLES, Role, User

READERS = (*TEAM_ROLES, Role.SCHOOL_ADMINISTRATOR)


def schools_of(user: User) -> QuerySet[School]:
    """The schools whose report this user reads: of the own team, or administered."""
    memberships = Membership.objects.of(user).filter(role__in=READERS)
    return School.objects.filter(pk__in=memberships.values("school"))


def reads_groups(user: User) -> bool:
    """SBB's advisors read the figures of all schools together, and of no single one."""
    return Membership.objects.of(user).filter(role=Role.SBB_ADVISOR).exists()


def has_school(request: HttpRequest) -> bool:
    return any(one.role in READERS for one in memberships_in(request))


def is_of_sbb(request: HttpRequest) -> bool:
    return any(one.role == Role.SBB_ADVISOR for one in memberships_in(request))
