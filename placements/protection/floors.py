"""What is shown and what not, decided on published counts alone (statistics.md §3, rule 3).

Attack: a decision that looked at the true count would tell something of it. A published 15 means
a true count of at least 11, so that the rule of ten holds; a hidden one means 14 at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from placements.protection.rates import Rate, rate

SHOWN_FROM = 15  # a published count; below it "te weinig"
RATE_FROM = 30  # the published count of the whole, before a share of it is said
RATIO_FROM = 100  # the published count, before applications per placement are said


@dataclass(frozen=True)
class Figure:
    """All that may leave of one cell. Hidden has one form, whatever the cause (rule 8)."""

    count: int | None = None
    rate: Rate | None = None

    @property
    def is_hidden(self) -> bool:
        return self.count is None


HIDDEN = Figure()


def figure(count: int) -> Figure:
    """A published count by itself."""
    return Figure(count) if count >= SHOWN_FROM else HIDDEN


def breakdown(parts: Mapping[str, int], *, whole: int) -> dict[str, Figure]:
    """Published counts of the parts of a whole. Of a hidden whole nothing is shown.

    A part that is hidden has no share either: the share would give the count back.
    """
    return {name: _part(count, whole) for name, count in parts.items()}


def _part(count: int, whole: int) -> Figure:
    if figure(whole).is_hidden or figure(count).is_hidden:
        return HIDDEN
    return Figure(count, rate(count, whole) if whole >= RATE_FROM else None)
