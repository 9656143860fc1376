"""Somebody comes in with the account of the school: linked, invited, or known by what it says.

Which record that is, the room of the students knows: `settings.SCHOOL_ARRIVAL` names its function.
"""

import enum
from typing import cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from stagebaken.accounts.claims import Claims
from stagebaken.accounts.models import User


class Reason(enum.StrEnum):
    """Why nobody was let in; each has words on the page, and none tells about somebody else."""

    NOT_OPEN = "not_open"  # no school of this home organisation lets its students in like this
    NO_STUDENT = "no_student"
    NO_RECORD = "no_record"  # none, or more than one
    HAS_ACCOUNT = "has_account"
    CLOSED = "closed"  # the school took the access away


class Unrecognised(Exception):
    """The school's answer leads to no record; nothing has changed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class LinkedElsewhere(Exception):
    """This account of the school opens another account of ours already."""


@transaction.atomic
def arrive(*, account: SocialAccount, claims: Claims) -> User:
    """Find whose record this is, and link it. Raises Unrecognised; two at once get one answer."""
    try:
        with transaction.atomic():
            user = cast("User", import_string(settings.SCHOOL_ARRIVAL)(claims))
            link(account=account, user=user)
    except (Unrecognised, LinkedElsewhere):
        linked = _linked(account)
        if linked is None:
            raise
        return linked
    return user


def link(*, account: SocialAccount, user: User) -> None:
    """Let this account of the school open that account of ours, and tell its owner by mail.

    The unusable password becomes another one: a link in a mail that would set a password is dead.
    """
    account.user = user
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise LinkedElsewhere from error
    user.set_unusable_password()
    user.save(update_fields=["password"])
    transaction.on_commit(lambda: _tell(account, user), robust=True)


def is_unused(user: User) -> bool:
    """Say whether nobody can have signed in yet. Attack: a school says that a record has the
    address of somebody with an account elsewhere, and its own sign-in would open that account.
    """
    return not (
        user.has_usable_password()
        or not user.is_active
        or SocialAccount.objects.filter(user=user).exists()
        or Authenticator.objects.filter(user=user).exists()
        or EmailAddress.objects.filter(user=user, verified=True).exists()
    )


def confirm_address(user: User) -> None:
    """The address is proven: its owner has the mail that was sent there, or the school says so."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )


def _linked(account: SocialAccount) -> User | None:
    found = SocialAccount.objects.filter(provider=account.provider, uid=account.uid)
    one = found.select_related("user").first()
    return cast("User", one.user) if one else None


def _tell(account: SocialAccount, user: User) -> None:
    context = {"account": account, "provider": account.get_provider()}
    get_adapter().send_notification_mail("socialaccount/email/account_connected", user, context)
