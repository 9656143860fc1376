"""Check, refuse, revoke: the verbs of schools and SBB. Where two people can look, two decide."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.commitments import policy
from placements.commitments.actions import move, require, reread
from placements.commitments.models import CompanyCommitment, Organisation, Proposal
from placements.commitments.policy import Body
from placements.commitments.rules import AlreadyProposed, OwnProposal, ReasonMissing, Stale
from placements.commitments.transitions import CHECKER_VERBS, State, Verb
from stagebaken.accounts.models import User
from stagebaken.audit import actions as audit
from stagebaken.audit.models import Scope
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import today


@transaction.atomic
def decide(
    *, by: User, body: Body, one: CompanyCommitment, verb: Verb, reason: str, seen: int
) -> Proposal | None:
    """Decide, or propose it to a colleague when there is one: then the proposal is returned."""
    if verb not in CHECKER_VERBS:
        raise PermissionDenied
    one = reread(one)
    policy.require_checker(by, body, one, verb, today())
    state = require(one, verb, seen)
    if not reason.strip():
        raise ReasonMissing
    if not policy.seconds(by, body, one):
        _carry_out(by, body, one, verb, state, reason, is_single=True)
        return None
    if Proposal.objects.filter(commitment=one, school=body.school).exists():
        raise AlreadyProposed
    proposal = Proposal.objects.create(
        commitment=one, school=body.school, verb=verb, reason=reason.strip(), by=by, day=today()
    )
    _record(Audited.PROPOSED, by, one, verb)
    return proposal


@transaction.atomic
def confirm(*, by: User, proposal: Proposal) -> CompanyCommitment:
    """Look as a second person, and carry it out."""
    one, proposal = _reread(proposal)
    body, verb = Body(proposal.school), Verb(proposal.verb)
    policy.require_checker(by, body, one, verb, today())
    if by == proposal.by:
        raise OwnProposal
    # Whoever proposed it must still be one of two: two people decide, not one and a memory.
    if not policy.may_check(proposal.by, body, one):
        raise Stale
    state = require(one, verb, one.revision)
    _carry_out(by, body, one, verb, state, proposal.reason, is_single=False)
    return one


@transaction.atomic
def drop(*, by: User, proposal: Proposal) -> None:
    """Take a proposal away: one's own, or that of a colleague one does not agree with."""
    one, proposal = _reread(proposal)
    if not policy.may_check(by, Body(proposal.school), one):
        raise PermissionDenied
    proposal.delete()
    _record(Audited.REFUSED, by, one, Verb(proposal.verb))


def _reread(proposal: Proposal) -> tuple[CompanyCommitment, Proposal]:
    one = reread(proposal.commitment)
    found = Proposal.objects.select_related("by", "school").filter(pk=proposal.pk).first()
    if found is None:
        raise Stale  # carried out, taken away, or overtaken by the company
    return one, found


def _carry_out(
    by: User,
    body: Body,
    one: CompanyCommitment,
    verb: Verb,
    state: State,
    reason: str,
    *,
    is_single: bool,
) -> None:
    if verb is Verb.CHECK:
        one.checked_on, one.checked_until = today(), one.valid_until
        one.checked_by = body.school
    kind = Organisation.SCHOOL if body.school else Organisation.SBB
    note = reason.strip()
    move(one, verb, state, kind, school=body.school, note=note, is_single=is_single)
    _record(Audited.STATUS_CHANGED, by, one, verb)


def _record(audited: Audited, by: User, one: CompanyCommitment, verb: Verb) -> None:
    """The person stands in the audit log alone; the history names the organisation."""
    detail = {"commitment": one.commitment_id, "verb": verb.value}
    audit.record(verb=audited, actor=by, scope=Scope.SYSTEM, subject=one.pk, detail=detail)
