"""Ask a step outward, answer it, carry it out. What leaves is what the reporter saw, or nothing."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from reports.casework import turns
from reports.casework.holding import locked, record_for
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import keys_for
from reports.consents import actions as consents
from reports.consents.actions import NoConsent, OpenConsent, Request
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from reports.dossiers.actions import Kind, Side, say
from reports.ladder.drafts import steps_of
from reports.ladder.models import DangerException, ExceptionState
from reports.notices import actions as notices
from reports.reporter.opening import OwnDossier
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

# What this room carries out itself; the others have rooms of their own.
OWN_STEPS = frozenset({Step.TALK, Step.BODY, Step.WITNESS})
ENDED = frozenset({Status.CLOSED, Status.WITHDRAWN})


class NotNow(ValueError):
    """The case has ended, or this step does not exist for the school."""


def question_of(case: Case, keys: DossierKeys, consent_id: UUID) -> OpenConsent:
    """One question of this case. Raises NoConsent."""
    for one in consents.opened(case.dossier, keys):
        if one.id == consent_id:
            return one
    raise NoConsent("No such question was asked in this dossier.")


def require_running(case: Case) -> None:
    """Under its lock: whatever yes still stands, an ended case lets nothing out. Raises NotNow."""
    if case.status in ENDED:
        raise NotNow


# The team's side


def ask(
    *, member: UnlockedMember, case: Case, request: Request, once: UUID | None = None
) -> tuple[Consent, bool]:
    """Ask the reporter; the turn is theirs. False for a form that was sent before.

    Raises NotNow, and DocumentUnfit.
    """
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        require_running(case)
        if Step(request.step) not in steps_of(case.school):
            raise NotNow
        consent, is_new = consents.ask(
            dossier=case.dossier, keys=keys, request=request, day=today(), once=once
        )
        if is_new:
            turns.give(case, Turn.REPORTER, today())
            notices.seen(recipient=member.recipient, dossier=case.dossier)
            record_for(member, case, Verb.CONSENT_ASKED)
    return consent, is_new


def take_back(*, member: UnlockedMember, case: Case, consent_id: UUID) -> None:
    """Withdraw a question that was not carried out. Raises IllegalStep, NoConsent."""
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        consents.take_back(dossier=case.dossier, keys=keys, consent_id=consent_id, day=today())
        record_for(member, case, Verb.CONSENT_TAKEN_BACK)
        still_asked = any(one.is_waiting for one in consents.opened(case.dossier, keys))
        if not still_asked and case.turn == Turn.REPORTER:
            turns.give(case, Turn.SCHOOL, today())


def carry_out(*, member: UnlockedMember, case: Case, consent_id: UUID, step: Step) -> bytes:
    """Carry out a step of this room: the bytes that may leave now. Raises NoConsent, NotNow.

    The reporter reads in the dossier that it was done.
    """
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        require_running(case)
        question = question_of(case, keys, consent_id)
        if step not in OWN_STEPS:
            raise NoConsent("Another room carries out this step.")
        content = consents.carry_out(
            dossier=case.dossier, keys=keys, consent_id=consent_id, step=step, day=today()
        )
        tell_in_dossier(member, case, keys, "done", question)
        record_for(member, case, Verb.STEP_CARRIED_OUT)
    return content


def end_questions(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    """The case closes: no question waits for an answer any more, and no yes can be used.

    In the transaction and under the lock of the closing.
    """
    codes = {State.ASKED: "withdrawn", State.LATER: "withdrawn", State.YES: "unused"}
    ended = consents.end_all(dossier=case.dossier, keys=keys, day=today())
    end_proposals(case.dossier)
    for one in ended:
        record_for(member, case, Verb.CONSENT_TAKEN_BACK)
        if one.state in codes:
            tell_in_dossier(member, case, keys, codes[one.state], one)


def tell_in_dossier(
    member: UnlockedMember,
    case: Case,
    keys: DossierKeys,
    told: str,
    question: OpenConsent,
    text: str = "",
) -> None:
    """What became of a question, as a code of `casework.words`: each side reads its own line."""
    say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        text=text,
        step={"ladder": told, "asked": str(question.step), "receiver": question.request.receiver},
        day=today(),
        kind=Kind.STEP,
        author=member.recipient.user.name,
        role=member.recipient.role,
    )


# The reporter's side


def answer(*, own: OwnDossier, consent_id: UUID, answer: State, digest: str) -> bool:
    """The reporter's yes, no or not now. Raises PreviewChanged, IllegalStep, NoConsent."""
    with transaction.atomic():
        is_new = consents.answer(
            dossier=own.dossier,
            keys=own.keys,
            consent_id=consent_id,
            answer=answer,
            digest=digest,
            day=today(),
        )
        if is_new and own.case is not None:
            # Attack: carried out after the reporter's no, because it was proposed before it.
            end_proposals(own.dossier)
            _to_the_school(own)
    return is_new


def end_proposals(dossier: Dossier, by: Collection[User] | None = None) -> None:
    """What was proposed because of danger is no decision any more; `by` these members alone."""
    proposals = DangerException.objects.filter(dossier=dossier, state=ExceptionState.PROPOSED)
    if by is not None:
        proposals = proposals.filter(proposed_by__in=by)
    proposals.update(state=ExceptionState.REFUSED)


def _to_the_school(own: OwnDossier) -> None:
    turns.give_dossier(own.dossier, Turn.SCHOOL, when=Turn.REPORTER)
    notices.tell_team(dossier=own.dossier)
    record(
        verb=Verb.CONSENT_ANSWERED,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=own.dossier.vault_id,
        subject=own.dossier.pk,
    )
