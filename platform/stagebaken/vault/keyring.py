"""The verbs of a dossier's keyring: who can read is exactly who has its key wrapped.

Every verb locks the dossier's row and runs in the caller's transaction. Callers have authorised
and write the audit events.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from stagebaken.accounts.models import User
from stagebaken.audit.destruction import Kind
from stagebaken.vault import envelope, erasure, letter_keys, rows, wrapping
from stagebaken.vault.errors import (
    AlreadyFiled,
    EnvelopeError,
    LastHolder,
    NotOnKeyring,
    ReceiptTaken,
    UnknownReceipt,
)
from stagebaken.vault.keys import DossierKeys, UnlockedMember
from stagebaken.vault.letter_models import LetterKey
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
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.receipts import ReceiptKeys

admissible = rows.admissible


@dataclass(frozen=True)
class Filed:
    """For whom a dossier was wrapped; with nobody it is for the caller to refuse."""

    wrapped: list[Recipient]
    recovery: bool


# The reporter's side


@transaction.atomic
def create(*, receipt: ReceiptKeys, day: date) -> tuple[Dossier, DossierKeys]:
    """Keep: a new dossier, wrapped for the reporter alone. Raises ReceiptTaken."""
    dossier = Dossier(locator=receipt.locator, visited_on=day)
    try:
        with transaction.atomic():
            dossier.save(force_insert=True)
    except IntegrityError:
        raise ReceiptTaken("A dossier with this receipt exists.") from None
    keys = DossierKeys(dossier.pk, shared=envelope.new_key())
    _give_reporter(dossier, keys, receipt)
    return dossier, keys


def _give_reporter(dossier: Dossier, keys: DossierKeys, receipt: ReceiptKeys) -> None:
    Wrap.objects.filter(dossier=dossier, holder=Holder.REPORTER).delete()
    Wrap.objects.create(
        dossier=dossier,
        holder=Holder.REPORTER,
        audience=Audience.SHARED,
        state=WrapState.WRAPPED,
        wrapped=envelope.seal(
            receipt.wrapping_key, keys.shared, purpose=Purpose.REPORTER_WRAP, object_id=dossier.pk
        ),
    )


def find(receipt: ReceiptKeys) -> Dossier:
    return _find(receipt.locator)


def _find(locator: bytes) -> Dossier:
    try:
        return Dossier.objects.get(locator=locator)
    except Dossier.DoesNotExist:
        raise UnknownReceipt("No dossier has this receipt.") from None


def open_by_locator(locator: bytes, wrapping_key: bytes) -> tuple[Dossier, DossierKeys]:
    """Open with what a receipt, or the reporter's cookie, gives. Raises UnknownReceipt."""
    dossier = _find(locator)
    return dossier, open_as_reporter(dossier, wrapping_key)


def open_as_reporter(dossier: Dossier, wrapping_key: bytes) -> DossierKeys:
    wrap = Wrap.objects.filter(
        dossier=dossier, holder=Holder.REPORTER, state=WrapState.WRAPPED
    ).first()
    if wrap is None or wrap.wrapped is None:
        raise NotOnKeyring("The reporter has no key of this dossier.")
    shared = envelope.unseal(
        wrapping_key, wrap.wrapped, purpose=Purpose.REPORTER_WRAP, object_id=dossier.pk
    )
    return DossierKeys(dossier.pk, shared=shared)


@transaction.atomic
def replace_receipt(dossier: Dossier, keys: DossierKeys, receipt: ReceiptKeys) -> None:
    """Let a new receipt open the dossier; the old one does no more. Raises ReceiptTaken."""
    locked = rows.lock(dossier)
    locked.locator = receipt.locator
    try:
        with transaction.atomic():
            locked.save(update_fields=["locator"])
    except IntegrityError:
        raise ReceiptTaken("A dossier with this receipt exists.") from None
    _give_reporter(dossier, keys, receipt)


@transaction.atomic
def file_for(
    dossier: Dossier, keys: DossierKeys, *, vault: Vault, excluded: Collection[AbstractBaseUser]
) -> Filed:
    """File: make the staff key and wrap both keys for the team except who is excluded."""
    locked = rows.lock(dossier)
    if locked.vault_id is not None:
        raise AlreadyFiled("The dossier belongs to a vault.")
    vault = rows.lock_vault(vault.pk)
    excluded_ids = _ids(excluded)
    barred = rows.barred(locked).union(excluded_ids)
    team = [one for one in rows.admissible(vault) if one.user_id not in barred]
    if not team:
        # Not for recovery alone either: custodians would open what no member may read.
        return Filed(wrapped=[], recovery=False)
    locked.vault = dossier.vault = vault
    locked.save(update_fields=["vault"])
    rows.bar(locked, excluded_ids, WrapState.EXCLUDED)
    both = DossierKeys(dossier.pk, shared=keys.shared, staff=envelope.new_key())
    rows.give(locked, team, both)
    return Filed(wrapped=team, recovery=rows.give_recovery(locked, vault, both))


