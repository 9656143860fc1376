"""Who decides about recognitions: SBB's advisors. For all others these pages do not exist."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from placements.contacts.policy import companies_of
from schools.teams import policy
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User


def is_advisor(user: User) -> bool:
    return Membership.objects.of(user).filter(role=Role.SBB_ADVISOR).exists()


def require_advisor(user: User, company_id: UUID) -> None:
    """An advisor of SBB, and not about a company for which they speak themselves."""
    if not is_advisor(user):
        raise PermissionDenied
    require_no_stake(user, company_id)


def require_no_stake(user: User, company_id: UUID) -> None:
    """Whoever decides about a company for a school or SBB does not also speak for it."""
    if companies_of(user).filter(pk=company_id).exists():
        raise PermissionDenied


def supervises(request: HttpRequest) -> bool:
    """The same question for a page and its menu, looked up once."""
    return any(one.role == Role.SBB_ADVISOR for one in policy.memberships_in(request))
