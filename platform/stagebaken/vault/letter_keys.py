"""The key rows of letters: they follow a dossier's keyring. The verbs stand in letters.py."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from stagebaken.vault import wrapping
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.letter_models import Letter, LetterKey
from stagebaken.vault.models import (
    Audience,
    Dossier,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)

AUDIENCE = "letter"  # part of what a wrap is bound to, beside the letter's id


def wrap(letter: Letter, key: bytes, recipient: Recipient | None, public: bytes) -> LetterKey:
    """A row for one holder, not saved; without a recipient for the recovery key."""
    wrapped = wrapping.wrap(key, public, dossier_id=letter.pk, audience=AUDIENCE)
    return LetterKey(letter=letter, recipient=recipient, wrapped=wrapped)


def unwrap(row: LetterKey, opener: wrapping.Unwrapper) -> bytes:
    return opener.unwrap(row.wrapped, dossier_id=row.letter_id, audience=AUDIENCE)


def bar(dossier: Dossier, user_ids: Iterable[UUID]) -> None:
    """Destroy what these people hold: excluded, or stepped back (P2)."""
    LetterKey.objects.filter(letter__dossier=dossier, recipient__user__in=list(user_ids)).delete()


def bar_recovery(dossiers: QuerySet[Dossier]) -> None:
    LetterKey.objects.filter(letter__dossier__in=dossiers, recipient__isnull=True).delete()


def lacking(
    readers: QuerySet[Recipient], dossier: Dossier, *, holder: Recipient
) -> QuerySet[Recipient]:
    """Which of these readers have no key of some letter of which this holder has one."""
    theirs = LetterKey.objects.filter(letter=OuterRef("letter"), recipient=OuterRef(OuterRef("pk")))
    held = LetterKey.objects.filter(letter__dossier=dossier, recipient=holder)
    return readers.filter(Exists(held.filter(~Exists(theirs))))


def left_to_recovery(recipient: Recipient) -> Exists:
    """A condition on dossiers: the recovery key opens a letter of it, this person does not."""
    theirs = LetterKey.objects.filter(letter=OuterRef("letter"), recipient=recipient)
    held = LetterKey.objects.filter(letter__dossier=OuterRef("pk"), recipient__isnull=True)
    return Exists(held.filter(~Exists(theirs)))


def usable() -> QuerySet[LetterKey]:
    """Keys that open something: the recovery key's, and those of who has the dossier's key too.

    Somebody who is suspended counts: they may come back, and then their key opens it again.
    """
    wraps = Wrap.objects.filter(
        dossier=OuterRef("letter__dossier"),
        recipient=OuterRef("recipient"),
        audience=Audience.SHARED,
        state=WrapState.WRAPPED,
    )
    present = [RecipientState.ADMITTED, RecipientState.SUSPENDED]
    holds = Q(Exists(wraps)) & Q(recipient__state__in=present)
    return LetterKey.objects.filter(Q(recipient__isnull=True) | holds)


def pass_on(
    dossier: Dossier, *, holder: Recipient | None, opener: wrapping.Unwrapper, newcomer: Recipient
) -> bool:
    """Whoever gets the dossier's keys gets those of its letters from the same holder.

    A `holder` of None is the recovery key. A spoiled row is left out. False when nothing came.
    """
    is_given = False
    held = LetterKey.objects.filter(letter__dossier=dossier, recipient=holder)
    for row in held.select_related("letter").exclude(letter__keys__recipient=newcomer):
        key = _or_none(lambda row=row: unwrap(row, opener))  # type: ignore[misc]
        if key is not None:
            wrap(row.letter, key, newcomer, bytes(newcomer.public_key)).save(force_insert=True)
            is_given = True
    return is_given


def renew_recovery(vault: Vault, opener: wrapping.Unwrapper, public: bytes) -> None:
    """Wrap anew, for a new recovery key, what the former one opens."""
    rows = LetterKey.objects.filter(letter__dossier__vault=vault, recipient__isnull=True)
    for row in rows.select_for_update(of=("self",)).select_related("letter"):
        key = _or_none(lambda row=row: unwrap(row, opener))  # type: ignore[misc]
        if key is not None:
            row.wrapped = wrap(row.letter, key, None, public).wrapped
            row.save(update_fields=["wrapped"])


def destroy_needless(recipient: Recipient) -> None:
    """Who leaves loses what somebody else opens too, never the last key."""
    others = LetterKey.objects.filter(letter=OuterRef("letter")).exclude(pk=OuterRef("pk"))
    usable = others.filter(Q(recipient__isnull=True) | Q(recipient__state="admitted"))
    LetterKey.objects.filter(Exists(usable), recipient=recipient).delete()


def _or_none(opened: Callable[[], bytes]) -> bytes | None:
    try:
        return opened()
    except EnvelopeError:
        return None
