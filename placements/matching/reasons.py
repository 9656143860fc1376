"""Why this place, and why not that one: from what is the student's own, and the place's line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from placements.matching.cutoffs import CutOff, Standing


class Reason(StrEnum):
    GOT_IT = "got_it"
    NOT_LISTED = "not_listed"  # the student did not ask for it
    NOT_ELIGIBLE = "not_eligible"
    HIGHER = "higher"  # the student got a place that stood higher on the own list
    FULL = "full"  # with students who come before in the published priority
    # Of who was moved by hand, after the lists and the lottery.
    BY_HAND = "by_hand"  # a coordinator put the student here
    TAKEN_OUT = "taken_out"  # the round gave it, and a coordinator put the student elsewhere
    WAS_HIGHER = "was_higher"  # the round gave a place that stood higher; then that changed by hand


class NoReason(Exception):
    """This result cannot be explained, so it is not the result of these preferences."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the student can check: the own standing against the line of the place."""

    place: str
    reason: Reason
    standing: Standing | None = None
    cut_off: CutOff | None = None
    # Somebody was moved to or from this place by hand: its line tells of the time before.
    is_touched: bool = False


def why(
    *,
    wishes: Sequence[str],
    got: str | None,
    place: str,
    standing: Standing | None,
    cut_off: CutOff | None,
) -> Answer:
    """The one reason; no other student's list, place or number is needed for it."""
    if place == got:
        return Answer(place, Reason.GOT_IT, standing, cut_off)
    if place not in wishes:
        return Answer(place, Reason.NOT_LISTED)
    if standing is None:
        return Answer(place, Reason.NOT_ELIGIBLE)
    if got is not None and wishes.index(got) < wishes.index(place):
        return Answer(place, Reason.HIGHER)
    if cut_off is None or cut_off.admits(standing):
        raise NoReason(place)
    return Answer(place, Reason.FULL, standing, cut_off)


def after_moving(answer: Answer, *, now: str | None) -> Answer:
    """What is true of this place since the student was moved to `now`, or out."""
    changed = {Reason.GOT_IT: Reason.TAKEN_OUT, Reason.HIGHER: Reason.WAS_HIGHER}
    is_here = answer.place == now
    reason = Reason.BY_HAND if is_here else changed.get(answer.reason, answer.reason)
    return replace(answer, reason=reason)
