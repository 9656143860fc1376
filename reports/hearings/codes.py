"""The code of a hearing: made like a receipt, and good for one question and one answer alone."""

from dataclasses import dataclass, field

from reports.hearings.models import Hearing
from stagebaken.vault import envelope, receipts
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey


@dataclass(frozen=True)
class CodeKeys:
    """What a code gives: where its hearing is found, and what opens it."""

    locator: bytes = field(repr=False)
    wrapping_key: bytes = field(repr=False)


def derive(code: str) -> CodeKeys:
    """Stretch a normalised code in the lane of receipts. Raises Busy.

    The same digits as a report's receipt give other keys: neither code opens what is the other's.
    """
    root = receipts.derive(code).wrapping_key
    return CodeKeys(subkey("hearing-locator/v1", root), subkey("hearing-wrap/v1", root))


def seal_question(hearing: Hearing, keys: CodeKeys, question: bytes) -> None:
    """Put the very bytes under a fresh key that this code alone opens; the one before is gone."""
    key = envelope.new_key()
    hearing.locator = keys.locator
    hearing.wrapped_key = envelope.seal(
        keys.wrapping_key, key, purpose=Purpose.HEARING_KEY, object_id=hearing.pk
    )
    hearing.question = envelope.seal(
        key, question, purpose=Purpose.HEARING_QUESTION, object_id=hearing.pk
    )


def read_question(hearing: Hearing, keys: CodeKeys) -> str:
    return _unseal(hearing, keys, hearing.question, Purpose.HEARING_QUESTION)


def seal_answer(hearing: Hearing, keys: CodeKeys, answer: str) -> None:
    """Keep the company's own answer where its code opens it."""
    hearing.answer = envelope.seal(
        _key(hearing, keys), answer.encode(), purpose=Purpose.HEARING_ANSWER, object_id=hearing.pk
    )


def read_answer(hearing: Hearing, keys: CodeKeys) -> str:
    """What the company wrote; empty where it did not write here."""
    if hearing.answer is None:
        return ""
    return _unseal(hearing, keys, hearing.answer, Purpose.HEARING_ANSWER)


def forget(hearing: Hearing) -> None:
    """Destroy what the company's code opens: the key first."""
    hearing.wrapped_key = hearing.locator = hearing.question = hearing.answer = None


def _unseal(
    hearing: Hearing, keys: CodeKeys, sealed: bytes | memoryview | None, purpose: Purpose
) -> str:
    key = _key(hearing, keys)
    return envelope.unseal(key, sealed or b"", purpose=purpose, object_id=hearing.pk).decode()


def _key(hearing: Hearing, keys: CodeKeys) -> bytes:
    wrapped = hearing.wrapped_key or b""
    return envelope.unseal(
        keys.wrapping_key, wrapped, purpose=Purpose.HEARING_KEY, object_id=hearing.pk
    )
