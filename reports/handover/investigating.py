"""The verbs of SBB's advisors: note, respond, conclude. Which company it is: linking.py; by when
the school hears more: expecting.py.

None of them can reach the student (R3): what SBB writes goes to the school, sealed to its readers.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.supervision import actions as supervision
from placements.supervision.decisions import Decision
from reports.dossiers.actions import checked_text
from reports.handover import counting, vocabulary
from reports.handover.expecting import checked_day
from reports.handover.holding import locked, record_for
from reports.handover.linking import NoCompany, settled
from reports.handover.models import Investigation, InvestigationNote
from reports.handover.opening import keys_for
from reports.handover.outcomes import Outcome
from reports.handover.sending import following, free, is_sent, send
from reports.handover.vocabulary import Conclusion, Counted, ReplyKind, State
from stagebaken.audit.models import Verb
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
            id=free(InvestigationNote, once),
            investigation=found,
            position=following(rows),
            day=today(),
        )
        keys.seal(note, "body", {"author": member.recipient.user.name, "text": words})
        note.save(force_insert=True)
        record_for(member, found, Verb.NOTED)
    return note


# What SBB writes to the school


def respond(
    *,
    member: UnlockedMember,
    investigation: Investigation,
    text: str,
    expected_on: date,
    once: UUID | None = None,
) -> bool:
    """The first response to the school (R3: three working days), and by when it hears more.

    False for a form that was sent before. Raises DayOutOfReach; IllegalState: a colleague was
    first.
    """
    words = checked_text(text)
    keys = keys_for(member=member, investigation=investigation, verb=Verb.OPENED)
    with transaction.atomic():
        found = locked(member, investigation)
        if is_sent(found, once):
            return False
        _answered(found, State.EXAMINED)
        found.expected_on = checked_day(found, expected_on)
        found.save(update_fields=["state", "answered_on", "expected_on"])
        send(found, keys, ReplyKind.RESPONSE, {"text": words}, once)
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
        if is_sent(found, once):
            return False
        company_id = settled(member, keys, found)
        is_final = outcome.conclusion is not Conclusion.AGREEMENT
        _answered(found, State.CLOSED if is_final else State.AGREED)
        _decide(member, company_id, outcome)
        found.decided_on, found.keep_until = today(), keep_until(outcome)
        found.expected_on, found.agreed_until = None, None if is_final else outcome.until
        found.save(
            update_fields=[
                "state", "answered_on", "decided_on", "expected_on", "agreed_until", "keep_until"
            ]
        )  # fmt: skip
        counting.count_conclusion(outcome.conclusion, found.received_on.year)
        send(found, keys, ReplyKind.OUTCOME, outcome.as_json(), once)
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
