"""The verbs of an account: invite, accept, forget the second factors."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.http import HttpRequest

from stagebaken.accounts.claims import Claims
from stagebaken.accounts.invitations import (
    InvalidInvitation,
    Invitation,
    invitation_accepted,
    redeem,
)
from stagebaken.accounts.models import User
from stagebaken.accounts.school_account import confirm_address, link
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


@transaction.atomic
def create_invited_user(*, email: str, name: str) -> User:
    """Return the account of this address; a new one opens only through an invitation.

    Who may invite is the inviting room's rule, and so is the audit event of the invitation.
    """
    address = email.strip().lower()
    user, is_new = User.objects.get_or_create(email=address, defaults={"name": name.strip()})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=address, primary=True, verified=False)
    return user


@transaction.atomic
def accept_invitation(*, token: str, request: HttpRequest, password: str = "") -> Invitation:
    """Accept: a new account gets its password, an existing one must be signed in.

    The room that invited hears of it within this transaction (`invitation_accepted`) and may
    refuse with `InvalidInvitation`; then nothing has changed.
    """
    invitation = redeem(token)
    user = invitation.user
    if not (password if invitation.is_first else request.user == user):
        raise InvalidInvitation
    if invitation.is_first:
        user.set_password(password)
        user.save(update_fields=["password"])
        confirm_address(user)
    _tell_accepted(invitation, request, is_new=bool(password))
    return invitation


@transaction.atomic
def accept_with_school(
    *, token: str, request: HttpRequest, account: SocialAccount, claims: Claims
) -> Invitation:
    """Accept as a student with the account of the school, without ever choosing a password.

    The token proves the record, the school's answer the person. Raises `InvalidInvitation`, and
    `LinkedElsewhere` when that account of the school opens somebody's account already.
    """
    invitation = redeem(token)
    if not (invitation.is_student and invitation.is_first):
        raise InvalidInvitation
    link(account=account, user=invitation.user)
    confirm_address(invitation.user)
    _tell_accepted(invitation, request, is_new=True, claims=claims)
    return invitation


def _tell_accepted(
    invitation: Invitation, request: HttpRequest, *, is_new: bool, claims: Claims | None = None
) -> None:
    user = invitation.user
    invitation_accepted.send(
        sender=Invitation, user=user, invitation=invitation, request=request, claims=claims
    )
    record(
        verb=Verb.INVITATION_ACCEPTED,
        actor=user,
        scope=Scope.ACCOUNT,
        subject=user.pk,
        detail={"membership": invitation.membership_id, "new": is_new},
    )


@transaction.atomic
def forget_second_factors(*, actor: User | None, user: User) -> int:
    """Remove every factor of a user who lost them all; the next sign-in must set one up.

    The password is made unusable too: it ends all sessions, and whoever asked for this must
    also hold the mailbox to get in again.
    """
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(
        verb=Verb.FACTOR_REMOVED,
        actor=actor,
        scope=Scope.ACCOUNT,
        subject=user.pk,
        detail={"type": "all", "count": removed},
    )
    return removed
