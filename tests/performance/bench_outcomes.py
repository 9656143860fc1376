"""Two groups of a country compared, with 2,000 samples; and Cox of statsmodels beside ours."""

import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from statsmodels.duration.hazard_regression import PHReg

from placements.outcomes.cohort import Cohort
from placements.outcomes.gap import times
from placements.outcomes.gap.pairs import Pair, pair
from placements.outcomes.gap.report import report
from placements.outcomes.indicators import by_group
from placements.outcomes.reading import read_cohort
from tests.placements.outcomes.cohorts import Row, random_rows, written

Found = TypeVar("Found")
STUDENTS = 100_000
SECTORS, REGIONS = 12, 35  # with four levels and two groups some three thousand cells
LIMIT, MEMORY = 180.0, 2_000  # seconds, MB; issue 6


def run() -> list[dict[str, Any]]:
    cohort, reading = timed(country)
    _, indicators = timed(lambda: list(by_group(cohort, "herkomst")))
    both = pair(cohort, "herkomst", reference="Nederland", group="Buiten-Europa")
    _, seconds = timed(lambda: report(both, release="bench"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = {
        "name": f"gap of {STUDENTS} students, 2,000 samples",
        "seconds": round(seconds, 1),
        "reading_seconds": round(reading, 1),
        "indicators_seconds": round(indicators, 2),
        "peak_mb": peak,
        "limit": LIMIT,
        "holds": seconds < LIMIT and peak < MEMORY,
    }
    return [row, beside(both.searching)]


def beside(some: Pair) -> dict[str, Any]:
    """Cox in strata, the same students: ours on counts per day, theirs student by student."""
    ours, seconds = timed(lambda: times.hazard_ratio(some, stratified=True))
    placed = some.people.is_placed.astype(int)
    model = PHReg(some.people["days"], some.is_group.astype(float)[:, None], status=placed,
                  strata=some.strata, ties="efron")  # fmt: skip
    theirs, their_seconds = timed(lambda: model.fit(disp=False))
    assert ours.se is not None
    assert abs(ours.se - theirs.bse[0]) < 1e-6
    return {
        "name": f"Cox in strata, {len(some.people)} students",
        "seconds": round(seconds, 2),
        "statsmodels_seconds": round(their_seconds, 1),
    }


def country() -> Cohort:
    """Made, written and read: the time is of all three."""
    dice = random.Random(3)  # noqa: S311 - fictional students, the same each time
    rows = [spread(row, dice) for row in random_rows(STUDENTS, seed=1)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "cohort.csv"
        path.write_text(written(rows))
        return read_cohort(path)


def spread(row: Row, dice: random.Random) -> Row:
    """Into as many sectors, regions and numbers of applications as a country has."""
    more = dice.choice([0, 0, 0, 1, 5, 14]) if row["n_applications"] else 0
    return row | {
        "sector": f"{row['sector']} {dice.randrange(SECTORS // 3)}",
        "region": f"regio {dice.randrange(REGIONS)}",
        "level": dice.choice(["entree", "niveau2", "niveau3", "niveau4", "niveau4"]),
        "n_applications": row["n_applications"] + more,
    }


def timed(deed: Callable[[], Found]) -> tuple[Found, float]:
    start = time.perf_counter()
    return deed(), time.perf_counter() - start
