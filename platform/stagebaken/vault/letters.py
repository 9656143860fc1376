"""An answer without a key (vault.md): SBB's outcome, a company's hearing.

Its writer holds no key of the dossier. It is sealed by HPKE to each who can read the dossier now,
and to the recovery key; a holder files it into the dossier. Callers have authorised and write
the audit events.
"""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from stagebaken.vault import envelope, erasure, keyring, letter_keys, roster, rows, wrapping
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.letter_models import Letter, LetterKey
from stagebaken.vault.models import Dossier, RecipientState
from stagebaken.vault.purposes import Purpose
from stagebaken.web.days import today


@transaction.atomic
def post(dossier: Dossier, content: dict[str, Any]) -> Letter:
    """Seal `content` (JSON) to each current holder.

    Raises NotOnKeyring: the dossier was withdrawn, or nobody at all could open the letter.
    """
    locked = rows.lock(dossier)
    letter, key = Letter(dossier=locked, received_on=today()), envelope.new_key()
    plaintext = json.dumps(content, ensure_ascii=False).encode()
    letter.body = envelope.seal(key, plaintext, purpose=Purpose.LETTER_BODY, object_id=letter.pk)
    readers = keyring.readers(locked).select_related("user", "vault")
    trusted = [one for one in readers if rows.may_receive(one, locked.vault_id)]
    made = [letter_keys.wrap(letter, key, one, bytes(one.public_key)) for one in trusted]
    made += _for_recovery(locked, letter, key)
    if not made:
        raise NotOnKeyring("Nobody reads this dossier now.")
    letter.save(force_insert=True)
    LetterKey.objects.bulk_create(made)
    return letter


def _for_recovery(dossier: Dossier, letter: Letter, key: bytes) -> list[LetterKey]:
    """For the recovery key where it opens the dossier: no reader is left unread for good (P4)."""
    vault = dossier.vault
    opens = rows.recovery(dossier).filter(state="wrapped").exists()
    if vault is None or vault.recovery_public_key is None:
        return []
    if not opens or not roster.is_trusted(vault):
        return []
    return [letter_keys.wrap(letter, key, None, bytes(vault.recovery_public_key))]


def waiting(dossier: Dossier) -> list[Letter]:
    """What came back and was not filed yet, in the order of the days."""
    return list(Letter.objects.filter(dossier=dossier).order_by("received_on", "pk"))


def lost() -> QuerySet[Letter]:
    """Letters that nobody can open any more: no reader, nobody suspended, no recovery key."""
    return Letter.objects.filter(~Exists(letter_keys.usable().filter(letter=OuterRef("pk"))))


def is_lost(letter_id: UUID | None) -> bool:
    return letter_id is not None and lost().filter(pk=letter_id).exists()


def open_letter(letter: Letter, member: UnlockedMember) -> dict[str, Any]:
    """Open as a current holder. Raises NotOnKeyring: for others there is nothing (P2)."""
    if not keyring.readers(letter.dossier).filter(pk=member.recipient.pk).exists():
        raise NotOnKeyring("The dossier is not this member's.")
    row = LetterKey.objects.filter(
        letter=letter,
        recipient=member.recipient,
        recipient__user=member.recipient.user_id,
        recipient__state=RecipientState.ADMITTED,
    ).first()
    if row is None:
        raise NotOnKeyring("No key of this letter is wrapped for this person.")
    key = letter_keys.unwrap(row, wrapping.Unwrapper(member.private_key))
    plaintext = envelope.unseal(key, letter.body, purpose=Purpose.LETTER_BODY, object_id=letter.pk)
    content: dict[str, Any] = json.loads(plaintext)
    return content


@transaction.atomic
def discard(letter: Letter) -> None:
    """Destroy what is left of its keys. The row stays, as the sign that something came."""
    letter.keys.all().delete()
    transaction.on_commit(erasure.scrub, robust=True)


@transaction.atomic
def file_away(letter: Letter) -> None:
    """Destroy it, keys first: its content stands in the dossier now."""
    letter.keys.all().delete()
    letter.delete()
    transaction.on_commit(erasure.scrub, robust=True)
