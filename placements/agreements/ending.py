"""How a placement ends before its time, does not go on, or goes on at another company."""

from datetime import date

from django.db import transaction

from placements.agreements import errors, policy, proposing, steps
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import EndReason, Party, State, Verb, Who
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def end_early(
    *,
    by: User,
    placement: Placement,
    reason: EndReason,
    text: str = "",
    party: Party = Party.SCHOOL,
    who: Party | None = None,
    last_day: date | None = None,
) -> Placement:
    """It stopped before the last day. `party` says so; `who` ended it, as a coordinator knows.

    Nobody is asked for a permission: a placement that stopped has stopped.
    """
    policy.require(by, placement, party)
    held = steps.locked(placement)
    day = last_day or today()
    _start_if_due(held)
    if held.starts_on and not held.starts_on <= day <= today():
        raise errors.DayNotYet
    return _close(held, Verb.END_EARLY, by, party, who, reason, text, day)


@transaction.atomic
def withdraw(
    *,
    by: User,
    placement: Placement,
    reason: EndReason,
    text: str = "",
    party: Party = Party.SCHOOL,
    who: Party | None = None,
) -> Placement:
    """It does not go on, before it began."""
    policy.require(by, placement, party)
    held = steps.locked(placement)
    _start_if_due(held)
    return _close(held, Verb.WITHDRAW, by, party, who, reason, text, today())


@transaction.atomic
def move(
    *,
    by: User,
    placement: Placement,
    reason: EndReason,
    text: str = "",
    who: Party = Party.SCHOOL,
    company: TrainingCompany | None = None,
    place: TrainingPlace | None = None,
    company_text: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Placement:
    """To another company: this placement ends, and another with its own agreement follows it."""
    policy.require(by, placement, Party.SCHOOL)
    held = steps.locked(placement)
    _start_if_due(held)
    close = end_early if held.state == State.RUNNING else withdraw
    close(by=by, placement=held, reason=reason, text=text, who=who)
    made = proposing.propose(
        by=by,
        student=held.student,
        route=Route.SCHOOL,
        place=place,
        company=company,
        company_text=company_text,
        starts_on=starts_on,
        ends_on=ends_on,
        period=held.period,
    )
    made.follows = held
    made.save(update_fields=["follows"])
    return made


def _start_if_due(held: Placement) -> None:
    """The first day came, and the daily round has not been here yet."""
    if held.state == State.AGREED and held.starts_on and held.starts_on <= today():
        steps.move(held, Verb.START, Who.TIME)


def _close(
    held: Placement,
    verb: Verb,
    by: User,
    party: Party,
    who: Party | None,
    reason: EndReason,
    text: str,
    day: date,
) -> Placement:
    ended_by = (who or party) if party is Party.SCHOOL else party
    steps.move(
        held,
        verb,
        Who(party.value),
        ended_on=day,
        end_reason=reason,
        end_text=text.strip(),
        ended_by=ended_by,
    )
    held.agreements.filter(agreed_on=None, replaced_on=None).update(replaced_on=today())
    held.wishes.filter(answered_on=None).update(answered_on=today())
    if party is Party.SCHOOL:
        steps.log(verb, by, held)
    return held
