"""What a day does: it starts what was agreed, ends what is over, and has what is old forgotten."""

from datetime import date
from uuid import UUID

from django.db import transaction

from placements.agreements import notices, steps
from placements.agreements.errors import NotPossible
from placements.agreements.models import Placement
from placements.agreements.transitions import State, Verb, Who
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def pass_day() -> None:
    """Shortly after midnight. Running it again changes nothing more."""
    start_due(today())
    end_due(today())
    notices.forget(today())


def start_due(day: date) -> int:
    """One transaction each: one that cannot be moved keeps no other from beginning."""
    due = Placement.objects.filter(state=State.AGREED, starts_on__lte=day).order_by("pk")
    return sum(
        _pass(pk, State.AGREED, Verb.START, day) for pk in list(due.values_list("pk", flat=True))
    )


def end_due(day: date) -> int:
    due = Placement.objects.filter(state=State.RUNNING, ends_on__lt=day).order_by("pk")
    return sum(
        _pass(pk, State.RUNNING, Verb.END, day) for pk in list(due.values_list("pk", flat=True))
    )


@transaction.atomic
def _pass(pk: UUID, state: State, verb: Verb, day: date) -> bool:
    placement = Placement.objects.filter(pk=pk).first()
    if placement is None:
        return False
    try:
        held = steps.locked(placement)
    except NotPossible:
        return False
    if held.state != state:  # ended a moment ago
        return False
    if verb is Verb.END:
        if held.ends_on is None or held.ends_on >= day:  # made longer a moment ago
            return False
        steps.move(held, verb, Who.TIME, ended_on=held.ends_on)
        held.agreements.filter(agreed_on=None, replaced_on=None).update(replaced_on=day)
        held.wishes.filter(answered_on=None).update(answered_on=day)
    else:
        if held.starts_on is None or held.starts_on > day:
            return False
        steps.move(held, verb, Who.TIME)
    return True


@transaction.atomic
def mark_evaluated(placement: Placement) -> Placement:
    """What had to be asked was answered. Of what is marked already it changes nothing."""
    held = steps.locked(placement)
    if held.state == State.EVALUATED:
        return held
    return steps.move(held, Verb.EVALUATE, Who.TIME)
