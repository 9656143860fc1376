"""Write and read the sealed content of a dossier. Callers hold its keys and have authorised."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from reports.dossiers.account import ACCOUNT_LIMIT, Account, Decisions
from reports.dossiers.models import Message, Report
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier


class Side(StrEnum):
    REPORTER = "reporter"
    STAFF = "staff"


class Kind(StrEnum):
    MESSAGE = "message"
    ADDITION = "addition"  # the reporter adds to the story
    DECISION = "decision"  # the reporter changed a decision; the text says which


class EmptyText(ValueError):
    """There is nothing to store."""


class TextTooLong(ValueError):
    """More than ACCOUNT_LIMIT characters."""


@dataclass(frozen=True)
class Said:
    """A message as opened."""

    id: str
    day: date
    side: str
    kind: str
    text: str
    author: str = ""
    role: str = ""


def checked_text(text: str) -> str:
    """Return the text without outer space, or refuse what is empty or too long."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise EmptyText
    if len(text) > ACCOUNT_LIMIT:
        raise TextTooLong
    return text


def write_report(
    *,
    dossier: Dossier,
    keys: DossierKeys,
    account: Account,
    decisions: Decisions,
    address: str = "",
) -> Report:
    report = Report(dossier=dossier)
    keys.seal(report, "account", account.as_json())
    keys.seal(report, "decisions", decisions.as_json())
    keys.seal(report, "card", account.card())
    if address:
        keys.seal(report, "address", address)
    report.save(force_insert=True)
    return report


def read_account(*, report: Report, keys: DossierKeys) -> Account:
    return Account.from_json(keys.read(report, "account"))


def read_decisions(*, report: Report, keys: DossierKeys) -> Decisions:
    return Decisions.from_json(keys.read(report, "decisions"))


def write_decisions(*, report: Report, keys: DossierKeys, decisions: Decisions) -> None:
    keys.seal(report, "decisions", decisions.as_json())
    report.save(update_fields=["decisions"])


def write_address(*, report: Report, keys: DossierKeys, address: str) -> None:
    """Replace or, when empty, remove the reporter's e-mail address."""
    if address:
        keys.seal(report, "address", address)
    else:
        report.address = None
    report.save(update_fields=["address"])


def say(
    *,
    dossier: Dossier,
    keys: DossierKeys,
    side: Side,
    text: str,
    day: date,
    kind: Kind = Kind.MESSAGE,
    author: str = "",
    role: str = "",
    once: UUID | None = None,
) -> Message:
    """Append to the conversation. Locks the dossier, so that two tabs get two positions.

    `once` comes from the form: sending the same form again returns the first message.
    """
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    sent_before = Message.objects.filter(dossier=dossier, pk=once).first() if once else None
    if sent_before is not None:
        return sent_before
    last = Message.objects.filter(dossier=dossier).aggregate(Max("position"))["position__max"] or 0
    message = Message(id=once or uuid4(), dossier=dossier, position=last + 1, day=day)
    body: dict[str, Any] = {"side": side, "kind": kind, "text": checked_text(text)}
    if side is Side.STAFF:
        body |= {"author": author, "role": role}
    keys.seal(message, "body", body)
    message.save(force_insert=True)
    return message


def conversation(*, dossier: Dossier, keys: DossierKeys) -> list[Said]:
    return [
        Said(id=str(message.pk), day=message.day, **keys.read(message, "body"))
        for message in Message.objects.filter(dossier=dossier)
    ]
