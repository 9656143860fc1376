"""The words of a message at rest: sealed under FIELD_KEY, for one message of one student.

Not a vault: the server opens it to show it. A stolen copy of the database alone opens nothing.
Who said it, to whom and on which day is sealed along, so that no row can be put under another's
name or in another thread.
"""

import json
import logging
from dataclasses import asdict, dataclass

from django.conf import settings

from schools.messages.models import Message
from stagebaken.vault.envelope import seal, unseal
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.purposes import Purpose
from stagebaken.vault.subkeys import subkey

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    text: str
    name: str  # of a coordinator, as it was; empty for a student
    title: str  # of that coordinator


def seal_words(message: Message, said: Said) -> bytes:
    content = asdict(said) | _facts(message)
    text = json.dumps(content, ensure_ascii=False).encode()
    return seal(_key(), text, purpose=Purpose.FIELD_MESSAGE, object_id=message.pk)


def open_words(message: Message) -> Said | None:
    """None when it does not open: another key, or a row that was changed."""
    try:
        text = unseal(_key(), message.sealed, purpose=Purpose.FIELD_MESSAGE, object_id=message.pk)
    except EnvelopeError:
        text = b"{}"
    content = json.loads(text)
    facts = _facts(message)
    if {name: content.pop(name, None) for name in facts} != facts:
        logger.warning("a message of a thread does not open")
        return None
    return Said(**content)


def _facts(message: Message) -> dict[str, str | int]:
    return {
        "thread": str(message.thread_id),
        "position": message.position,
        "day": message.day.isoformat(),
        "side": str(message.side),
    }


def _key() -> bytes:
    return subkey("field/message/v1", settings.FIELD_KEY)
