"""Why this place, and why not that one: from what is the student's own, and the place's line."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from placements.matching.cutoffs import CutOff, Standing


class Reason(StrEnum):
    GOT_IT = "got_it"
    NOT_LISTED = "not_listed"  # the student did not ask for it
    NOT_ELIGIBLE = "not_eligible"
    HIGHER = "higher"  # the student got a place that stood higher on the own list
    FULL = "full"  # with students who come before in the published priority


class NoReason(Exception):
    """This result cannot be explained, so it is not the result of these preferences."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the student can check: the own standing against the line of the place."""

    place: str
    reason: Reason
    standing: Standing | None = None
    cut_off: CutOff | None = None


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
