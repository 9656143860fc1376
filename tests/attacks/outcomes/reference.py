"""Rules 1 to 5 of statistics.md §3 once more, without the gate; and ways to break them.

What the product shows must have these figures. What it hides besides is the gate's doing. The
broken ways are the planted holes: an attacker who does not find them is none.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from tests.attacks.outcomes import counting
from tests.attacks.outcomes.counting import (
    CROSSED_FROM,
    FLOORED,
    RATE_FROM,
    RATIO,
    RATIO_FROM,
    TABLES,
    TOTAL,
    WHOLE,
    Place,
)
from tests.attacks.outcomes.published import SPECIFIED, Line, Rules
from tests.attacks.outcomes.schools import UNKNOWN, Row

COUNTS = ("n", "placed")


def _number(key: bytes, text: str) -> int:
    return int.from_bytes(hmac.new(key, text.encode(), hashlib.sha256).digest()[:8], "big")


@cache
def _unit(key: bytes, student: str) -> int:
    return _number(key, f"student:{student}")


@dataclass(frozen=True)
class Release:
    """The rounding of rule 1, written from the text."""

    name: str
    key: bytes

    @cached_property
    def _own(self) -> bytes:
        return hmac.new(self.key, f"release:{self.name}".encode(), hashlib.sha256).digest()

    def rounded(self, measure: str, rows: Sequence[Row], base: int) -> int:
        key = self._own
        inside = [row for row in rows if counting.weight(measure, row)]
        count = sum(counting.weight(measure, row) for row in inside)
        cell = sum(_unit(key, row["student_id"]) for row in inside) % 2**64
        draw = _number(key, f"cell:{measure}:{count}:{cell:016x}")
        down = count - count % base
        return down + base if draw * base < (count % base) << 64 else down


def publish(
    rows: Sequence[Row],
    release: Release,
    *,
    measures: Sequence[str] = COUNTS,
    rules: Rules = SPECIFIED,
) -> list[Line]:
    """Every table of rule 5, floored and rounded, and nothing else done for safety."""
    writer = _Writer(rows, release, rules)
    lines = [line for measure in measures for line in writer.measure(measure)]
    return list(_summed(lines, rules.summed_over, writer)) if rules.summed_over else lines


class _Writer:
    def __init__(self, rows: Sequence[Row], release: Release, rules: Rules) -> None:
        self._rows, self._release, self._rules = rows, release, rules
        self._is_crossed = release.rounded("n", rows, 5) >= CROSSED_FROM

    def measure(self, measure: str) -> Iterator[Line]:
        for table, names in TABLES.items():
            if len(names) < 2 or self._is_crossed:
                for place in counting.places(self._rows, names):
                    yield from self._slice(table, measure, names, place)

    def _slice(
        self, table: str, measure: str, names: Sequence[str], place: Place
    ) -> Iterator[Line]:
        inside = [row for row in self._rows if counting.is_in(place, row)]
        groups = sorted({row["herkomst"] for row in self._rows}) if "herkomst" in names else [TOTAL]
        for group in groups:
            members = [row for row in inside if group in (TOTAL, row["herkomst"])]
            base = counting.base(measure) if self._rules.is_rounded else 1
            value = None if group == UNKNOWN else self.shown(measure, members, base)
            yield Line(table, measure, group, place, value, base)

    def shown(self, measure: str, members: Sequence[Row], base: int) -> int | None:
        """The figure, where rule 3 shows it; of a hidden whole no part is shown."""
        whole = WHOLE.get(measure)
        of = self.shown(whole, members, base) if whole else None
        needed = 0 if measure in FLOORED else RATIO_FROM if measure in RATIO else RATE_FROM
        if whole and (of is None or of < needed):
            return None
        value = self._release.rounded(measure, members, base)
        true = sum(counting.weight(measure, row) for row in members)
        decided = true if self._rules.is_floored_on_truth else value
        return value if measure not in FLOORED or decided >= self._rules.shown_from else None

    def unhidden(self, line: Line) -> int:
        """The rounded figure behind a line, shown or not."""
        members = [row for row in self._rows if counting.is_in(line.place, row)
                   and line.herkomst in (TOTAL, row["herkomst"])]  # fmt: skip
        return self._release.rounded(line.measure, members, line.base)


def _summed(lines: Sequence[Line], variable: str, writer: _Writer) -> Iterator[Line]:
    """Against rule 2: a herkomst total that is the sum of its published parts."""
    for line in lines:
        if line.table != "herkomst" or line.value is None:
            yield line
            continue
        parts = [part for part in lines if _is_part(part, line, variable)]
        value = sum(map(writer.unhidden, parts)) if parts else line.value
        yield Line(line.table, line.measure, line.herkomst, line.place, value, line.base)


def _is_part(part: Line, line: Line, variable: str) -> bool:
    return (part.table, part.measure, part.herkomst) == (
        f"herkomst_{variable}",
        line.measure,
        line.herkomst,
    )
