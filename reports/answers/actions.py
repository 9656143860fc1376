"""What came back from outside: of a witness, another body, or a talk with the company.

They have no code and no vault here, so a member writes their answer down, with the day and who it
is of. It lies with the team's notes under the staff key. What the reporter reads of it is a choice:
all of it, a part, or nothing yet, because a witness's words are about that witness too.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from reports.casework import turns
from reports.casework.holding import NoStaffKey, locked, record_for
from reports.casework.models import Case, Note
from reports.casework.opening import keys_for
from reports.consents import actions as consents
from reports.consents.actions import NoConsent, OpenConsent
from reports.consents.vocabulary import State, Step
from reports.dossiers.actions import Kind, Side, checked_text, said_before, say
from reports.dossiers.vocabulary import Told
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

# A company that is heard answers under a code of its own, SBB by letter.
STEPS = frozenset({Step.TALK, Step.BODY, Step.WITNESS})
DONE = frozenset({State.CARRIED_OUT, State.EXCEPTION})
NOTHING = ""  # the reporter read none of it yet; otherwise a code of Told


class NoSuchAnswer(LookupError):
    """This case has no such answer."""


class DayUnfit(ValueError):
    """It came before it was asked, or on a day that has yet to come."""


class ToldWhole(ValueError):
    """The reporter read all of it before."""


@dataclass(frozen=True)
class Answer:
    """One answer as opened."""

    id: UUID
    consent: UUID  # the question that it answers
    source: str  # who gave it, as the reporter read it when saying yes
    came_on: date
    author: str  # the member who wrote it down
    text: str
    told: str = NOTHING  # what the reporter read of it

    @property
    def body(self) -> dict[str, Any]:
        """What lies sealed in the note; 'answer' tells it from what a member thought."""
        facts = {name: str(value) for name, value in asdict(self).items()}
        words = {"author": facts.pop("author"), "text": facts.pop("text")}
        return words | {"answer": facts}

    @classmethod
    def of(cls, body: dict[str, Any]) -> Self:
        facts = body["answer"]
        return cls(
            id=UUID(facts["id"]),
            consent=UUID(facts["consent"]),
            source=facts["source"],
            came_on=date.fromisoformat(facts["came_on"]),
            author=body["author"],
            text=body["text"],
            told=facts["told"],
        )


def answerable(case: Case, keys: DossierKeys) -> list[OpenConsent]:
    """The questions that were carried out, and whose answer nobody but a member can bring in."""
    asked = consents.opened(case.dossier, keys)
    return [one for one in asked if one.step in STEPS and one.state in DONE]


def question_of(case: Case, keys: DossierKeys, consent_id: UUID) -> OpenConsent:
    """One of those questions. Raises NoConsent."""
    for one in answerable(case, keys):
        if one.id == consent_id:
            return one
    raise NoConsent("Nothing left with this question.")


def opened(case: Case, keys: DossierKeys) -> list[Answer]:
    """Every answer of this case, in the order in which it was written down. Raises NoStaffKey."""
    if keys.staff is None:
        raise NoStaffKey
    notes = Note.objects.filter(dossier=case.dossier)
    bodies = [keys.read(note, "body") for note in notes]
    return [Answer.of(body) for body in bodies if "answer" in body]


def find(case: Case, keys: DossierKeys, answer_id: UUID) -> Answer:
    """One answer of this case. Raises NoSuchAnswer, NoStaffKey."""
    for one in opened(case, keys):
        if one.id == answer_id:
            return one
    raise NoSuchAnswer


def enter(
    *,
    member: UnlockedMember,
    case: Case,
    consent_id: UUID,
    text: str,
    came_on: date,
    told: str = NOTHING,
    part: str = "",
    once: UUID | None = None,
) -> bool:
    """Write an answer down, and tell the reporter what was chosen. False when this form did before.

    Raises NoConsent, DayUnfit, NoStaffKey, EmptyText, TextTooLong.
    """
    words = checked_text(text)
    keys = _keys(member, case, Verb.NOTED)
    with transaction.atomic():
        case = locked(member, case)
        if once and Note.objects.filter(dossier=case.dossier, pk=once).exists():
            return False
        question = question_of(case, keys, consent_id)
        _require_day(came_on, question)
        answer = Answer(
            _free(once), consent_id, question.request.receiver, came_on,
            member.recipient.user.name, words,
        )  # fmt: skip
        _write(case, keys, answer)
        if told:
            _tell(member, case, keys, answer, part=part if told == Told.PART else "", once=None)
    return True


def tell(
    *, member: UnlockedMember, case: Case, answer_id: UUID, part: str = "", once: UUID | None = None
) -> bool:
    """Tell the reporter all of an answer, or `part`. False when this form did before.

    Raises NoSuchAnswer, ToldWhole, NoStaffKey.
    """
    keys = _keys(member, case, Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        if said_before(dossier=case.dossier, once=once) is not None:
            return False
        answer = find(case, keys, answer_id)
        if answer.told == Told.WHOLE:
            raise ToldWhole
        _tell(member, case, keys, answer, part=part, once=once)
    return True


def _tell(
    member: UnlockedMember,
    case: Case,
    keys: DossierKeys,
    answer: Answer,
    *,
    part: str,
    once: UUID | None,
) -> None:
    say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        text=part or answer.text,
        day=today(),
        kind=Kind.ANSWERED_IN_PART if part else Kind.ANSWERED,
        author=answer.source,
        came_on=answer.came_on,
        once=once,
    )
    note = Note.objects.get(dossier=case.dossier, pk=answer.id)
    keys.seal(note, "body", replace(answer, told=Told.PART if part else Told.WHOLE).body)
    note.save(update_fields=["body"])
    turns.answered(case, today())
    record_for(member, case, Verb.LETTER_FILED)


def _keys(member: UnlockedMember, case: Case, verb: Verb) -> DossierKeys:
    keys = keys_for(member=member, case=case, verb=verb)
    if keys.staff is None:
        raise NoStaffKey
    return keys


def _require_day(came_on: date, question: OpenConsent) -> None:
    asked_on = question.ended_on or question.asked_on
    if not asked_on <= came_on <= today():
        raise DayUnfit


def _write(case: Case, keys: DossierKeys, answer: Answer) -> None:
    last = Note.objects.filter(dossier=case.dossier).aggregate(Max("position"))["position__max"]
    note = Note(id=answer.id, dossier=case.dossier, position=(last or 0) + 1, day=today())
    keys.seal(note, "body", answer.body)
    note.save(force_insert=True)


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another dossier's note has it."""
    if once is None or Note.objects.filter(pk=once).exists():
        return uuid4()
    return once
