"""The verbs of the consent ladder. Callers hold the dossier's keys and have authorised.

Each locks the dossier's row, so that a yes being taken back cannot race what it allows.
"""

import hashlib
import hmac
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise

from reports.consents.models import Consent
from reports.consents.plain import is_plain
from reports.consents.vocabulary import (
    ANSWERS,
    OPEN,
    TEAM_STATES,
    TEXT_VERSION,
    TRANSITIONS,
    State,
    Step,
)
from stagebaken.audit.destruction import Kind
from stagebaken.vault import erasure
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier

DOCUMENT_LIMIT = 50_000  # characters: what a reporter can read before saying yes


class NoConsent(Exception):
    """There is no yes of the reporter to exactly this."""


class PreviewChanged(NoConsent):
    """The yes names other bytes than those that would leave."""


class IllegalStep(ValueError):
    """This state may not follow that one: it was answered, taken back or carried out meanwhile."""


class DocumentUnfit(ValueError):
    """The text that would leave is empty, longer than DOCUMENT_LIMIT, or not all to be seen."""


@dataclass(frozen=True)
class Request:
    """What is asked. `document` is the very text that leaves: its UTF-8 bytes and no others."""

    step: str
    receiver: str  # who gets it, as the reporter reads it
    document: str
    may_follow: str = ""  # what may happen then
    may_guess: bool = True  # whether the receiver could guess who reported
    author: str = ""  # the member who asks
    role: str = ""
    text_version: int = TEXT_VERSION
    language: str = ""  # of `may_follow`, which is written for the reporter; empty: not noted

    @property
    def content(self) -> bytes:
        return self.document.encode()

    @property
    def digest(self) -> str:
        """SHA-256 of what leaves, as 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        known = {item.name for item in fields(cls)}
        return cls(**{name: value[name] for name in value.keys() & known})


# What a restored backup may not undo.
ANNOUNCED = {
    State.REVOKED: Kind.REVOKE,
    State.TAKEN_BACK: Kind.REVOKE,
    State.CARRIED_OUT: Kind.CARRY_OUT,
    State.EXCEPTION: Kind.EXCEPT,
}


@dataclass(frozen=True)
class Answer:
    """One answer of the reporter."""

    answer: str
    digest: str
    text_version: int
    day: str  # ISO 8601


@dataclass(frozen=True)
class OpenConsent:
    """A question as opened."""

    id: UUID
    state: State
    asked_on: date
    ended_on: date | None
    request: Request
    answers: list[Answer]

    @property
    def step(self) -> Step:
        return Step(self.request.step)

    @property
    def team_state(self) -> Promise:
        """Where it stands, as the pages of the team say it."""
        return TEAM_STATES[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state == State.ASKED

    @property
    def is_granted(self) -> bool:
        """A yes that stands, by the seal and by the row, to these very bytes."""
        if self.state != State.YES or not self.answers:
            return False
        last = self.answers[-1]
        return last.answer == State.YES and _same(last.digest, self.request.digest)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


@transaction.atomic
def ask(
    *,
    dossier: Dossier,
    keys: DossierKeys,
    request: Request,
    day: date,
    once: UUID | None = None,
) -> tuple[Consent, bool]:
    """Ask one step of the reporter. The same form sent twice asks once, and gives False.

    Raises DocumentUnfit.
    """
    if not request.document.strip() or len(request.document) > DOCUMENT_LIMIT:
        raise DocumentUnfit("There is nothing to show, or more than anybody reads.")
    if not all(map(is_plain, [request.document, request.receiver, request.may_follow])):
        raise DocumentUnfit("There are signs in it that nobody sees.")
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    asked = Consent.objects.filter(dossier=dossier, pk=once).first() if once else None
    if asked is not None:
        return asked, False
    last = Consent.objects.filter(dossier=dossier).aggregate(Max("position"))["position__max"] or 0
    consent = Consent(id=_free(once), dossier=dossier, position=last + 1, asked_on=day)
    keys.seal(consent, "request", asdict(request))
    keys.seal(consent, "answers", [])
    consent.save(force_insert=True)
    return consent, True


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another dossier's question has it."""
    if once is None or Consent.objects.filter(pk=once).exists():
        return uuid4()
    return once


def opened(dossier: Dossier, keys: DossierKeys) -> list[OpenConsent]:
    """Every question that was asked in this dossier, oldest first."""
    return [_open(consent, keys) for consent in Consent.objects.filter(dossier=dossier)]


