"""A hbo school approves a company for its own students, and withdraws that (R15).

SBB recognises nothing for the hbo. So this is a judgement of one school, with its name on it.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from placements.accreditations.actions import RuleBroken
from placements.accreditations.models import (
    Accreditation,
    Programme,
    ProgrammeKind,
    SchoolApproval,
)
from placements.accreditations.signals import accreditations_changed
from placements.companies.models import TrainingCompany
from schools.registry.models import School, Sector
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today

APPROVERS = (Role.INTERNSHIP_COORDINATOR, Role.SCHOOL_ADMINISTRATOR)


def schools_of(user: User) -> QuerySet[School]:
    """The hbo schools for which this user decides; all others do not exist for them."""
    mine = Membership.objects.of(user).filter(role__in=APPROVERS)
    return School.objects.filter(pk__in=mine.values("school"), sector=Sector.HBO)


@transaction.atomic
def approve(
    *,
    by: User,
    school: School,
    company: TrainingCompany,
    programme: Programme | None,
    valid_from: date,
    valid_until: date | None,
    reason: str,
) -> SchoolApproval:
    """Approve for one programme of the hbo, or for all (None). `valid_until` is the last day."""
    _require(by, school)
    if programme is not None and programme.kind != ProgrammeKind.HBO:
        raise RuleBroken("For the mbo only SBB recognises.")
    if valid_from < today() or (valid_until is not None and valid_until < valid_from):
        raise RuleBroken("The days run backwards, or have passed.")
    _wait(company)
    if _standing(school, company, programme, valid_from, valid_until).exists():
        raise RuleBroken("The school approves this already.")
    approval = SchoolApproval.objects.create(
        school=school,
        company=company,
        programme=programme,
        valid_from=valid_from,
        valid_until=valid_until,
        reason=reason,
        approved_by=by,
    )
    _tell(Verb.COMPANY_APPROVED, by, approval)
    return approval


@transaction.atomic
def withdraw(*, by: User, approval: SchoolApproval, reason: str) -> None:
    """From today on the approval no longer counts; it stays in the history."""
    _require(by, approval.school)
    _wait(approval.company)
    approval = SchoolApproval.objects.select_related("school", "company").get(pk=approval.pk)
    if not approval.can_be_withdrawn(today()):
        raise RuleBroken("There is nothing left to withdraw.")
    approval.withdrawn_on, approval.withdrawn_by = today(), by
    approval.withdrawal_reason = reason
    approval.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])
    _tell(Verb.APPROVAL_WITHDRAWN, by, approval)


def _require(user: User, school: School) -> None:
    if not schools_of(user).filter(pk=school.pk).exists():
        raise PermissionDenied


def _wait(company: TrainingCompany) -> None:
    """One writer per company at a time, as for recognitions."""
    TrainingCompany.objects.select_for_update(no_key=True).filter(pk=company.pk).first()


def _standing(
    school: School,
    company: TrainingCompany,
    programme: Programme | None,
    valid_from: date,
    valid_until: date | None,
) -> QuerySet[SchoolApproval]:
    """Approvals for the same programme, not withdrawn, with days in common."""
    found = SchoolApproval.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=valid_from),
        school=school,
        company=company,
        programme=programme,
        withdrawn_on__isnull=True,
    )
    return found if valid_until is None else found.filter(valid_from__lte=valid_until)


def _tell(verb: Verb, by: User, approval: SchoolApproval) -> None:
    accreditations_changed.send(Accreditation, companies=[approval.company_id])
    record(
        verb=verb,
        actor=by,
        scope=Scope.VAULT,
        vault_id=approval.school.vault_id,
        subject=approval.company_id,
        detail={"approval": approval.pk, "programme": approval.programme_id},
    )
