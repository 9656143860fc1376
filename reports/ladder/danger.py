"""Acute danger: a step outward without the reporter's yes, decided by two members."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from reports.casework.holding import locked, record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.consents import actions as consents
from reports.consents.actions import IllegalStep, NoConsent, OpenConsent
from reports.consents.vocabulary import Step
from reports.dossiers.actions import checked_text
from reports.ladder.actions import question_of, require_running, tell_in_dossier
from reports.ladder.models import DangerException, ExceptionState
from reports.notices import actions as notices
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

LASTS = timedelta(days=1)  # danger that was acute longer ago is asked about anew


class NeedsAnother(Exception):
    """Whoever proposed it does not decide; nobody else can open the case."""


class AlreadyDecided(Exception):
    """Proposed, decided or answered meanwhile."""


def may_be_proposed(question: OpenConsent) -> bool:
    """Only the hand-over to another body knows the exception: who helps in danger is there."""
    return question.step is Step.BODY and question.is_open and not question.is_granted


def propose(
    *, member: UnlockedMember, case: Case, consent_id: UUID, reason: str
) -> DangerException:
    """Ask a second member.

    Raises NeedsAnother where there is none, AlreadyDecided, NoConsent, NotNow.
    """
    words = checked_text(reason)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    try:
        with transaction.atomic():
            case = locked(member, case)
            require_running(case)
            if not may_be_proposed(question_of(case, keys, consent_id)):
                raise AlreadyDecided
            if not keyring.readers(case.dossier).exclude(pk=member.recipient.pk).exists():
                raise NeedsAnother
            proposed = _write(member, case, keys, consent_id, words)
    except IntegrityError:
        raise AlreadyDecided from None
    return proposed


def _write(
    member: UnlockedMember, case: Case, keys: DossierKeys, consent_id: UUID, words: str
) -> DangerException:
    proposed = DangerException(
        dossier=case.dossier,
        consent_id=consent_id,
        proposed_by=member.recipient.user,
        proposed_on=today(),
    )
    keys.seal(proposed, "reason", words)
    proposed.save(force_insert=True)
    notices.tell_team(dossier=case.dossier)
    notices.hasten(dossier=case.dossier)
    notices.seen(recipient=member.recipient, dossier=case.dossier)
    record_for(member, case, Verb.EXCEPTION_PROPOSED)
    return proposed


def refuse(*, member: UnlockedMember, case: Case, consent_id: UUID) -> None:
    """A member, also the one who proposed it, decides against it."""
    keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        proposed = _proposed(case, consent_id)
        proposed.state = ExceptionState.REFUSED
        proposed.save(update_fields=["state"])
        record_for(member, case, Verb.EXCEPTION_REFUSED)


def carry_out(*, member: UnlockedMember, case: Case, consent_id: UUID) -> bytes:
    """A second member decides for it: the bytes leave, and the reporter reads why.

    Raises NeedsAnother for the one who proposed it, AlreadyDecided, NotNow.
    """
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        require_running(case)
        proposed = _proposed(case, consent_id)
        if proposed.proposed_by_id == member.recipient.user_id:
            raise NeedsAnother
        question = question_of(case, keys, consent_id)
        if not _still_holds(proposed, question):
            raise AlreadyDecided
        content = _carry_out(case, keys, consent_id)
        proposed.state = ExceptionState.CARRIED_OUT
        proposed.save(update_fields=["state"])
        reason = keys.read(proposed, "reason")
        tell_in_dossier(member, case, keys, "danger", question, reason)
        record_for(member, case, Verb.EXCEPTION_CARRIED_OUT)
    return content


def _still_holds(proposed: DangerException, question: OpenConsent) -> bool:
    """Acute is now, and two people are two who may read it: not one beside whom was put out."""
    is_recent = today() - proposed.proposed_on <= LASTS
    proposer = keyring.readers(proposed.dossier).filter(user=proposed.proposed_by_id)
    return is_recent and may_be_proposed(question) and proposer.exists()


def _carry_out(case: Case, keys: DossierKeys, consent_id: UUID) -> bytes:
    try:
        return consents.carry_out_by_exception(
            dossier=case.dossier, keys=keys, consent_id=consent_id, day=today()
        )
    except (IllegalStep, NoConsent):
        raise AlreadyDecided from None


def _proposed(case: Case, consent_id: UUID) -> DangerException:
    found = DangerException.objects.filter(
        dossier=case.dossier, consent=consent_id, state=ExceptionState.PROPOSED
    ).first()
    if found is None:
        raise AlreadyDecided
    return found


def proposal(case: Case, keys: DossierKeys, consent_id: UUID) -> tuple[DangerException, str] | None:
    """What waits for a second member, with its reason."""
    found = DangerException.objects.filter(
        dossier=case.dossier, consent=consent_id, state=ExceptionState.PROPOSED
    ).select_related("proposed_by")
    first = found.first()
    return (first, keys.read(first, "reason")) if first else None
