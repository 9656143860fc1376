"""Filters as bits of one number, so that counting every filter is counting numbers once.

Pathway and level are one bit per combination: one programme has to meet both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from placements.companies.models import SectorChamber
from schools.registry.programmes import Pathway

Name = TypeVar("Name", str, int)

LEVELS = (0, 1, 2, 3, 4)  # 0: the level is not known
PATHWAYS = tuple(Pathway.values)
SECTORS = tuple(SectorChamber.values)
COMMITMENTS = 16  # how many kinds of commitment there can be

_SECTOR = len(PATHWAYS) * len(LEVELS)
_ALLOWANCE = _SECTOR + len(SECTORS)
_PLACES = _ALLOWANCE + 1
_APPROVED = _PLACES + 1
_COMMITMENT = _APPROVED + 1
_CHECKED = _COMMITMENT + COMMITMENTS

PROGRAMMES = (1 << _SECTOR) - 1  # any of these: erkend for something
ALLOWANCE, PLACES, APPROVED = 1 << _ALLOWANCE, 1 << _PLACES, 1 << _APPROVED
ALL_SECTORS = ((1 << len(SECTORS)) - 1) << _SECTOR


def programme(pathway: str, level: int | None) -> int:
    return 1 << (PATHWAYS.index(pathway) * len(LEVELS) + (level or 0))


def sector(code: str) -> int:
    return 1 << (_SECTOR + SECTORS.index(code)) if code in SECTORS else 0


def commitment(bit: int, *, checked: bool = False) -> int:
    return 1 << ((_CHECKED if checked else _COMMITMENT) + bit)


def programmes(pathways: Iterable[str], levels: Iterable[int]) -> int:
    """Every combination that meets both choices; what is empty does not matter."""
    chosen = [(way, level) for way in (pathways or PATHWAYS) for level in (levels or LEVELS)]
    return sum(programme(way, level) for way, level in chosen)


@dataclass(frozen=True)
class Choice:
    """What somebody ticked. Of pathways, levels and sectors one is enough; the rest adds up."""

    pathways: Sequence[str] = ()
    levels: Sequence[int] = ()
    sectors: Sequence[str] = ()
    has_allowance: bool = False
    has_places: bool = False
    is_approved: bool = False
    commitments: Sequence[int] = ()
    is_checked: bool = False  # the commitments have been checked by a school or SBB

    def demands(self, *, without: str = "") -> list[tuple[int, bool]]:
        """Masks that a number has to meet: one bit of it, or (True) all of them."""
        named = [
            ("programme", programmes(self.pathways, self.levels), False)
            if self.pathways or self.levels
            else ("programme", 0, False),
            ("sector", sum(sector(code) for code in set(self.sectors)), False),
            ("allowance", ALLOWANCE * self.has_allowance, True),
            ("places", PLACES * self.has_places, True),
            ("approved", APPROVED * self.is_approved, True),
            ("commitment", self._promised(), not self._any_checked()),
        ]
        return [(mask, every) for name, mask, every in named if mask and name != without]

    def _any_checked(self) -> bool:
        return self.is_checked and not self.commitments

    def _promised(self) -> int:
        if self._any_checked():
            return sum(commitment(bit, checked=True) for bit in range(COMMITMENTS))
        return sum(commitment(bit, checked=self.is_checked) for bit in set(self.commitments))


def meets(facets: int, demands: Sequence[tuple[int, bool]]) -> bool:
    return all(facets & mask == mask if every else facets & mask for mask, every in demands)


@dataclass(frozen=True)
class Tally:
    """How many companies there are, and would be for each filter; and with a filter let go."""

    total: int = 0
    pathway: dict[str, int] = field(default_factory=dict)
    level: dict[int, int] = field(default_factory=dict)
    sector: dict[str, int] = field(default_factory=dict)
    allowance: int = 0
    places: int = 0
    approved: int = 0
    commitment: dict[int, int] = field(default_factory=dict)
    checked: int = 0
    loosened: dict[str, int] = field(default_factory=dict)


class _Counted:
    """Numbers with how often each occurs."""

    def __init__(self, masks: Iterable[tuple[int, int]]) -> None:
        self.masks = list(masks)

    def meeting(self, demands: Sequence[tuple[int, bool]]) -> "_Counted":
        if not demands:
            return self
        return _Counted(pair for pair in self.masks if meets(pair[0], demands))

    @property
    def total(self) -> int:
        return sum(count for _, count in self.masks)

    def having(self, bits: int, asked: Iterable[int], *, every: bool = False) -> list[int]:
        """For each asked mask, how many have one bit of it (or all); `bits` are all that matter."""
        seen: Counter[int] = Counter()
        for facets, count in self.masks:
            seen[facets & bits] += count
        pairs = list(seen.items())
        return [
            sum(n for part, n in pairs if (part & mask == mask if every else part & mask))
            for mask in asked
        ]


def tally(masks: Iterable[tuple[int, int]], choice: Choice) -> Tally:
    """Count each filter as if only its own choice were still open."""
    counted = _Counted(masks)
    free = {
        name: counted.meeting(choice.demands(without=name))
        for name in ("programme", "sector", "allowance", "places", "approved", "commitment")
    }
    ways = [programmes([way], choice.levels) for way in PATHWAYS]
    levels = [programmes(choice.pathways, [level]) for level in LEVELS[1:]]
    promised = [_with_commitment(choice, bit) for bit in range(COMMITMENTS)]
    by_commitment = free["commitment"].having(sum(promised) | _all(promised), promised, every=True)
    return Tally(
        total=counted.meeting(choice.demands()).total,
        pathway=_found(PATHWAYS, free["programme"].having(PROGRAMMES, ways)),
        level=_found(LEVELS[1:], free["programme"].having(PROGRAMMES, levels)),
        sector=_found(SECTORS, free["sector"].having(ALL_SECTORS, map(sector, SECTORS))),
        allowance=free["allowance"].having(ALLOWANCE, [ALLOWANCE])[0],
        places=free["places"].having(PLACES, [PLACES])[0],
        approved=free["approved"].having(APPROVED, [APPROVED])[0],
        commitment=_found(range(COMMITMENTS), by_commitment),
        checked=_checked(free["commitment"], choice),
        loosened=_loosened(free, choice),
    )


def _all(masks: Iterable[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together


def _with_commitment(choice: Choice, bit: int) -> int:
    bits = {*choice.commitments, bit}
    return sum(commitment(one, checked=choice.is_checked) for one in bits)


def _checked(free: _Counted, choice: Choice) -> int:
    demands = Choice(commitments=choice.commitments, is_checked=True).demands()
    return free.meeting(demands).total


def _loosened(free: dict[str, _Counted], choice: Choice) -> dict[str, int]:
    """What letting go of one filter would give, for those that were chosen."""
    chosen = len(choice.demands())
    found = {
        name: counted.total
        for name, counted in free.items()
        if name != "programme" and len(choice.demands(without=name)) < chosen
    }
    # Pathway and level are counted together, and let go apart.
    for name, kept in (
        ("pathway", Choice(levels=choice.levels)),
        ("level", Choice(pathways=choice.pathways)),
    ):
        if choice.pathways if name == "pathway" else choice.levels:
            found[name] = free["programme"].meeting(kept.demands()).total
    return found


def _found(names: Iterable[Name], counts: Iterable[int]) -> dict[Name, int]:
    return {name: count for name, count in zip(names, counts, strict=True) if count}