@transaction.atomic
def exclude(dossier: Dossier, users: Iterable[AbstractBaseUser]) -> None:
    """Destroy both wraps of these people, and of recovery when one of them is a custodian."""
    user_ids = _ids(users)
    locked = rows.lock(dossier)
    erasure.announce(Kind.EXCLUDE, [dossier.pk, *user_ids])
    rows.bar(locked, user_ids, WrapState.EXCLUDED)
    if locked.vault_id is None:
        return
    # Locked: one of them may be becoming a custodian of a new recovery key this moment.
    if rows.is_recovery_barred(locked, rows.lock_vault(locked.vault_id)):
        rows.bar_recovery(locked)


@transaction.atomic
def readmit(dossier: Dossier, keys: DossierKeys, users: Iterable[AbstractBaseUser]) -> None:
    """Take an exclusion back: the shared key at once, the staff key when a holder next opens."""
    locked = rows.lock(dossier)
    user_ids = list(
        rows.excluded(locked).filter(user__in=_ids(users)).values_list("user", flat=True).distinct()
    )
    erasure.announce(Kind.READMIT, [dossier.pk, *user_ids])
    rows.excluded(locked).filter(user__in=user_ids).delete()
    if locked.vault is None:
        return
    rows.give(
        locked, [one for one in rows.admissible(locked.vault) if one.user_id in user_ids], keys
    )
    if rows.recovery(locked).filter(state=WrapState.EXCLUDED).exists():
        _restore_recovery(locked, locked.vault, keys)


def _restore_recovery(dossier: Dossier, vault: Vault, keys: DossierKeys) -> None:
    if rows.give_recovery(dossier, vault, keys):
        rows.recovery(dossier).filter(state=WrapState.EXCLUDED).delete()


@transaction.atomic
def destroy(dossier: Dossier) -> None:
    """Destroy every wrap, then the dossier with all that hangs on it (P6)."""
    locked = rows.lock(dossier)
    erasure.announce(Kind.DESTROY, [dossier.pk])
    locked.wraps.all().delete()
    LetterKey.objects.filter(letter__dossier=locked).delete()
    locked.delete()


# The team's side


def open_as_member(dossier: Dossier, unlocked: UnlockedMember) -> DossierKeys:
    """Unwrap what is wrapped for this member. Raises NotOnKeyring: to them it does not exist."""
    opener = wrapping.Unwrapper(unlocked.private_key)
    held = {wrap.audience: _unwrap(opener, wrap) for wrap in _own_wraps([dossier.pk], unlocked)}
    if Audience.SHARED not in held:
        raise NotOnKeyring("No key is wrapped for this person.")
    keys = DossierKeys(dossier.pk, shared=held[Audience.SHARED], staff=held.get(Audience.STAFF))
    if keys.staff is not None:
        _complete_readmissions(dossier, keys)
    _pass_letters_on(dossier, unlocked.recipient, opener)
    return keys


def open_shared_many(
    dossiers: Collection[UUID], unlocked: UnlockedMember
) -> dict[UUID, DossierKeys]:
    """Unwrap the shared keys of a list of dossier ids; what is not this member's is left out."""
    opener = wrapping.Unwrapper(unlocked.private_key)
    keys: dict[UUID, DossierKeys] = {}
    shared = _own_wraps(dossiers, unlocked).filter(audience=Audience.SHARED)
    for dossier_id, wrapped in shared.values_list("dossier", "wrapped"):
        # One spoiled row must not take the whole list away; opening it names the error.
        with suppress(EnvelopeError):
            key = opener.unwrap(wrapped or b"", dossier_id=dossier_id, audience=Audience.SHARED)
            keys[dossier_id] = DossierKeys(dossier_id, shared=key)
    return keys


def _own_wraps(dossiers: Collection[UUID], unlocked: UnlockedMember) -> QuerySet[Wrap]:
    """Rows by which this very person, in this vault and admitted today, may open."""
    return readable().filter(
        dossier__in=dossiers,
        recipient=unlocked.recipient,
        user=unlocked.recipient.user_id,
        recipient__vault=unlocked.recipient.vault_id,
    )


