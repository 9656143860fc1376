"""The verbs of SBB's advisors: note, respond, conclude. Which company it is: linking.py.

None of them can reach the student (R3): what SBB writes goes to the school, sealed to its readers.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from placements.supervision import actions as supervision
from placements.supervision.decisions import Decision
from reports.dossiers.actions import checked_text
from reports.handover import counting, turns, vocabulary
from reports.handover.holding import locked, record_for
from reports.handover.linking import NoCompany, settled
from reports.handover.models import Handover, Investigation, InvestigationNote, Reply, SentReply
from reports.handover.opening import keys_for
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, Counted, ReplyKind, State
from schools.registry.models import SBB
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import letters
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

DECISIONS = {Conclusion.SUSPENDED: Decision.SUSPEND, Conclusion.WITHDRAWN: Decision.WITHDRAW}
# All that the register says of it: a reason there could betray a report (R23).
REGISTER_REASON = "Na onderzoek door SBB."


class NothingChosen(ValueError):
    """A suspension or withdrawal is about programmes; none was chosen."""


def add_note(
    *, member: UnlockedMember, investigation: Investigation, text: str, once: UUID | None = None
) -> InvestigationNote:
    """Write down what was found, for SBB's staff alone."""
    words = checked_text(text)
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        rows = InvestigationNote.objects.filter(investigation=found)
        before = rows.filter(pk=once).first() if once else None
        if before is not None:
            return before
        note = InvestigationNote(
            id=_free(InvestigationNote, once),
            investigation=found,
            position=_next(rows),
            day=today(),
        )
        keys.seal(note, "body", {"author": member.recipient.user.name, "text": words})
        note.save(force_insert=True)
        record_for(member, found, Verb.NOTED)
    return note


def _free(model: type[InvestigationNote] | type[SentReply], once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another copy's row has it."""
    if once is None or model._default_manager.filter(pk=once).exists():  # noqa: SLF001
        return uuid4()
    return once


def _next(rows: Any) -> int:
    return (rows.aggregate(Max("position"))["position__max"] or 0) + 1


# What SBB writes to the school


def respond(
    *, member: UnlockedMember, investigation: Investigation, text: str, once: UUID | None = None
) -> bool:
    """The first response to the school (R3: three working days).

    False for a form that was sent before. Raises IllegalState: a colleague was first.
    """
    words = checked_text(text)
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if once and SentReply.objects.filter(investigation=found, pk=once).exists():
            return False
        _answered(found, State.EXAMINED)
        found.save(update_fields=["state", "answered_on"])
        _send(found, keys, ReplyKind.RESPONSE, {"text": words}, once)
        record_for(member, found, Verb.FIRST_RESPONSE)
    return True


def _answered(found: Investigation, following: State) -> None:
    vocabulary.check(found.state, following)
    found.state = following
    if found.answered_on is None:
        found.answered_on = today()
        if today() <= found.due_on:
            counting.count(Counted.IN_TIME, found.received_on.year)


def conclude(
    *,
    member: UnlockedMember,
    investigation: Investigation,
    outcome: Outcome,
    once: UUID | None = None,
) -> bool:
    """Record an outcome, change the recognitions that it is about, and write to the school.

    False for a form that was sent before. Raises EmptyText (no reasons), NoCompany,
    NeedsColleague, NothingChosen, IllegalState, supervision's Refused.
    """
    checked_text(outcome.reasons)
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if once and SentReply.objects.filter(investigation=found, pk=once).exists():
            return False
        company_id = settled(member, keys, found)
        is_final = outcome.conclusion is not Conclusion.AGREEMENT
        _answered(found, State.CLOSED if is_final else State.AGREED)
        _decide(member, company_id, outcome)
        found.decided_on, found.keep_until = today(), keep_until(outcome)
        found.agreed_until = None if is_final else outcome.until
        found.save(
            update_fields=["state", "answered_on", "decided_on", "agreed_until", "keep_until"]
        )
        counting.count_conclusion(outcome.conclusion, found.received_on.year)
        _send(found, keys, ReplyKind.OUTCOME, outcome.as_json(), once)
        record_for(member, found, Verb.OUTCOME_RECORDED)
    return True


def keep_until(outcome: Outcome) -> date:
    """SBB's own term (ADR 37), counted from the last day that the outcome is about."""
    runs_on = outcome.until if outcome.conclusion is Conclusion.AGREEMENT else None
    return max(today(), runs_on or today()) + timedelta(days=settings.SBB_KEEP_DAYS)


def _decide(member: UnlockedMember, company_id: str | None, outcome: Outcome) -> None:
    """Change the recognitions. Of a company that the register does not have there are none."""
    decision = DECISIONS.get(outcome.conclusion)
    if decision is None:
        return
    if not outcome.scope or outcome.day is None:
        raise NothingChosen
    for key in outcome.scope:
        if str(key.company_id) != company_id:
            raise NoCompany
        supervision.decide(
            by=member.recipient.user,
            key=key,
            decision=decision,
            day=outcome.day,
            until=outcome.until if decision is Decision.SUSPEND else None,
            reason=REGISTER_REASON,
        )


def _send(
    found: Investigation,
    keys: DossierKeys,
    kind: ReplyKind,
    content: dict[str, Any],
    once: UUID | None = None,
) -> None:
    """Keep what was written, and seal it to the school's readers; a withdrawn report gets none."""
    rows = SentReply.objects.filter(investigation=found)
    sent = SentReply(
        id=_free(SentReply, once),
        investigation=found,
        position=_next(rows),
        day=today(),
        has_arrived=_post(found, keys, kind, content),
    )
    keys.seal(sent, "body", {"kind": kind.value} | content)
    sent.save(force_insert=True)


def _post(
    found: Investigation, keys: DossierKeys, kind: ReplyKind, content: dict[str, Any]
) -> bool:
    reference = keys.read(found, "link")["handover"]
    handover = Handover.objects.select_related("dossier").filter(pk=reference).first()
    if handover is None:
        return False
    reply = Reply(handover=handover, kind=kind, received_on=today())
    with suppress(NotOnKeyring):
        body = {"reply": str(reply.pk), "kind": kind.value} | content
        reply.letter = letters.post(handover.dossier, body)
        reply.save(force_insert=True)
        turns.came_back(handover, kind)
        record(
            verb=Verb.LETTER_RECEIVED,
            actor=None,
            role=SBB,
            scope=Scope.DOSSIER,
            vault_id=handover.dossier.vault_id,
            subject=handover.dossier_id,
        )
        return True
    return False
