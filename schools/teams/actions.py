"""The verbs of membership: invite, accept, remove. Only these change who is in a team.

Each locks the school's row first, so that two changes at once cannot both be the last allowed one.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schools.registry.models import Body, Owner, School
from schools.teams import policy, tasks, vault_roles
from schools.teams.models import Invitation, MailFailure, Membership
from schools.teams.signals import member_joined, member_removed
from stagebaken.accounts.actions import create_invited_user
from stagebaken.accounts.models import SBB_ROLES, Role, User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today


class RuleBroken(Exception):
    """A rule of membership forbids this; the sentence says which, to whoever tried."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class RolesClash(RuleBroken):
    sentence = _(
        "Wie beheerder is, kan niet in het meldteam zitten en geen sleutelbewaarder zijn. "
        "Zo kan niemand zichzelf toegang tot meldingen geven."
    )


class AlreadyMember(RuleBroken):
    sentence = _("Deze persoon heeft deze rol al.")


class AlreadyInvited(RuleBroken):
    sentence = _("Deze persoon is al uitgenodigd. Je kunt de uitnodiging opnieuw versturen.")


class EnoughCustodians(RuleBroken):
    sentence = _(
        "Er zijn al drie sleutelbewaarders. Verwijder er eerst een, of trek een uitnodiging in."
    )


class LastAdministrator(RuleBroken):
    sentence = _("Een school heeft minstens één beheerder. Nodig eerst een andere beheerder uit.")


class TooFewShares(RuleBroken):
    sentence = _(
        "Er moeten twee sleutelbewaarders met een deel van de herstelsleutel overblijven. "
        "Anders kan niemand de meldingen nog herstellen. "
        "Laat de sleutelbewaarders eerst nieuwe delen maken."
    )


class InvitationClosed(RuleBroken):
    sentence = _("Deze uitnodiging geldt niet meer.")


# ---------- invitations ----------


@transaction.atomic
def invite(
    *, by: User, school: School, email: str, name: str, role: Role | str, title: str = ""
) -> Invitation:
    """Offer somebody a role at a school; the mail leaves when the transaction holds."""
    lock(school)
    policy.require_may_invite(by, school, role)
    return offer(
        by=by, school=school, email=email.strip().lower(), name=name.strip(), role=role, title=title
    )


@transaction.atomic
def appoint_platform_administrator(*, email: str, name: str) -> Invitation:
    """Offer the platform's own role; from the server's command line alone."""
    role = Role.PLATFORM_ADMINISTRATOR
    return offer(by=None, school=None, email=email, name=name, role=role, title="")


def offer(
    *,
    by: User | None,
    school: School | None,
    email: str,
    name: str,
    role: str,
    title: str = "",
) -> Invitation:
    """Make the invitation; the caller has authorised and locked."""
    user = create_invited_user(email=email, name=name)
    _require_fit(user, school, role)
    if Invitation.objects.open().filter(user=user, school=school, role=role).exists():
        raise AlreadyInvited
    _require_room(school, role)
    day = today()
    invitation = Invitation.objects.create(
        school=school, user=user, email=email, name=name, role=role, title=title,
        invited_by=by, day=day, expires_on=_expiry(day),
    )  # fmt: skip
    tasks.mail_invitation.enqueue(str(invitation.pk))
    _record(Verb.INVITED, by, school, user.pk, {"role": role})
    return invitation


@transaction.atomic
def resend(*, by: User, invitation: Invitation) -> None:
    """Mail an open invitation again and let it live as long as a new one."""
    invitation = _open(by, invitation)
    invitation.expires_on = _expiry(today())
    invitation.mail_failed_on = None
    invitation.save(update_fields=["expires_on", "mail_failed_on"])
    tasks.mail_invitation.enqueue(str(invitation.pk))
    _record(Verb.INVITED, by, invitation.school, invitation.user_id, {"role": invitation.role})


@transaction.atomic
def withdraw(*, by: User, invitation: Invitation) -> None:
    invitation = _open(by, invitation)
    invitation.withdrawn_on = today()
    invitation.save(update_fields=["withdrawn_on"])
    detail: Detail = {"role": invitation.role}
    _record(Verb.INVITATION_WITHDRAWN, by, invitation.school, invitation.user_id, detail)


