"""The verbs of a vault's members: make a key, admit, suspend, leave. Nobody slips in here.

Callers have authorised and write the audit events; every verb runs in their transaction. Whoever
becomes a reader is so under the lock of the vault's row: a dossier being filed sees them or waits.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from stagebaken.audit.destruction import Kind
from stagebaken.vault import (
    erasure,
    keyring,
    letter_keys,
    passphrases,
    recovery,
    roster,
    rows,
    wrapping,
)
from stagebaken.vault.errors import UntrustedRecipient, VaultError, VaultNotSetUp
from stagebaken.vault.models import (
    Audience,
    Custodian,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from stagebaken.vault.noting import failures_noted
from stagebaken.vault.recovery_models import AdmissionApproval
from stagebaken.vault.subkeys import subkey, subkeys
from stagebaken.web.days import today

APPROVALS = 2  # custodians who admit where no member can; vault.md, Who is on the keyring
_LABEL = "admission-approval/v1"
PRESENT = (RecipientState.KEYED, RecipientState.ADMITTED, RecipientState.SUSPENDED)


class NotWaiting(VaultError):
    """This person does not wait for that: somebody else was quicker, or the key changed."""


class MembersDecide(VaultError):
    """There are admitted members: they admit, not the custodians."""


# A person's own key


@transaction.atomic
def make_key(*, vault: Vault, user: AbstractBaseUser, role: str, passphrase: str) -> Recipient:
    """Make a key pair under a passphrase. It waits for admission; the one before it is retired."""
    if not vault.is_set_up:
        raise VaultNotSetUp("The recovery key comes first.")
    retire(vault, user)
    pair = wrapping.generate_key_pair()
    recipient = Recipient(
        vault=vault, user_id=user.pk, role=role, public_key=pair.public, keyed_on=today()
    )
    recipient.sealed_key = passphrases.seal_private_key(
        pair.private, passphrase, recipient_id=recipient.pk
    )
    recipient.save(force_insert=True)
    return recipient


def present(vault: Vault, user: AbstractBaseUser) -> Recipient | None:
    """This person's recipient in this vault, in whatever state but left."""
    own = vault.recipients.select_related("user", "vault")
    return own.filter(user=user.pk, state__in=PRESENT).first()


def retire(vault: Vault, user: AbstractBaseUser) -> None:
    """A key whose passphrase is lost opens nothing more, wherever somebody else still can."""
    recipient = present(vault, user)
    if recipient is None:
        return
    # Locked: an administrator may be removing this person while the new key is made.
    locked = _lock(recipient)
    # Attack: who was away says on coming back that the passphrase is lost, and is given it all.
    stayed = locked.state != RecipientState.SUSPENDED
    _end(locked, RecipientState.RETIRED if stayed else RecipientState.LEFT)
    _destroy_wraps(locked, Kind.RETIRE if stayed else Kind.LEAVE)


def _end(recipient: Recipient, state: RecipientState = RecipientState.LEFT) -> None:
    """For good: without its signature, no change of the state alone brings a key back."""
    recipient.state = state
    recipient.unlock_id = None
    recipient.mac = None
    recipient.save(update_fields=["state", "unlock_id", "mac"])


def own_key(recipient: Recipient, passphrase: str) -> bytes:
    """Open one's private key and see that the stored public key is its own.

    Raises WrongPassphrase, Busy, UntrustedRecipient (another public key was put in its place).
    """
    with failures_noted(recipient):
        private = passphrases.open_private_key(
            recipient.sealed_key, passphrase, recipient_id=recipient.pk
        )
    if wrapping.public_of(private) != bytes(recipient.public_key):
        raise UntrustedRecipient("The stored public key belongs to another private key.")
    return private


@transaction.atomic
def renew_passphrase(*, recipient: Recipient, private: bytes, passphrase: str) -> None:
    """Seal the same key under another passphrase; what is unlocked elsewhere is locked."""
    locked = _lock(recipient)
    if wrapping.public_of(private) != bytes(locked.public_key):
        raise NotWaiting("The key was replaced meanwhile.")
    locked.sealed_key = passphrases.seal_private_key(private, passphrase, recipient_id=locked.pk)
    locked.unlock_id = None
    locked.save(update_fields=["sealed_key", "unlock_id"])


# Admission


def needs_custodians(vault: Vault) -> bool:
    """No member can admit: none is left, or the first is to come."""
    return not rows.admissible(vault)


@transaction.atomic
def admit(*, recipient: Recipient, public_key: bytes, by: Recipient) -> Recipient:
    """A member admits a key: the one whose fingerprint was compared, and no other."""
    vault = rows.lock_vault(recipient.vault_id)
    member = _lock(by)
    if not rows.may_receive(member, vault.pk):
        raise UntrustedRecipient("Only an admitted member admits.")
    return _admit(_waiting(recipient, public_key), [member.user_id])