def _open(consent: Consent, keys: DossierKeys) -> OpenConsent:
    return OpenConsent(
        id=consent.pk,
        state=State(consent.state),
        asked_on=consent.asked_on,
        ended_on=consent.ended_on,
        request=Request.from_json(keys.read(consent, "request")),
        answers=[Answer(**one) for one in keys.read(consent, "answers")],
    )


def standing(dossier: Dossier, keys: DossierKeys, step: Step) -> OpenConsent | None:
    """The latest yes to this step that was neither carried out nor taken back."""
    granted = [one for one in opened(dossier, keys) if one.step == step and one.is_granted]
    return granted[-1] if granted else None


def was_carried_out(dossier: Dossier, keys: DossierKeys, step: Step) -> bool:
    """Whether this step was taken: with the reporter's yes, or by the exception of the law."""
    taken = {State.CARRIED_OUT, State.EXCEPTION}
    return any(one.step == step and one.state in taken for one in opened(dossier, keys))


@transaction.atomic
def answer(
    *,
    dossier: Dossier,
    keys: DossierKeys,
    consent_id: UUID,
    answer: State,
    digest: str,
    day: date,
) -> bool:
    """Record the reporter's answer. The answer that stands, given again, gives False.

    A yes names the digest of what was shown: PreviewChanged for any other. A yes that is no more
    becomes 'revoked', whichever other answer came. Raises IllegalStep.
    """
    if answer not in ANSWERS:
        raise IllegalStep(f"Not an answer: {answer}")
    consent, question = _hold(dossier, keys, consent_id)
    if answer == State.YES and not _same(digest, question.request.digest):
        raise PreviewChanged("The page showed another text.")
    following = State.REVOKED if question.state == State.YES and answer != State.YES else answer
    if following == question.state or (question.state, answer) == (State.REVOKED, State.NO):
        return False
    # The words of today stood around it, also where it was asked before they changed.
    given = Answer(answer, question.request.digest, TEXT_VERSION, day.isoformat())
    keys.seal(consent, "answers", [asdict(one) for one in [*question.answers, given]])
    _move(consent, following, day)
    return True


@transaction.atomic
def take_back(*, dossier: Dossier, keys: DossierKeys, consent_id: UUID, day: date) -> None:
    """The team withdraws its question, because something else is better. Raises IllegalStep."""
    consent, _question = _hold(dossier, keys, consent_id)
    _move(consent, State.TAKEN_BACK, day)


@transaction.atomic
def end_all(*, dossier: Dossier, keys: DossierKeys, day: date) -> list[OpenConsent]:
    """Withdraw every question that could still become a yes; return them as they stood."""
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    found = [one for one in opened(dossier, keys) if one.is_open]
    for one in found:
        take_back(dossier=dossier, keys=keys, consent_id=one.id, day=day)
    return found


@transaction.atomic
def carry_out(
    *, dossier: Dossier, keys: DossierKeys, consent_id: UUID, step: Step, day: date
) -> bytes:
    """Return the bytes to which the reporter said yes: these alone may leave.

    In the caller's transaction: what fails afterwards leaves it undone. Raises NoConsent.
    """
    consent, question = _hold(dossier, keys, consent_id)
    if question.step != step or not question.is_granted:
        raise NoConsent("The reporter's yes to this step does not stand.")
    _move(consent, State.CARRIED_OUT, day)
    return question.request.content


@transaction.atomic
def carry_out_by_exception(
    *, dossier: Dossier, keys: DossierKeys, consent_id: UUID, day: date
) -> bytes:
    """Acute danger, decided by two members: the one exception that the law allows.

    Callers have seen to the second member, the reason, the audit event and the message.
    """
    consent, question = _hold(dossier, keys, consent_id)
    _move(consent, State.EXCEPTION, day)
    return question.request.content


def _hold(dossier: Dossier, keys: DossierKeys, consent_id: UUID) -> tuple[Consent, OpenConsent]:
    """Lock the dossier and read the question as it is by now."""
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    consent = Consent.objects.filter(dossier=dossier, pk=consent_id).first()
    if consent is None:
        raise NoConsent("No such question was asked in this dossier.")
    return consent, _open(consent, keys)


def _move(consent: Consent, following: State, day: date) -> None:
    if following not in TRANSITIONS[State(consent.state)]:
        raise IllegalStep(f"{consent.state} → {following}")
    told = ANNOUNCED.get(following)
    if told and (consent.state == State.YES or following == State.EXCEPTION):
        # Attack: a backup from before is put back, and with it the yes: to be used, or used twice.
        erasure.announce(told, [consent.pk])
    consent.state = following
    consent.ended_on = None if following in OPEN else day
    consent.save(update_fields=["state", "ended_on", "answers"])