@transaction.atomic
def accept(*, user: User, invitation: Invitation) -> Membership:
    """Take the role. Whether the token was right, accounts has checked."""
    owner = owner_at(invitation.school, invitation.role)
    if owner is not None:
        lock(owner)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.user_id != user.pk or not invitation.is_open(today()):
        raise InvitationClosed
    school, role = invitation.school, invitation.role
    _require_fit(user, school, role)
    membership = Membership.objects.create(
        user=user, school=school, role=role, title=invitation.title
    )
    invitation.accepted_on = today()
    invitation.save(update_fields=["accepted_on"])
    member_joined.send(sender=Membership, membership=membership)
    if owner is not None:
        tasks.tell_team(owner)
    _record(Verb.JOINED, user, school, user.pk, {"role": role})
    return membership


# ---------- members ----------


@transaction.atomic
def remove(*, by: User, membership: Membership) -> None:
    """End a membership. Access stops here; the keys go later, as the vault's members decide."""
    school = _administered(by, membership)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.ended_on is not None:
        raise PermissionDenied
    if _is_last_administrator(membership, school):
        raise LastAdministrator
    end(by=by, membership=membership, owner=school)


def end(*, by: User | None, membership: Membership, owner: Owner) -> None:
    """End a membership that the caller has locked. Raises TooFewShares."""
    if membership.role == owner.custodian_role and vault_roles.leaves_too_few_shares(
        membership, owner
    ):
        raise TooFewShares
    membership.ended_on = today()
    membership.save(update_fields=["ended_on"])
    is_suspended = vault_roles.end(membership, owner)
    member_removed.send(sender=Membership, membership=membership)
    tasks.tell_team(owner, also=[membership.user_id])
    detail: Detail = {"role": membership.role}
    _record(Verb.MEMBERSHIP_ENDED, by, membership.school, membership.user_id, detail)
    if is_suspended:
        _record(Verb.SUSPENDED, by, membership.school, membership.user_id)


@transaction.atomic
def change_title(*, by: User, membership: Membership, title: str) -> None:
    """Change what reporters read beside the name when they decide whom to exclude."""
    school = _administered(by, membership)
    membership.title = title.strip()
    membership.save(update_fields=["title"])
    tasks.tell_team(school)
    _record(Verb.ROLE_CHANGED, by, school, membership.user_id, {"role": membership.role})


def note_mail(*, user: User, has_failed: bool) -> None:
    """Remember that mail to somebody fails, or forget it when mail arrives again."""
    if has_failed:
        MailFailure.objects.get_or_create(user=user, defaults={"since": today()})
    else:
        MailFailure.objects.filter(user=user).delete()


# ---------- rules ----------


def owner_at(school: School | None, role: str) -> Owner | None:
    """Whose team a role is of: a school's, SBB's, or nobody's."""
    return Body.sbb() if school is None and role in SBB_ROLES else school


def lock(owner: Owner) -> None:
    # Not the key: a report being filed points at the school while it waits for the vault.
    type(owner)._default_manager.select_for_update(no_key=True).get(pk=owner.pk)  # noqa: SLF001


def _administered(by: User, membership: Membership) -> School:
    school = membership.school
    if school is None:
        raise PermissionDenied
    lock(school)
    policy.require_administrator(by, school)
    return school


def _open(by: User, invitation: Invitation) -> Invitation:
    if invitation.school is None:
        raise PermissionDenied
    lock(invitation.school)
    policy.require_may_invite(by, invitation.school, invitation.role)
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_on or locked.withdrawn_on:
        raise InvitationClosed
    return locked


def _require_fit(user: User, school: School | None, role: str) -> None:
    """Whether this person may have this role, now: checked when invited and when accepting."""
    if Membership.objects.of(user).filter(school=school, role=role).exists():
        raise AlreadyMember
    if policy.clash(role, policy.roles_that_count(user, school)):
        raise RolesClash


def _require_room(school: School | None, role: str) -> None:
    owner = owner_at(school, role)
    if owner is None or role != owner.custodian_role:
        return
    invited = Invitation.objects.open().filter(school=school, role=role).count()
    if Membership.objects.custodians(owner).count() + invited >= policy.CUSTODIANS:
        raise EnoughCustodians


def _is_last_administrator(membership: Membership, school: School) -> bool:
    if membership.role != Role.SCHOOL_ADMINISTRATOR:
        return False
    others = Membership.objects.administrators(school).exclude(pk=membership.pk)
    return not others.exists()


def _expiry(day: date) -> date:
    return day + timedelta(days=settings.INVITATION_DAYS)


def _record(
    verb: Verb,
    actor: User | None,
    school: School | None,
    subject: UUID,
    detail: Detail | None = None,
) -> None:
    """Membership belongs to the vault: these events the school's administrator may read."""
    record(
        verb=verb,
        actor=actor,
        scope=Scope.VAULT if school else Scope.SYSTEM,
        vault_id=school.vault_id if school else None,
        subject=subject,
        detail=detail,
    )
