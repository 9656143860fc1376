"""Who keeps a school's monitor: its internship coordinators and its administrators."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User

KEEPERS: Final = (Role.INTERNSHIP_COORDINATOR, Role.SCHOOL_ADMINISTRATOR)


def schools_of(user: User) -> QuerySet[School]:
    memberships = Membership.objects.of(user).filter(role__in=KEEPERS)
    return School.objects.filter(pk__in=memberships.values("school"))


def require_keeper(user: User, school: School) -> None:
    if not schools_of(user).filter(pk=school.pk).exists():
        raise PermissionDenied
