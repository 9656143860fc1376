"""What a row says, and how it is sealed. Length hides: every row is as long as every other."""

import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from schools.origin.models import Entry, Response
from schools.origin.pseudonyms import facts_key
from schools.origin.vocabulary import Herkomst
from stagebaken.vault.envelope import seal, unseal
from stagebaken.vault.purposes import Purpose


@dataclass(frozen=True)
class Facts:
    """Herkomst and gender, named as in a cohort's file; empty and `None` are not known."""

    herkomst: str = Herkomst.ONBEKEND.value
    herkomst_land: str = ""
    born_nl: bool | None = None
    gender: str = ""
    # The account that gave them; empty: a file did. Attack: a record that gets another account
    # would show its new holder what the student said.
    giver: str = ""


@dataclass(frozen=True)
class Answers:
    """To the evaluation of a school year; `None` was left open."""

    discrim: bool | None = None
    satisfaction: int | None = None
    giver: str = ""  # the account that gave it; empty: a file did


def seal_facts(facts: Facts, *, pseudonym: UUID) -> bytes:
    return _seal(facts, Purpose.ORIGIN_FACTS, pseudonym)


def seal_answers(answers: Answers, *, pseudonym: UUID) -> bytes:
    return _seal(answers, Purpose.ORIGIN_RESPONSE, pseudonym)


def open_facts(row: Entry) -> Facts:
    return Facts(**_unseal(row, Purpose.ORIGIN_FACTS))


def open_answers(row: Response) -> Answers:
    return Answers(**_unseal(row, Purpose.ORIGIN_RESPONSE))


def _seal(content: Facts | Answers, purpose: Purpose, pseudonym: UUID) -> bytes:
    """Bound to the pseudonym: facts that are copied into another's row do not open."""
    # As JSON writes it by itself, a land with foreign letters would make its row longer.
    text = json.dumps(asdict(content), ensure_ascii=False).encode()
    return seal(facts_key(), text, purpose=purpose, object_id=pseudonym)


def _unseal(row: Entry | Response, purpose: Purpose) -> dict[str, Any]:
    text = unseal(facts_key(), row.sealed, purpose=purpose, object_id=row.pseudonym)
    found: dict[str, Any] = json.loads(text)
    return found