def readable() -> QuerySet[Wrap]:
    """Wrapped rows whose person, recipient and vault agree: changing one of them opens nothing."""
    return Wrap.objects.filter(
        holder=Holder.MEMBER,
        state=WrapState.WRAPPED,
        recipient__state=RecipientState.ADMITTED,
        recipient__user=F("user"),
        recipient__vault=F("dossier__vault"),
    )


def _unwrap(opener: wrapping.Unwrapper, wrap: Wrap) -> bytes:
    return opener.unwrap(wrap.wrapped or b"", dossier_id=wrap.dossier_id, audience=wrap.audience)


def _complete_readmissions(dossier: Dossier, keys: DossierKeys) -> None:
    """Give the staff key to those who hold the shared key alone; nobody else is topped up."""
    if not _without_staff_key(dossier).exists():
        return
    with transaction.atomic():
        locked = rows.lock(dossier)
        lacking = _without_staff_key(locked).select_related("recipient")
        members = [wrap.recipient for wrap in lacking if wrap.recipient is not None]
        rows.give(locked, [one for one in members if rows.may_receive(one, locked.vault_id)], keys)
        if locked.vault is not None and rows.recovery(locked).count() == 1:
            rows.give_recovery(locked, locked.vault, keys)


def _pass_letters_on(dossier: Dossier, holder: Recipient, opener: wrapping.Unwrapper) -> None:
    """Who became a reader while a letter waits gets its key from who has it: never others (P2)."""
    if not letter_keys.lacking(readers(dossier), dossier, holder=holder).exists():
        return
    with transaction.atomic():
        locked = rows.lock(dossier)
        for one in letter_keys.lacking(readers(locked), locked, holder=holder):
            if rows.may_receive(one, locked.vault_id):
                letter_keys.pass_on(locked, holder=holder, opener=opener, newcomer=one)


def _without_staff_key(dossier: Dossier) -> QuerySet[Wrap]:
    """The members' and the recovery's shared wraps that have no staff row beside them."""
    staff_rows = Wrap.objects.filter(
        dossier=dossier, audience=Audience.STAFF, holder=OuterRef("holder")
    ).filter(Q(user=OuterRef("user")) | Q(user__isnull=True))
    # What somebody had before they left is no reason to go without now.
    staff_rows = staff_rows.exclude(state=WrapState.LEFT)
    return (
        dossier.wraps.filter(audience=Audience.SHARED, state=WrapState.WRAPPED)
        .exclude(holder=Holder.REPORTER)
        .exclude(Exists(staff_rows))
    )


@transaction.atomic
def recuse(dossier: Dossier, recipient: Recipient) -> None:
    """The member steps back: both wraps are destroyed. Raises LastHolder for the only one."""
    locked = rows.lock(dossier)
    others = readers(locked).exclude(pk=recipient.pk)
    if not others.exists() and not rows.recovery(locked).filter(state=WrapState.WRAPPED).exists():
        raise LastHolder("Nobody else could open the dossier.")
    erasure.announce(Kind.RECUSE, [dossier.pk, recipient.user_id])
    rows.bar(locked, [recipient.user_id], WrapState.RECUSED)


# Who can read what


def readers(dossier: Dossier) -> QuerySet[Recipient]:
    """Return the members who can open the dossier."""
    wraps = readable().filter(dossier=dossier, audience=Audience.SHARED)
    return Recipient.objects.filter(pk__in=wraps.values("recipient"))


def excluded_users(dossier: Dossier) -> set[User]:
    return set(User.objects.filter(pk__in=rows.excluded(dossier).values("user")))


def keyed_users(dossier: Dossier) -> QuerySet[User]:
    """Everybody for whom a key of the dossier lies, also who may not use it now."""
    wraps = Wrap.objects.filter(dossier=dossier, state=WrapState.WRAPPED, user__isnull=False)
    return User.objects.filter(pk__in=wraps.values("user"))


def wrapped_for(recipient: Recipient) -> QuerySet[Dossier]:
    wraps = readable().filter(recipient=recipient, audience=Audience.SHARED)
    return Dossier.objects.filter(pk__in=wraps.values("dossier"))


def dossiers_visible_to(user: AbstractBaseUser) -> QuerySet[Dossier]:
    """Return the dossiers that exist for this user: for all others there is nothing (P2)."""
    wraps = readable().filter(user=user.pk, audience=Audience.SHARED)
    return Dossier.objects.filter(pk__in=wraps.values("dossier"))


def _ids(users: Iterable[AbstractBaseUser]) -> list[UUID]:
    return sorted({user.pk for user in users})
