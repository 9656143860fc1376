"""Two releases of one cohort, and one student who came in between (or left)."""

from collections.abc import Sequence

import numpy as np

from tests.attacks.outcomes.bounds import Attack
from tests.attacks.outcomes.counting import TOTAL, VARIABLES
from tests.attacks.outcomes.insider import Insider, Seen, Target
from tests.attacks.outcomes.published import Line
from tests.attacks.outcomes.schools import GROUPS, Row

# All that a table says of a student.
ASPECTS = ("herkomst", *VARIABLES)


def changed(first: Sequence[Line], second: Sequence[Line]) -> list[Line]:
    """The cells of the second release that were another figure in the first."""
    before = {(line.table, line.measure, line.herkomst, line.place): line.value for line in first}
    return [
        line
        for line in second
        if before.get((line.table, line.measure, line.herkomst, line.place)) != line.value
    ]


def read_by_an_outsider(first: Sequence[Line], second: Sequence[Line]) -> dict[str, str]:
    """The joiner's profile for whoever knows nothing but the two files.

    With one key a figure changes only when the joiner is in the cell. What changed must then
    point at one label of each variable; what points at two is no trace of one student.
    """
    traces: dict[str, set[str]] = {aspect: set() for aspect in ASPECTS}
    for line in changed(first, second):
        for aspect, label in zip(ASPECTS, (line.herkomst, *line.place), strict=True):
            traces[aspect] |= {label} - {TOTAL}
    if any(len(labels) > 1 for labels in traces.values()):
        return {}
    return {aspect: labels.pop() for aspect, labels in traces.items() if labels}


def joiner(student: str, *releases: Seen) -> dict[str, tuple[int, int]]:
    """By group whether the joiner is of it, for an insider who knows all else: 0…1 is unknown."""
    insider = Insider(releases)
    at = next(
        place
        for place, (rows, _) in enumerate(insider.classes.values())
        if any(row and row["student_id"] == student for row in rows)
    )
    assert insider.sizes[at] == 1, "somebody else joined as well"
    members = np.eye(1, len(insider.sizes), at)[0]
    targets = [Target(student, group, members, 1) for group in GROUPS]
    return dict(zip(GROUPS, Attack(insider, targets).bounds(), strict=True))


def without(rows: Sequence[Row], student: str) -> list[Row]:
    return [row for row in rows if row["student_id"] != student]