@transaction.atomic
def refuse(recipient: Recipient) -> None:
    """The fingerprints differ, or nobody knows this person: the key never gets anything."""
    locked = _lock(recipient)
    if locked.state != RecipientState.KEYED:
        raise NotWaiting("Nobody waits for admission with that key.")
    locked.state = RecipientState.LEFT
    locked.save(update_fields=["state"])
    locked.approvals.all().delete()


@transaction.atomic
def approve(*, recipient: Recipient, public_key: bytes, by: Custodian) -> Recipient:
    """A custodian has compared a key. With the second one's approval it is admitted."""
    vault = rows.lock_vault(recipient.vault_id)
    if not needs_custodians(vault):
        raise MembersDecide("A member admits.")
    waiting = _waiting(recipient, public_key)
    seats = {one.pk: one for one in recovery.custodians_of(vault)}
    if by.pk not in seats or by.user_id == waiting.user_id:
        raise UntrustedRecipient("Not one of this vault's custodians, or the person in question.")
    _approve(waiting, by)
    approved = {approval.custodian_id for approval in genuine_approvals(waiting)} & seats.keys()
    people = sorted({seats[one].user_id for one in approved})
    return _admit(waiting, people) if len(people) >= APPROVALS else waiting


def _approve(recipient: Recipient, custodian: Custodian) -> None:
    AdmissionApproval.objects.filter(recipient=recipient, custodian=custodian).delete()
    approval = AdmissionApproval(recipient=recipient, custodian=custodian, day=today())
    approval.mac = roster.mac(subkey(_LABEL), _statement(approval, recipient))
    approval.save(force_insert=True)


def genuine_approvals(recipient: Recipient) -> list[AdmissionApproval]:
    """Approvals that we signed, for the key that this recipient has now."""
    return [
        approval
        for approval in recipient.approvals.select_related("custodian__user")
        if roster.is_signed(subkeys(_LABEL), _statement(approval, recipient), approval.mac)
    ]


def _statement(approval: AdmissionApproval, recipient: Recipient) -> list[bytes]:
    return [
        approval.pk.bytes,
        approval.custodian_id.bytes,
        recipient.pk.bytes,
        recipient.vault_id.bytes,
        recipient.user_id.bytes,
        recipient.role.encode(),
        bytes(recipient.public_key),
        approval.day.isoformat().encode(),
    ]


def _waiting(recipient: Recipient, public_key: bytes) -> Recipient:
    locked = _lock(recipient)
    if locked.state != RecipientState.KEYED or bytes(locked.public_key) != public_key:
        raise NotWaiting("Nobody waits for admission with that key.")
    return locked


def _admit(recipient: Recipient, by: Collection[UUID]) -> Recipient:
    recipient.state = RecipientState.ADMITTED
    recipient.admitted_by = [str(one) for one in by]
    recipient.admitted_on = today()
    roster.sign(recipient)
    recipient.save()
    recipient.approvals.all().delete()
    return recipient


# Leaving


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
    locked, member = _lock(recipient), _lock(by)
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
    locked = _lock(recipient)
    if locked.state != RecipientState.SUSPENDED:
        raise NotWaiting("This person is not suspended.")
    if not _destroy_wraps(locked, Kind.LEAVE):
        locked.suspended_on = None
        locked.save(update_fields=["suspended_on"])
        return False
    _end(locked)
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


def _destroy_wraps(recipient: Recipient, kind: Kind) -> bool:
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
    letter_keys.bar(locked, held.values_list("user_id", flat=True))
    if held.update(state=WrapState.LEFT, wrapped=None):
        transaction.on_commit(erasure.scrub, robust=True)


def _wrapped(recipient: Recipient) -> QuerySet[Wrap]:
    return Wrap.objects.filter(recipient=recipient, state=WrapState.WRAPPED)


def _opened_by_others(recipient: Recipient) -> Q:
    """The recovery key or another admitted member opens the dossier of this row too."""
    shared = Wrap.objects.filter(dossier=OuterRef("dossier"), audience=Audience.SHARED)
    members = keyring.readable().filter(pk__in=shared.exclude(recipient=recipient).values("pk"))
    backup = shared.filter(holder=Holder.RECOVERY, state=WrapState.WRAPPED)
    return Q(Exists(members)) | Q(Exists(backup))


def _lock(recipient: Recipient) -> Recipient:
    return Recipient.objects.select_for_update().get(pk=recipient.pk)
