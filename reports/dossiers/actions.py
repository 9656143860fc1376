"""Write and read the sealed content of a dossier. Callers hold its keys and have authorised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    HEARD = "heard"  # what a company answered, filed by the team; the author is the company
    HEARD_IN_PART = "heard_in_part"  # the same, shortened by the team
    FROM_SBB = "from_sbb"  # what SBB wrote to the school, filed by the team
    FROM_SBB_IN_PART = "from_sbb_in_part"  # the same, in the team's words
    ANSWERED = "answered"  # what a witness or another body answered, as a member wrote it down
    ANSWERED_IN_PART = "answered_in_part"  # the same, shortened by the team
    STEP = "step"  # the case came to another status; the words of the team may be empty


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
    files: list[str] = field(default_factory=list)  # ids of the files that came with it
    step: dict[str, str] = field(default_factory=dict)  # of a STEP: codes of status and outcome
    came_on: str = ""  # ISO 8601: the day of an answer from outside

    @property
    def arrived(self) -> date:
        """The day on which it came, or was said."""
        return date.fromisoformat(self.came_on) if self.came_on else self.day


def checked_text(text: str, *, is_optional: bool = False) -> str:
    """Return the text without outer space, or refuse what is empty or too long."""
    text = text.replace("\x00", "").strip()
    if not (text or is_optional):
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


def said_before(*, dossier: Dossier, once: UUID | None) -> Message | None:
    """The message that this form sent earlier, if it did."""
    return Message.objects.filter(dossier=dossier, pk=once).first() if once else None


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
    files: Sequence[UUID] = (),
    step: Mapping[str, str] | None = None,
    came_on: date | None = None,
    once: UUID | None = None,
) -> tuple[Message, bool]:
    """Append to the conversation. Locks the dossier, so that two tabs get two positions.

    `once` comes from the form: sending the same form again returns the first message, and False.
    A file alone says enough, a voice for one; without a file there is a text, or EmptyText.
    """
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    sent = said_before(dossier=dossier, once=once)
    if sent is not None:
        return sent, False
    last = Message.objects.filter(dossier=dossier).aggregate(Max("position"))["position__max"] or 0
    message = Message(id=_free(once), dossier=dossier, position=last + 1, day=day)
    words = checked_text(text, is_optional=bool(files or step))
    body: dict[str, Any] = {"side": side, "kind": kind, "text": words}
    if side is Side.STAFF:
        body |= {"author": author, "role": role}
    if files:
        body["files"] = [str(file) for file in files]
    if step:
        body["step"] = dict(step)
    if came_on:
        body["came_on"] = came_on.isoformat()
    keys.seal(message, "body", body)
    message.save(force_insert=True)
    return message, True


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the message's id, unless another dossier's message has it."""
    if once is None or Message.objects.filter(pk=once).exists():
        return uuid4()
    return once


def conversation(*, dossier: Dossier, keys: DossierKeys) -> list[Said]:
    return [
        Said(id=str(message.pk), day=message.day, **keys.read(message, "body"))
        for message in Message.objects.filter(dossier=dossier)
    ]
