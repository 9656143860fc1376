"""Who may do what because of a role, and which roles keep each other out."""

from collections.abc import Iterable
from typing import Final, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import SBB_ROLES, STAFF_ROLES, TEAM_ROLES, Role, User
from stagebaken.accounts.policy import Requirement

# What an administrator of a school can offer somebody.
INVITABLE: Final = (*TEAM_ROLES, Role.CUSTODIAN, Role.SCHOOL_ADMINISTRATOR)
CUSTODIANS = 3  # named people with a share of the recovery key, two of whom recover; vault.md
ADMINISTRATORS: Final = frozenset({Role.SCHOOL_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR})
KEY_HOLDERS: Final = frozenset({*TEAM_ROLES, Role.CUSTODIAN, *SBB_ROLES})


def roles_of(user: User) -> frozenset[Role]:
    """Every role that this user has now, at any school or body."""
    roles = Membership.objects.of(user).values_list("role", flat=True)
    return frozenset(Role(role) for role in roles)


def memberships_in(request: HttpRequest) -> list[Membership]:
    """What the signed-in user is now, and where: looked up once for a page and its menu."""
    known: list[Membership] | None = getattr(request, "memberships", None)
    if known is None:
        known = list(Membership.objects.of(cast("User", request.user)).select_related("school"))
        request.memberships = known  # type: ignore[attr-defined]
    return known


def administers(user: User) -> QuerySet[School]:
    """The schools that exist for this user under /beheer/: all others are 404."""
    memberships = Membership.objects.of(user).filter(role=Role.SCHOOL_ADMINISTRATOR)
    return School.objects.filter(pk__in=memberships.values("school"))


def on_team(request: HttpRequest) -> bool:
    return bool(team_schools(request))


def team_schools(request: HttpRequest) -> dict[UUID, School]:
    """The schools whose reporting team the signed-in user is on, by id."""
    found = memberships_in(request)
    return {one.school.pk: one.school for one in found if one.role in TEAM_ROLES and one.school}


def is_platform_administrator(user: User) -> bool:
    return Membership.objects.of(user).filter(role=Role.PLATFORM_ADMINISTRATOR).exists()


def second_factor_required(user: User) -> Requirement:
    """Staff need a factor of their own, company contacts at least a mailed code."""
    roles = roles_of(user)
    if roles & set(STAFF_ROLES):
        return Requirement.OWN_FACTOR
    return Requirement.EMAIL_CODE if Role.COMPANY_CONTACT in roles else Requirement.NONE


def require_administrator(user: User, school: School) -> None:
    if not administers(user).filter(pk=school.pk).exists():
        raise PermissionDenied


def require_may_invite(user: User, school: School, role: str) -> None:
    """A school's administrator; for a school that has none, the platform's administrator."""
    if role not in INVITABLE:
        raise PermissionDenied
    if administers(user).filter(pk=school.pk).exists():
        return
    has_administrator = Membership.objects.administrators(school).exists()
    may_start = role == Role.SCHOOL_ADMINISTRATOR and not has_administrator
    if not (may_start and is_platform_administrator(user)):
        raise PermissionDenied


def clash(role: str, others: Iterable[str]) -> bool:
    """Whoever decides on membership holds no key, so that nobody lets themselves in (P2)."""
    held = set(others)
    if role in ADMINISTRATORS:
        return bool(held & KEY_HOLDERS)
    return role in KEY_HOLDERS and bool(held & ADMINISTRATORS)


def roles_that_count(user: User, school: School | None) -> set[str]:
    """The roles that may clash with a new one here: of this school, and of the platform."""
    memberships = Membership.objects.of(user)
    if school is not None:
        memberships = memberships.filter(school=school) | memberships.filter(school=None)
    return set(memberships.values_list("role", flat=True))
