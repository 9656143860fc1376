"""The verbs of contact persons: invite, accept, end. Nothing else changes who speaks for a company.

Each locks the person's row and then the company's, so that two at once stand in line.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.contacts import errors, policy, tasks
from placements.contacts.models import CompanyContact, CompanyInvitation, OnBehalf
from schools.teams.models import Membership
from stagebaken.accounts.actions import create_invited_user
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today

# ---------- invitations ----------


@transaction.atomic
def invite(*, by: User, company: TrainingCompany, email: str, name: str) -> CompanyInvitation:
    """Ask somebody to maintain a company; the mail leaves when the transaction holds."""
    inviter = _inviter(by, company)
    _require_registered(company)
    user = create_invited_user(email=email, name=name)
    _lock(user.pk, company)
    _require_not_contact(user, company)
    # A company does not learn here whose addresses schools and SBB use; accepting refuses those.
    if inviter.on_behalf != OnBehalf.COMPANY:
        _require_outsider(user)
    _require_no_other(by, user, company)
    day = today()
    invitation = CompanyInvitation.objects.create(
        company=company, user=user, email=user.email, name=name.strip(), invited_by=by,
        on_behalf=inviter.on_behalf, school=inviter.school, day=day, expires_on=_expiry(day),
    )  # fmt: skip
    tasks.mail_invitation.enqueue(str(invitation.pk))
    _record(Verb.INVITED, by, user.pk, company)
    return invitation


@transaction.atomic
def resend(*, by: User, invitation: CompanyInvitation) -> None:
    """Mail an open invitation again and let it live as long as a new one."""
    invitation = _open(by, invitation)
    _require_registered(invitation.company)
    invitation.expires_on = _expiry(today())
    invitation.mail_failed_on = None
    invitation.save(update_fields=["expires_on", "mail_failed_on"])
    tasks.mail_invitation.enqueue(str(invitation.pk))
    _record(Verb.INVITED, by, invitation.user_id, invitation.company)


@transaction.atomic
def withdraw(*, by: User, invitation: CompanyInvitation) -> None:
    invitation = _open(by, invitation)
    invitation.withdrawn_on = today()
    invitation.save(update_fields=["withdrawn_on"])
    _record(Verb.INVITATION_WITHDRAWN, by, invitation.user_id, invitation.company)


@transaction.atomic
def accept(*, user: User, invitation: CompanyInvitation) -> CompanyContact:
    """Speak for the company. Whether the token was right, accounts has checked."""
    company = invitation.company
    _lock(user.pk, company)
    invitation = CompanyInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.user_id != user.pk or not invitation.is_open(today()):
        raise errors.InvitationClosed
    _require_registered(invitation.company)
    _require_not_contact(user, company)
    _require_outsider(user)
    tasks.tell_contacts(company)
    contact = CompanyContact.objects.create(company=company, user=user, started_on=today())
    _give_role(user)
    invitation.accepted_on = today()
    invitation.save(update_fields=["accepted_on"])
    _record(Verb.JOINED, user, user.pk, company)
    return contact


# ---------- contact persons ----------


@transaction.atomic
def end(*, by: User, contact: CompanyContact, leaves_nobody: bool = False) -> None:
    """End somebody's say over a company. The last one only by who was told what that means."""
    company = contact.company
    _lock(contact.user_id, company)
    if not policy.companies_of(by).filter(pk=company.pk).exists():
        raise PermissionDenied
    contact = CompanyContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.ended_on is not None:
        raise PermissionDenied
    others = CompanyContact.objects.active().filter(company=company).exclude(pk=contact.pk)
    if not leaves_nobody and not others.exists():
        raise errors.LastContact
    tasks.tell_contacts(company)
    contact.ended_on = today()
    contact.save(update_fields=["ended_on"])
    _take_role(contact.user)
    _record(Verb.MEMBERSHIP_ENDED, by, contact.user_id, company)


def _give_role(user: User) -> None:
    """One membership says that somebody is a contact, of however many companies."""
    if not Membership.objects.of(user).filter(role=Role.COMPANY_CONTACT).exists():
        Membership.objects.create(user=user, role=Role.COMPANY_CONTACT)


def _take_role(user: User) -> None:
    """Whoever speaks for no company any more is no contact person."""
    if not CompanyContact.objects.of(user).exists():
        held = Membership.objects.of(user).filter(role=Role.COMPANY_CONTACT)
        held.update(ended_on=today())


# ---------- rules ----------


def _inviter(by: User, company: TrainingCompany) -> policy.Inviter:
    """A contact invites a colleague; a school's staff and SBB invite for any company."""
    if policy.companies_of(by).filter(pk=company.pk).exists():
        return policy.Inviter(OnBehalf.COMPANY)
    inviter = policy.invites_for(by)
    if inviter is None:
        raise PermissionDenied
    return inviter


def _lock(user_id: UUID, company: TrainingCompany) -> None:
    # Not their keys: other rows point at both all the time.
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    TrainingCompany.objects.select_for_update(no_key=True).get(pk=company.pk)


def _open(by: User, invitation: CompanyInvitation) -> CompanyInvitation:
    _lock(invitation.user_id, invitation.company)
    locked = CompanyInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_on or locked.withdrawn_on:
        raise errors.InvitationClosed
    if not policy.invitations_of(by).filter(pk=locked.pk).exists():
        raise PermissionDenied
    return locked


def _require_registered(company: TrainingCompany) -> None:
    if company.ended_on is not None:
        raise errors.CompanyEnded


def _require_not_contact(user: User, company: TrainingCompany) -> None:
    if CompanyContact.objects.of(user).filter(company=company).exists():
        raise errors.AlreadyContact


def _require_outsider(user: User) -> None:
    if policy.is_staff(user):
        raise errors.WorksForSchoolOrSbb


def _require_no_other(by: User, user: User, company: TrainingCompany) -> None:
    waiting = CompanyInvitation.objects.open().filter(company=company)
    earlier = waiting.filter(user=user).first()
    if earlier is None:
        if waiting.count() >= settings.COMPANY_INVITATIONS:
            raise errors.TooManyInvitations
        return
    if policy.invitations_of(by).filter(pk=earlier.pk).exists():
        raise errors.AlreadyInvited
    raise errors.InvitedElsewhere


def _expiry(day: date) -> date:
    return day + timedelta(days=settings.INVITATION_DAYS)


def _record(verb: Verb, actor: User, subject: UUID, company: TrainingCompany) -> None:
    detail: Detail = {"role": Role.COMPANY_CONTACT.value, "company": company.pk}
    record(verb=verb, actor=actor, scope=Scope.SYSTEM, subject=subject, detail=detail)
