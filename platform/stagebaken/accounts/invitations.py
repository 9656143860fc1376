"""Invitation tokens: signed, expiring, and dead once the account has changed.

A token holds the state of the account it was made for (password hash, address, whether it is
active), keyed. Accepting sets a password, or another unusable one beside the school's account, so
that the same mail opens nothing a second time. Somebody who can sign in already accepts by doing
so; then the membership says whether the invitation is still open, and this module only says for
whom and what it was.
"""

import enum
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core import signing
from django.db import connection
from django.dispatch import Signal
from django.utils.crypto import constant_time_compare, salted_hmac

from stagebaken.accounts.models import User

_SALT = "stagebaken/invitation/v1"

# Sent within the transaction that accepts; arguments: `user`, `invitation`, `request`, and `claims`
# of the school's sign-in, or None where a password was chosen.
invitation_accepted = Signal()


class InvalidInvitation(Exception):
    """The token was changed, used already, or its account is gone."""


class ExpiredInvitation(InvalidInvitation):
    """The token is older than `INVITATION_DAYS`."""


class AnotherPerson(InvalidInvitation):
    """Whoever signed in at the school is not whom the invitation is for, the school says."""


class Purpose(enum.StrEnum):
    MEMBERSHIP = "membership"  # of a school's team
    COMPANY = "company"  # contact person of a leerbedrijf
    STUDENT = "student"  # of a school, with a record there


@dataclass(frozen=True)
class Invitation:
    """What a valid token says."""

    user: User
    purpose: Purpose
    membership_id: UUID  # of what is offered, in the room that offers it

    @property
    def is_first(self) -> bool:
        """Nobody can sign in to this account yet: with a password, or with that of the school."""
        linked = SocialAccount.objects.filter(user=self.user)
        return not self.user.has_usable_password() and not linked.exists()

    @property
    def is_student(self) -> bool:
        """Who is addressed in other words than the people who work with it."""
        return self.purpose is Purpose.STUDENT


def issue(user: User, purpose: Purpose, membership_id: UUID) -> str:
    """Make the token that goes into the mail."""
    content = [user.pk.hex, purpose.value, membership_id.hex, _state(user)]
    return signing.dumps(content, salt=_SALT)


def redeem(token: str) -> Invitation:
    """Open a token that still holds; `ExpiredInvitation` or `InvalidInvitation` otherwise.

    Within a transaction the account's row is locked, so that two tabs cannot both accept.
    """
    user_id, purpose, membership_id, state = _content(token)
    users = User.objects.filter(pk=UUID(user_id), is_active=True)
    if connection.in_atomic_block:
        users = users.select_for_update()
    user = users.first()
    if user is None or not constant_time_compare(state, _state(user)):
        raise InvalidInvitation
    return Invitation(user=user, purpose=Purpose(purpose), membership_id=UUID(membership_id))


def mark(token: str) -> str:
    """Name a token in a page, without giving it."""
    return salted_hmac(_SALT, token, algorithm="sha256").hexdigest()[:32]


def is_another(token: str, shown: str) -> bool:
    """Say whether a page showed another invitation than the one that is open now.

    Attack: while somebody reads an own invitation, another tab opens the attacker's.
    """
    return bool(shown) and not constant_time_compare(shown, mark(token))


def _content(token: str) -> list[str]:
    try:
        content: list[str] = signing.loads(
            token, salt=_SALT, max_age=timedelta(days=settings.INVITATION_DAYS)
        )
    except signing.SignatureExpired as error:
        raise ExpiredInvitation from error
    except signing.BadSignature as error:
        raise InvalidInvitation from error
    return content


def _state(user: User) -> str:
    """The account as it is now, keyed: the token must not give the password hash away."""
    state = f"{user.pk.hex}|{user.email}|{user.password}|{user.is_active}"
    return salted_hmac(_SALT, state, algorithm="sha256").hexdigest()
