"""Who knows a school's students: its internship coordinators, and each student of the own record.

Its administrator brings lists in and sets how long records stay, and reads no record. The school's
counsellors, other schools, SBB, companies and the platform find nothing here.
"""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from schools.registry.models import School
from schools.students.models import Student, StudentQuerySet
from schools.teams.models import Membership
from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role, User

COORDINATORS: Final = (Role.INTERNSHIP_COORDINATOR,)
IMPORTERS: Final = (*COORDINATORS, Role.SCHOOL_ADMINISTRATOR)
KEEPERS: Final = (Role.SCHOOL_ADMINISTRATOR,)  # of the term after which records go


def schools_of(user: User, roles: tuple[Role, ...] = COORDINATORS) -> QuerySet[School]:
    """The schools where this user has one of these roles; all others are 404."""
    mine = Membership.objects.of(user).filter(role__in=roles)
    return School.objects.filter(pk__in=mine.values("school"))


def visible_to(user: User) -> StudentQuerySet:
    """Records that exist for this user: of the students they look after, and their own."""
    own = Q(account=user, joined_on__isnull=False)
    return Student.objects.filter(Q(school__in=schools_of(user)) | own)


def own_records(user: User) -> StudentQuerySet:
    """What somebody is a student in; two schools are two records."""
    return Student.objects.filter(account=user, joined_on__isnull=False).select_related("school")


def require(user: User, school: School, roles: tuple[Role, ...] = COORDINATORS) -> None:
    if not schools_of(user, roles).filter(pk=school.pk).exists():
        raise PermissionDenied


def require_own(user: User, student: Student) -> None:
    if student.account_id != user.pk or student.joined_on is None:
        raise PermissionDenied


def has(request: HttpRequest, roles: tuple[Role, ...]) -> bool:
    """The same question for the menu."""
    return any(one.role in roles for one in memberships_in(request))
