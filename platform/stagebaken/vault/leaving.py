"""The verbs of leaving a team: access stops at once, the keys go soon, never the last one.

Callers have authorised and write the audit events; every verb runs in their transaction.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from stagebaken.audit.destruction import Kind
from stagebaken.vault import erasure, keyring, letter_keys, roster, rows
from stagebaken.vault.errors import NotWaiting, UntrustedRecipient
from stagebaken.vault.models import (
    Audience,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from stagebaken.web.days import today


@transaction.atomic
def suspend(vault: Vault, user: AbstractBaseUser) -> bool:
    """Not on the team any more: access stops at once. False when there was no admitted key.

    A passphrase lost before is made good no more: whoever returns is new to every dossier (P2).
    """
    keys = vault.recipients.filter(user=user.pk)
    # First the key in use: a new one that is being made in its place is then seen below.
    admitted = keys.filter(state=RecipientState.ADMITTED)
    is_suspended = bool(
        admitted.update(state=RecipientState.SUSPENDED, suspended_on=today(), unlock_id=None)
    )
    retired = list(keys.filter(state=RecipientState.RETIRED).values_list("pk", flat=True))
    if retired:
        erasure.announce(Kind.LEAVE, retired)
    # Never admitted: nothing is wrapped, so there is nothing to wait for.
    over = [RecipientState.KEYED, RecipientState.RETIRED]
    keys.filter(state__in=over).update(state=RecipientState.LEFT)
    return is_suspended


@transaction.atomic
def reinstate(*, recipient: Recipient, by: Recipient) -> None:
    """Take a suspension back: the person is on the team again, with the same key."""
    rows.lock_vault(recipient.vault_id)
    locked, member = lock(recipient), lock(by)
    if locked.state != RecipientState.SUSPENDED or not roster.is_trusted(locked):
        raise NotWaiting("This person is not suspended, or was never admitted.")
    if not rows.may_receive(member, locked.vault_id):
        raise UntrustedRecipient("Only an admitted member decides.")
    locked.state = RecipientState.ADMITTED
    locked.suspended_on = None
    locked.save(update_fields=["state", "suspended_on"])


@transaction.atomic
def leave(recipient: Recipient) -> bool:
    """Destroy a suspended person's wraps. False while some stay: nobody else could open those.

    That some stay is for nobody to see: whoever learns of a last key is kept out of a dossier (P2).
    """
    locked = lock(recipient)
    if locked.state != RecipientState.SUSPENDED:
        raise NotWaiting("This person is not suspended.")
    if not destroy_wraps(locked, Kind.LEAVE):
        locked.suspended_on = None
        locked.save(update_fields=["suspended_on"])
        return False
    end(locked)
    return True


def overdue(day: date) -> QuerySet[Recipient]:
    """Whose suspension nobody confirmed in time, and who was gone but for a last key."""
    limit = day - timedelta(days=settings.LEAVE_DAYS)
    is_due = Q(suspended_on__lte=limit) | Q(suspended_on__isnull=True)
    return Recipient.objects.filter(is_due, state=RecipientState.SUSPENDED)


def holds_last_key(recipient: Recipient) -> bool:
    """Whether this person still has the only key, beside the reporter's, of some dossier."""
    return _wrapped(recipient).exclude(_opened_by_others(recipient)).exists()


def holds_needless_keys(recipient: Recipient) -> bool:
    """Whether there is anything that leaving would destroy."""
    return _wrapped(recipient).filter(_opened_by_others(recipient)).exists()


def end(recipient: Recipient, state: RecipientState = RecipientState.LEFT) -> None:
    """For good: without its signature, no change of the state alone brings a key back."""
    recipient.state = state
    recipient.unlock_id = None
    recipient.mac = None
    recipient.save(update_fields=["state", "unlock_id", "mac"])


def destroy_wraps(recipient: Recipient, kind: Kind) -> bool:
    """Destroy the wraps that others can do without; tell whether none is left."""
    wraps = _wrapped(recipient)
    dossiers = Dossier.objects.filter(pk__in=wraps.values("dossier"))
    list(dossiers.select_for_update().order_by("pk").values_list("pk"))
    if wraps.exists():
        erasure.announce(kind, [recipient.pk])
    destroy_needless(recipient)
    return not wraps.exists()


def destroy_needless(recipient: Recipient) -> int:
    """Destroy what the recovery key or another admitted member opens too; return how many."""
    letter_keys.destroy_needless(recipient)
    needless = _wrapped(recipient).filter(_opened_by_others(recipient))
    return needless.update(state=WrapState.LEFT, wrapped=None)


@transaction.atomic
def part(dossier: Dossier) -> None:
    """Destroy what suspended people still have of one dossier, but for a last key.

    Attack: somebody who is let back in with the same key reads what has named them meanwhile.
    """
    locked = rows.lock(dossier)
    backup = rows.recovery(locked).filter(state=WrapState.WRAPPED)
    if not keyring.readers(locked).exists() and not backup.exists():
        return
    held = Wrap.objects.filter(
        dossier=locked, state=WrapState.WRAPPED, recipient__state=RecipientState.SUSPENDED
    )
    users = set(held.values_list("user_id", flat=True))
    if users:
        erasure.announce(Kind.PART, [locked.pk, *users])
        take(locked, users)


def take(dossier: Dossier, users: Collection[UUID]) -> int:
    """Destroy what these people have of one dossier; return how many keys that were."""
    letter_keys.bar(dossier, users)
    held = Wrap.objects.filter(dossier=dossier, user__in=users, state=WrapState.WRAPPED)
    return held.update(state=WrapState.LEFT, wrapped=None)


def _wrapped(recipient: Recipient) -> QuerySet[Wrap]:
    return Wrap.objects.filter(recipient=recipient, state=WrapState.WRAPPED)


def _opened_by_others(recipient: Recipient) -> Q:
    """The recovery key or another admitted member opens the dossier of this row too."""
    shared = Wrap.objects.filter(dossier=OuterRef("dossier"), audience=Audience.SHARED)
    members = keyring.readable().filter(pk__in=shared.exclude(recipient=recipient).values("pk"))
    backup = shared.filter(holder=Holder.RECOVERY, state=WrapState.WRAPPED)
    return Q(Exists(members)) | Q(Exists(backup))


def lock(recipient: Recipient) -> Recipient:
    return Recipient.objects.select_for_update().get(pk=recipient.pk)
