"""Whose placement it is; all others are 404.

A student: the own ones. A school: its coordinators, but not for a company for which they speak or
spoke. A company: from the day on which an agreement was drawn up, so that a wrongly typed company
learns no name; never what did not go on; and for a year after the end.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from placements.agreements.models import Agreement, Placement
from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.transitions import OVER, Party, State
from placements.companies.models import TrainingCompany
from placements.contacts import policy as contacts
from placements.contacts.models import CompanyContact
from placements.measures.policy import companies_for
from schools.registry.models import School
from schools.students import policy as students
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today

COMPANY_SEES_DAYS: Final = 365  # after the last day: for evaluating and questions


def own(user: User) -> PlacementQuerySet:
    return Placement.objects.filter(student__account=user, student__joined_on__isnull=False)


def own_placement(user: User, placement_id: UUID) -> Placement:
    placement: Placement = get_object_or_404(own(user).for_pages(), pk=placement_id)
    return placement


def of_school(user: User, school: School) -> PlacementQuerySet:
    """The school's placements that exist for this coordinator."""
    if not students.schools_of(user).filter(pk=school.pk).exists():
        return Placement.objects.none()
    return Placement.objects.of(school).filter(
        Q(company__isnull=True) | Q(company__in=companies_for(user))
    )


def school_placement(user: User, school: School, placement_id: UUID) -> Placement:
    found = of_school(user, school).for_pages()
    placement: Placement = get_object_or_404(found, pk=placement_id)
    return placement


def shown_to_companies(day: date) -> PlacementQuerySet:
    """What any company reads of; which company is the next question."""
    drawn_up = Agreement.objects.filter(placement=OuterRef("pk"))
    recent = Q(ended_on__gte=day - timedelta(days=COMPANY_SEES_DAYS))
    return (
        Placement.objects.filter(Exists(drawn_up))
        .exclude(state=State.WITHDRAWN)
        .filter(~Q(state__in=OVER) | recent)
    )


def of_company(company: TrainingCompany, day: date) -> PlacementQuerySet:
    return shown_to_companies(day).filter(company=company)


def company_placement(company: TrainingCompany, reference: str) -> Placement:
    found = of_company(company, today()).for_pages()
    placement: Placement = get_object_or_404(found, reference=reference)
    return placement


def visible_to(user: User, party: Party) -> PlacementQuerySet:
    """All placements that exist for this user as this party."""
    if party is Party.STUDENT:
        return own(user)
    if party is Party.COMPANY:
        return shown_to_companies(today()).filter(company__in=contacts.companies_of(user))
    return Placement.objects.filter(student__school__in=students.schools_of(user)).filter(
        Q(company__isnull=True) | Q(company__in=companies_for(user))
    )


def require(user: User, placement: Placement, party: Party) -> None:
    if not visible_to(user, party).filter(pk=placement.pk).exists():
        raise PermissionDenied


def require_places(user: User, student: Student, company: TrainingCompany | None) -> None:
    """A coordinator of this student's school, without a stake in the company."""
    students.require(user, student.school)
    if company is not None and not companies_for(user).filter(pk=company.pk).exists():
        raise PermissionDenied


def has_account(placement: Placement, party: Party) -> bool:
    """Whether this party can confirm for itself; a school always can."""
    if party is Party.STUDENT:
        account = placement.student.account
        return account is not None and account.is_active and bool(placement.student.joined_on)
    if party is Party.COMPANY:
        return CompanyContact.objects.active().filter(company=placement.company_id).exists()
    return True
