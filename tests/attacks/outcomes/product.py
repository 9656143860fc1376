"""What the product publishes of rows: by its command, as the files say it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from placements.outcomes.reading import read_cohort
from placements.outcomes.release.cells import Cell, Share
from placements.outcomes.release.publishing import publish
from placements.protection.rounding import Release
from tests.attacks.outcomes.counting import VARIABLES
from tests.attacks.outcomes.insider import Seen
from tests.attacks.outcomes.published import Line
from tests.attacks.outcomes.schools import Row, write

KEY = b"sleutel"


def released(
    rows: Sequence[Row], name: str = "voorlopig", *, measures: Sequence[str], key: bytes = KEY
) -> Seen:
    """A release, gate and all, with what the insider can read in it."""
    with TemporaryDirectory() as folder:
        cohort = read_cohort(write(rows, Path(folder) / "cohort.csv"))
    units = [row["student_id"] for row in rows]
    found = publish(cohort, units, release=Release(name, key=key), measures=measures)
    placed = [share for share in found.shares if share.indicator == "apps_per_placement"]
    lines = [_line(cell, cell.measure, cell.value, cell.base) for cell in found.cells]
    lines += [_line(share, "placed_applicants", share.n, 5) for share in placed]
    return Seen(rows, lines, key=name)


def _line(cell: Cell | Share, measure: str, value: int | None, base: int) -> Line:
    place = tuple(getattr(cell, name) for name in VARIABLES)
    return Line(cell.table, measure, cell.herkomst, place, value, base)
