"""Who decides about placements, and who knows of it: a school's internship coordinators.

Not its administrator: who runs the accounts places no students, and could read from a new decision
that something happened (P2). Not SBB, another school, the platform, or the company itself. And no
coordinator for a company for which they speak, or spoke: for them such a decision does not exist.
"""

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.measures.models import Measure, MeasureQuerySet
from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.policy import memberships_in
from stagebaken.accounts.models import Role, User

PLACEMENT_STAFF: Final = (Role.INTERNSHIP_COORDINATOR,)


def schools_of(user: User) -> QuerySet[School]:
    """The schools for whose students this user looks for places; all others are 404."""
    mine = Membership.objects.of(user).filter(role__in=PLACEMENT_STAFF)
    return School.objects.filter(pk__in=mine.values("school"))


def places_students(request: HttpRequest) -> bool:
    """The same question for the menu."""
    return any(one.role in PLACEMENT_STAFF for one in memberships_in(request))


def staff_of(school: School) -> QuerySet[User]:
    memberships = Membership.objects.active().filter(school=school, role__in=PLACEMENT_STAFF)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))


def visible_to(user: User, school: School) -> MeasureQuerySet:
    """The decisions of this school that exist for this user."""
    if not schools_of(user).filter(pk=school.pk).exists():
        return Measure.objects.none()
    return Measure.objects.filter(school=school).exclude(company__in=_spoken_for(user))


def companies_for(user: User) -> QuerySet[TrainingCompany]:
    """Companies about which this user may decide."""
    return TrainingCompany.objects.exclude(pk__in=_spoken_for(user))


def require(user: User, school: School, company_id: UUID) -> None:
    is_staff = schools_of(user).filter(pk=school.pk).exists()
    if not is_staff or not companies_for(user).filter(pk=company_id).exists():
        raise PermissionDenied


def _spoken_for(user: User) -> QuerySet[CompanyContact, UUID]:
    """Also where they stopped: stopping takes no loyalty away."""
    contacts = CompanyContact.objects.filter(user=user)
    return contacts.values_list("company", flat=True)
