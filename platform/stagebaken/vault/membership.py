"""The verbs of a vault's members: make a key, admit. Nobody slips in here.

Callers have authorised and write the audit events; every verb runs in their transaction. Whoever
becomes a reader is so under the lock of the vault's row: a dossier being filed sees them or waits.
"""

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from stagebaken.audit.destruction import Kind
from stagebaken.vault import (
    leaving,
    passphrases,
    recovery,
    roster,
    rows,
    wrapping,
)
from stagebaken.vault.errors import NotWaiting, UntrustedRecipient, VaultError, VaultNotSetUp
from stagebaken.vault.models import (
    Custodian,
    Recipient,
    RecipientState,
    Vault,
)
from stagebaken.vault.noting import failures_noted
from stagebaken.vault.recovery_models import AdmissionApproval
from stagebaken.vault.subkeys import subkey, subkeys
from stagebaken.web.days import today

APPROVALS = 2  # custodians who admit where no member can; vault.md, Who is on the keyring
_LABEL = "admission-approval/v1"
PRESENT = (RecipientState.KEYED, RecipientState.ADMITTED, RecipientState.SUSPENDED)


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
    locked = leaving.lock(recipient)
    # Attack: who was away says on coming back that the passphrase is lost, and is given it all.
    stayed = locked.state != RecipientState.SUSPENDED
    leaving.end(locked, RecipientState.RETIRED if stayed else RecipientState.LEFT)
    leaving.destroy_wraps(locked, Kind.RETIRE if stayed else Kind.LEAVE)


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
    locked = leaving.lock(recipient)
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
    member = leaving.lock(by)
    if not rows.may_receive(member, vault.pk):
        raise UntrustedRecipient("Only an admitted member admits.")
    return _admit(_waiting(recipient, public_key), [member.user_id])


@transaction.atomic
def refuse(recipient: Recipient) -> None:
    """The fingerprints differ, or nobody knows this person: the key never gets anything."""
    locked = leaving.lock(recipient)
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
    locked = leaving.lock(recipient)
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
