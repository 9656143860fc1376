"""The team's verbs of a hearing: start, give more time, give a new code, close."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from reports.casework.actions import locked, record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.casework.policy import POLICY
from reports.consents import actions as consents
from reports.consents.actions import NoConsent, OpenConsent
from reports.consents.vocabulary import Step
from reports.hearings import codes, terms, turns, vocabulary
from reports.hearings.codes import CodeKeys
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import letters
from stagebaken.vault.errors import NotOnKeyring, VaultError
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

COMPANY = "company"  # who acts, for the log: a company has no account here


class CodeTaken(VaultError):
    """This code opens another hearing: a new one is made."""


class TermUnfit(ValueError):
    """A term ends after today and not too far from it."""


class CaseClosed(Exception):
    """Nobody works on the case any more: open it again first."""


class AnswerWaits(Exception):
    """An answer waits to be filed: closing now would throw it away."""


@dataclass(frozen=True)
class Started:
    """A hearing that runs; `is_new` is False for a form that was sent before."""

    hearing: Hearing
    is_new: bool


def start(
    *, member: UnlockedMember, case: Case, consent_id: UUID, code: CodeKeys, due_on: date
) -> Started:
    """Ask the company: exactly the bytes to which the reporter said yes, under this code.

    The same code again is the same hearing. Raises NoConsent, CodeTaken, TermUnfit, CaseClosed.
    """
    running = _started_before(case, code)
    if running is not None:
        return Started(running, is_new=False)
    if not terms.is_fit(due_on, today()):
        raise TermUnfit
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        running = _started_before(case, code)
        if running is not None:
            return Started(running, is_new=False)
        if case.is_closed:
            raise CaseClosed
        question = consents.carry_out(
            dossier=case.dossier, keys=keys, consent_id=consent_id, step=Step.HEAR, day=today()
        )
        hearing = Hearing(
            dossier=case.dossier, consent_id=consent_id, asked_on=today(), due_on=due_on
        )
        _ask(hearing, code, question)
        turns.to_company(member, case, keys)
        record_for(member, case, Verb.HEARING_STARTED)
    return Started(hearing, is_new=True)


def _started_before(case: Case, code: CodeKeys) -> Hearing | None:
    return Hearing.objects.filter(dossier=case.dossier_id, locator=code.locator).first()


def _ask(hearing: Hearing, code: CodeKeys, question: bytes) -> None:
    """Seal and save. One locator finds one hearing, whatever somebody sends."""
    codes.seal_question(hearing, code, question)
    try:
        with transaction.atomic():
            hearing.save()
    except IntegrityError:
        raise CodeTaken("Another hearing has this code.") from None


def record_company(dossier: Dossier, verb: Verb) -> None:
    """What a company did, or let pass: no person and no time stand with it."""
    record(
        verb=verb,
        actor=None,
        role=COMPANY,
        scope=Scope.DOSSIER,
        vault_id=dossier.vault_id,
        subject=dossier.pk,
    )


def find(*, case: Case, hearing_id: UUID, lock: bool = False) -> Hearing | None:
    """A hearing of this case and of no other."""
    rows = Hearing.objects.select_for_update(of=("self",)) if lock else Hearing.objects.all()
    return rows.select_related("letter").filter(dossier=case.dossier_id, pk=hearing_id).first()


def held(case: Case, hearing: Hearing) -> Hearing:
    """The hearing as it is by now, locked. Raises NotOnKeyring when it went with its dossier."""
    found = find(case=case, hearing_id=hearing.pk, lock=True)
    if found is None:
        raise NotOnKeyring("The hearing is gone.")
    return found


def asked(hearing: Hearing, keys: DossierKeys) -> OpenConsent:
    """What was asked, with the yes of the reporter to exactly that."""
    for question in consents.opened(hearing.dossier, keys):
        if question.id == hearing.consent_id:
            return question
    raise NoConsent("The question of this hearing is gone.")


def renew_code(*, member: UnlockedMember, case: Case, hearing: Hearing, code: CodeKeys) -> Started:
    """Give a new code for the same question; the one before opens nothing from now on.

    Raises IllegalState once it was answered or closed, CodeTaken.
    """
    running = _started_before(case, code)
    if running is not None:
        return Started(running, is_new=False)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        if hearing.state not in {State.ASKED, State.LAPSED}:
            raise vocabulary.IllegalState("Answered or closed.")
        _ask(hearing, code, asked(hearing, keys).request.content)
        record_for(member, case, Verb.HEARING_CODE_RENEWED)
    return Started(hearing, is_new=True)


def extend(*, member: UnlockedMember, case: Case, hearing: Hearing, due_on: date) -> Hearing:
    """Give the company more time, also after its term. Raises TermUnfit, IllegalState."""
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        if hearing.state == State.ASKED and hearing.due_on == due_on:
            return hearing  # the second click
        if not terms.is_fit(due_on, today()) or due_on <= hearing.due_on:
            raise TermUnfit
        if hearing.state != State.ASKED:
            vocabulary.check(hearing.state, State.ASKED)
        hearing.state, hearing.due_on, hearing.is_reminded = State.ASKED, due_on, False
        hearing.save(update_fields=["state", "due_on", "is_reminded"])
        turns.again_to_company(case)
        record_for(member, case, Verb.HEARING_EXTENDED)
    return hearing


def close(*, member: UnlockedMember, case: Case, hearing: Hearing) -> Hearing:
    """End it: what the company's code opened is destroyed. Doing it twice changes nothing.

    Raises AnswerWaits, unless nobody can open that answer any more.
    """
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        hearing = held(case, hearing)
        if hearing.state == State.CLOSED:
            return hearing
        if hearing.letter_id is not None and not letters.is_lost(hearing.letter_id):
            raise AnswerWaits
        shut(hearing)
        turns.to_school(case.dossier)
        record_for(member, case, Verb.HEARING_CLOSED)
    return hearing


def shut(hearing: Hearing) -> None:
    """Close and destroy, in the caller's transaction. A letter that is left, nobody can open."""
    vocabulary.check(hearing.state, State.CLOSED)
    if hearing.letter is not None:
        letters.discard(hearing.letter)
    hearing.state = State.CLOSED
    codes.forget(hearing)
    hearing.save()
