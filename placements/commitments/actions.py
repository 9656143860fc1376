"""Promise, show, renew, withdraw: the verbs of a company. Those of checkers are in `checking.py`.

Every verb locks the company first, so that two people at once see each other's change, and says
which revision its person saw: a second click finds a newer one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from placements.commitments import catalogue, policy
from placements.commitments.models import (
    Commitment,
    CommitmentEvent,
    CompanyCommitment,
    Evidence,
    Organisation,
)
from placements.commitments.rules import DaysMissing, NothingShown, NotPossible, Stale
from placements.commitments.signals import commitments_changed
from placements.commitments.transitions import State, Verb, following
from placements.companies.models import TrainingCompany
from stagebaken.accounts.models import User
from stagebaken.web.days import add_months, today

EVIDENCE_LIMIT = 30  # pieces of one round: who checks reads them all, and none is ever deleted


@dataclass(frozen=True)
class Shown:
    """Evidence as it was typed: text, a link, a badge, or more than one."""

    text: str = ""
    link: str = ""
    badge: str = ""
    badge_number: str = ""
    badge_until: date | None = None


@transaction.atomic
def declare(
    *, by: User, company: TrainingCompany, code: str, seen: int = 0, answer_days: int | None = None
) -> CompanyCommitment:
    """Promise it, for the first time or again after it lapsed or was withdrawn."""
    policy.require_contact(by, company)
    lock(company)
    item = Commitment.objects.get(code=code)
    one = CompanyCommitment.objects.filter(company=company, commitment=item).first()
    one = one or CompanyCommitment(company=company, commitment=item)
    state = require(one, Verb.DECLARE, seen)
    if item.has_days != (answer_days in catalogue.ANSWER_DAYS):
        raise DaysMissing
    if one.state_on(today()) is State.LAPSED:
        lapsed_on = one.valid_until + timedelta(days=1)
        append(one, Verb.LAPSE, Organisation.TERM, state=State.LAPSED, day=lapsed_on)
    one.version, one.answer_days = item.version, answer_days
    one.round += 1
    one.declared_on, one.valid_until = today(), add_months(today(), item.text.months)
    one.evidence_on = one.checked_on = one.checked_until = one.checked_by = None
    return move(one, Verb.DECLARE, state, Organisation.COMPANY)


@transaction.atomic
def give_evidence(
    *, by: User, one: CompanyCommitment, seen: int, shown: Shown
) -> CompanyCommitment:
    """Add something that a school or SBB can look at."""
    one, state = _own(by, one, Verb.GIVE_EVIDENCE, seen)
    if not (shown.text or shown.link or shown.badge):
        raise NothingShown
    if one.evidence.filter(round=one.round).count() >= EVIDENCE_LIMIT:
        raise NotPossible
    Evidence.objects.create(commitment=one, round=one.round, given_on=today(), **vars(shown))
    if one.state != State.EVIDENCE:
        one.evidence_on = today()  # who adds something does not go to the end of the queue
    return move(one, Verb.GIVE_EVIDENCE, state, Organisation.COMPANY)


@transaction.atomic
def renew(*, by: User, one: CompanyCommitment, seen: int) -> CompanyCommitment:
    """Promise it for another term, in today's words; an earlier check counts to its own end."""
    one, state = _own(by, one, Verb.RENEW, seen)
    if not one.is_expiring(today()):
        raise NotPossible
    one.version = one.commitment.version
    one.valid_until = add_months(one.valid_until, one.commitment.text.months)
    if one.state != State.EVIDENCE:
        one.round += 1
    return move(one, Verb.RENEW, state, Organisation.COMPANY)


@transaction.atomic
def withdraw(*, by: User, one: CompanyCommitment, seen: int) -> CompanyCommitment:
    """Take the promise back. That it was made stays in the history."""
    one, state = _own(by, one, Verb.WITHDRAW, seen)
    return move(one, Verb.WITHDRAW, state, Organisation.COMPANY)


def lock(company: TrainingCompany) -> None:
    """One writer per company at a time."""
    TrainingCompany.objects.select_for_update().get(pk=company.pk)


def reread(one: CompanyCommitment) -> CompanyCommitment:
    """Give the row as it is, now that the company is locked."""
    lock(one.company)
    rows = CompanyCommitment.objects.select_related("company", "commitment", "checked_by")
    return rows.get(pk=one.pk)


def require(one: CompanyCommitment, verb: Verb, seen: int) -> State:
    """Give the state that follows. What was decided about an older one is refused."""
    if one.revision != seen:
        raise Stale
    state = following(one.state_on(today()), verb)
    if state is None:
        raise NotPossible
    return state


def _own(
    by: User, one: CompanyCommitment, verb: Verb, seen: int
) -> tuple[CompanyCommitment, State]:
    policy.require_contact(by, one.company)
    one = reread(one)
    return one, require(one, verb, seen)


def move(
    one: CompanyCommitment, verb: Verb, state: State, organisation: Organisation, **facts: Any
) -> CompanyCommitment:
    """Take a step of the table, write it in the history, and tell the rooms above."""
    one.state = state
    if state is State.WITHDRAWN:
        one.checked_until = one.checked_on = one.checked_by = None
    one.revision += 1
    one.save()
    one.proposals.all().delete()  # they were about how it was
    append(one, verb, organisation, **facts)
    commitments_changed.send(CompanyCommitment, companies=[one.company_id])
    return one


def append(one: CompanyCommitment, verb: Verb, organisation: Organisation, **facts: Any) -> None:
    said = {"day": today(), "state": one.state, "version": one.version}
    said |= {"answer_days": one.answer_days, "organisation": organisation} | facts
    CommitmentEvent.objects.create(commitment=one, verb=verb, **said)
