"""Wrapping what was filed before: for a newcomer by a member, or by the recovery key.

What a dossier may ask of a newcomer, other rooms know: they pass it in as `may_reach`.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from stagebaken.audit.destruction import Kind
from stagebaken.vault import erasure, keyring, letter_keys, rows
from stagebaken.vault.errors import EnvelopeError, NotOnKeyring
from stagebaken.vault.keys import DossierKeys, UnlockedMember
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
from stagebaken.vault.wrapping import Unwrapper

MayReach = Callable[[Dossier, DossierKeys], bool]


def candidates(*, holder: Recipient, newcomer: Recipient) -> QuerySet[Dossier]:
    """What this member holds, the newcomer does not, and from which nobody is excluded."""
    return (
        _lacking(keyring.wrapped_for(holder), newcomer)
        .exclude(Exists(_rows(state=WrapState.EXCLUDED, user__isnull=False)))
        .order_by("pk")
    )


def recoverable(*, vault: Vault, recipient: Recipient) -> QuerySet[Dossier]:
    """What the recovery key opens and this member does not, in a fixed order.

    Also a dossier that they hold, while a letter waits in it that they cannot open.
    """
    opened = _rows(holder=Holder.RECOVERY, audience=Audience.SHARED, state=WrapState.WRAPPED)
    theirs = Dossier.objects.filter(Exists(opened), vault=vault)
    held = theirs.filter(pk__in=keyring.wrapped_for(recipient).values("pk"))
    unread = held.filter(letter_keys.left_to_recovery(recipient))
    return (_lacking(theirs, recipient) | unread).order_by("pk")


def newcomers(dossier: Dossier) -> list[Recipient]:
    """Admitted members who have no key of this dossier and were not barred from it."""
    if dossier.vault is None:
        return []
    settled = rows.barred(dossier) | set(keyring.readers(dossier).values_list("user", flat=True))
    return [one for one in rows.admissible(dossier.vault) if one.user_id not in settled]


def _lacking(dossiers: QuerySet[Dossier], recipient: Recipient) -> QuerySet[Dossier]:
    own = _rows(user=recipient.user_id)
    has_key = Q(state=WrapState.WRAPPED, recipient=recipient)
    is_barred = Q(state__in=[WrapState.EXCLUDED, WrapState.RECUSED])
    return dossiers.exclude(Exists(own.filter(has_key | is_barred)))


def _rows(**conditions: object) -> QuerySet[Wrap]:
    return Wrap.objects.filter(dossier=OuterRef("pk"), **conditions)


@transaction.atomic
def give_as_member(
    dossier_id: UUID, *, holder: UnlockedMember, newcomer: Recipient, may_reach: MayReach
) -> bool:
    """Wrap one dossier for a newcomer. False when it reaches them by the reporter's yes only."""
    # Asked again under the lock: a withdrawal or an exclusion may have come in between.
    dossier = _locked(candidates(holder=holder.recipient, newcomer=newcomer), dossier_id)
    if dossier is None or not rows.may_receive(newcomer, dossier.vault_id):
        return False
    try:
        keys = keyring.open_as_member(dossier, holder)
        if not may_reach(dossier, keys):
            return False
    except (EnvelopeError, NotOnKeyring):
        return False  # a spoiled row must not keep the others from the newcomer
    rows.give(dossier, [newcomer], keys)
    opener = Unwrapper(holder.private_key)
    letter_keys.pass_on(dossier, holder=holder.recipient, opener=opener, newcomer=newcomer)
    return True


@transaction.atomic
def give_as_reporter(dossier: Dossier, *, newcomer: Recipient, keys: DossierKeys) -> bool:
    """The reporter's yes: the shared key at once, the staff key when a holder next opens."""
    locked = rows.lock(dossier)
    if newcomer not in newcomers(locked):
        return False
    # A restore takes away what somebody had before: not from who was let in after that.
    erasure.announce(Kind.GIVE, [locked.pk, newcomer.user_id])
    rows.give(locked, [newcomer], keys)
    return True


@transaction.atomic
def decline(dossier: Dossier, *, newcomer: Recipient) -> bool:
    """The reporter's no: as any other exclusion, and as easily taken back."""
    locked = rows.lock(dossier)
    if newcomer not in newcomers(locked):
        return False
    keyring.exclude(locked, [newcomer.user])
    return True


@transaction.atomic
def give_by_recovery(
    dossier_id: UUID, *, vault: Vault, opener: Unwrapper, recipient: Recipient, may_reach: MayReach
) -> bool:
    """Wrap one dossier for a member with the recovery key: never against who was barred."""
    dossier = _locked(recoverable(vault=vault, recipient=recipient), dossier_id)
    if dossier is None or not rows.may_receive(recipient, vault.pk):
        return False
    if keyring.readers(dossier).filter(pk=recipient.pk).exists():
        return letter_keys.pass_on(dossier, holder=None, opener=opener, newcomer=recipient)
    try:
        keys = _open_by_recovery(dossier, opener)
        if not _lost_key(dossier, recipient) and not _may_come_new(dossier, keys, may_reach):
            return False
    except EnvelopeError:
        return False
    rows.give(dossier, [recipient], keys)
    letter_keys.pass_on(dossier, holder=None, opener=opener, newcomer=recipient)
    return True


def _locked(dossiers: QuerySet[Dossier], dossier_id: UUID) -> Dossier | None:
    Dossier.objects.select_for_update().filter(pk=dossier_id).first()
    return dossiers.select_related("vault").filter(pk=dossier_id).first()


def _open_by_recovery(dossier: Dossier, opener: Unwrapper) -> DossierKeys:
    wraps = rows.recovery(dossier).filter(state=WrapState.WRAPPED)
    held = {
        wrap.audience: opener.unwrap(
            wrap.wrapped or b"", dossier_id=dossier.pk, audience=wrap.audience
        )
        for wrap in wraps
    }
    return DossierKeys(dossier.pk, shared=held[Audience.SHARED], staff=held.get(Audience.STAFF))


def _lost_key(dossier: Dossier, recipient: Recipient) -> bool:
    """This person had a key, lost its passphrase and stayed: recovery gives back what was lost.

    Who left in between comes back as somebody new: the reporter may have named them meanwhile,
    in words that only a reader of the dossier sees.
    """
    lost = Wrap.objects.filter(
        dossier=dossier,
        user=recipient.user_id,
        recipient__user=recipient.user_id,
        recipient__vault=recipient.vault_id,
        recipient__state=RecipientState.RETIRED,
    )
    return lost.exists()


def _may_come_new(dossier: Dossier, keys: DossierKeys, may_reach: MayReach) -> bool:
    """Somebody new to the dossier: as at an admission, except that a dossier with an exclusion
    which nobody can read any more is not left unread."""
    if not may_reach(dossier, keys):
        return False
    return not rows.excluded(dossier).exists() or not keyring.readers(dossier).exists()
