"""A round, held for one verb: two people, or two clicks, come one after the other."""

from placements.matching import policy
from placements.matching.models import Round
from placements.matching.rules import NotPossible
from stagebaken.accounts.models import User


def hold(by: User, round_: Round, *states: str) -> Round:
    """Locked, and in one of these states."""
    policy.require(by, round_.school)
    found = locked(round_)
    if found.state not in states:
        raise NotPossible
    return found


def locked(round_: Round) -> Round:
    rows = Round.objects.select_for_update(of=("self",)).select_related("school")
    found = rows.filter(pk=round_.pk).first()
    if found is None:
        raise NotPossible
    return found
