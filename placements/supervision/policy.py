"""Who decides about recognitions: SBB's advisors. For all others these pages do not exist."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from schools.teams import policy
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User


def is_advisor(user: User) -> bool:
    return Membership.objects.of(user).filter(role=Role.SBB_ADVISOR).exists()


def require_advisor(user: User) -> None:
    if not is_advisor(user):
        raise PermissionDenied


def supervises(request: HttpRequest) -> bool:
    """The same question for a page and its menu, looked up once."""
    return any(one.role == Role.SBB_ADVISOR for one in policy.memberships_in(request))
