"""Which companies somebody may maintain, and who invites contact persons.

What is not theirs does not exist for them: 404.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact, CompanyInvitation, OnBehalf
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import STAFF_ROLES, Role, User

# Who looks for companies for a school's students, and so asks them in.
SCHOOL_INVITERS = (Role.INTERNSHIP_COORDINATOR, Role.SCHOOL_ADMINISTRATOR)


@dataclass(frozen=True)
class Inviter:
    """For whom somebody invites."""

    on_behalf: OnBehalf
    school: School | None = None


def companies_of(user: User) -> QuerySet[TrainingCompany]:
    mine = CompanyContact.objects.of(user)
    return TrainingCompany.objects.filter(pk__in=mine.values("company"))


def own_company(user: User, company_id: UUID) -> TrainingCompany:
    """Return the company that this user maintains; Http404 when it is another's or is none."""
    return get_object_or_404(companies_of(user), pk=company_id)


def invites_for(user: User) -> Inviter | None:
    """For which school, or SBB, this user invites companies; None when they do not."""
    memberships = Membership.objects.of(user).select_related("school")
    at_school = memberships.filter(role__in=SCHOOL_INVITERS).order_by("started_on", "pk").first()
    if at_school is not None:
        return Inviter(OnBehalf.SCHOOL, at_school.school)
    if memberships.filter(role=Role.SBB_ADVISOR).exists():
        return Inviter(OnBehalf.SBB)
    return None


def invitations_of(user: User) -> QuerySet[CompanyInvitation]:
    """The open invitations that this user may send again or withdraw."""
    found = CompanyInvitation.objects.open().select_related("company", "school")
    return found.filter(_of_own_companies(user) | _of_own_side(user))


def _of_own_companies(user: User) -> Q:
    return Q(company__in=companies_of(user))


def _of_own_side(user: User) -> Q:
    memberships = Membership.objects.of(user)
    schools = memberships.filter(role__in=SCHOOL_INVITERS).values("school")
    own = Q(on_behalf=OnBehalf.SCHOOL, school__in=schools)
    if memberships.filter(role=Role.SBB_ADVISOR).exists():
        own |= Q(on_behalf=OnBehalf.SBB)
    return own


def is_staff(user: User) -> bool:
    """Whoever checks companies for a school or SBB does not also speak for one."""
    return Membership.objects.of(user).filter(role__in=STAFF_ROLES).exists()
