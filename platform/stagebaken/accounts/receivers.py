"""What follows from signing in and from changes to an account.

The vault listens for itself: a sign-in ends what was unlocked, a sign-out takes the cookie.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_init, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string

from stagebaken.accounts.models import Role, User
from stagebaken.accounts.sealing import require_owner
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb

SEALED = ("secret", "seed")  # what allauth keeps of an app, and of recovery codes


def _note(verb: Verb, user: User, detail: Detail | None = None) -> None:
    """Not of a student: its place beside other events would bracket an anonymous report (P3)."""
    if set(import_string(settings.ROLES_OF)(user)) == {Role.STUDENT}:
        return
    with transaction.atomic():
        record(verb=verb, actor=user, scope=Scope.ACCOUNT, subject=user.pk, detail=detail)


# ---------- signing in ----------


@receiver(account_signals.user_logged_in)
def note_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    methods = [record["method"] for record in get_authentication_records(request, user)]
    _note(Verb.SIGNED_IN, user, {"methods": sorted(set(methods))})


# ---------- changes to an account ----------


@receiver(account_signals.password_changed)
@receiver(account_signals.password_set)
@receiver(account_signals.password_reset)
def note_password(user: User, **_: Any) -> None:
    _note(Verb.PASSWORD_CHANGED, user)


@receiver(account_signals.email_changed)
def note_address(user: User, **_: Any) -> None:
    _note(Verb.EMAIL_CHANGED, user)


@receiver(mfa_signals.authenticator_added)
def note_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Setting a factor up showed it: this session need not show it again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    _note(Verb.FACTOR_ADDED, user, {"type": authenticator.type})


@receiver(mfa_signals.authenticator_removed)
def note_removed_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(Verb.FACTOR_REMOVED, user, {"type": authenticator.type})


@receiver(mfa_signals.authenticator_reset)
def note_new_codes(user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(Verb.RECOVERY_CODES_RENEWED, user)


# ---------- what is kept ----------


@receiver(post_init, sender=Authenticator)
def refuse_foreign_secret(instance: Authenticator, **_: Any) -> None:
    """Attack: a database writer copies the sealed secret of an app of their own to somebody."""
    data = instance.__dict__.get("data") or {}
    for name in SEALED:
        if name in data:
            require_owner(data[name], user_id=instance.user_id)


@receiver(pre_save, sender=Authenticator)
def keep_days_only(instance: Authenticator, **_: Any) -> None:
    """Exact staff times beside the order of events would bracket anonymous reports."""
    for name in ("created_at", "last_used_at"):
        if moment := getattr(instance, name):
            setattr(instance, name, moment.replace(hour=0, minute=0, second=0, microsecond=0))


@receiver(pre_save, sender=SocialAccount)
def keep_no_claims(instance: SocialAccount, **_: Any) -> None:
    """Of the school's sign-in we keep the identifier alone."""
    instance.extra_data = {}


def _today_for(column: Any) -> Callable[..., datetime]:
    """Attack: beside the order of events, the moment of a student's sign-in would place one."""

    def pre_save(instance: SocialAccount, add: bool) -> datetime:
        kept = getattr(instance, column.attname)
        day = kept if kept and column.auto_now_add and not add else timezone.now()
        day = day.replace(hour=0, minute=0, second=0, microsecond=0)
        setattr(instance, column.attname, day)
        return day

    return pre_save


for _name in ("last_login", "date_joined"):
    _column: Any = SocialAccount._meta.get_field(_name)  # noqa: SLF001 - Django's own way
    _column.pre_save = _today_for(_column)
