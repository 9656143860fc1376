"""What a release of one school costs, gate and all; and of sixty, one after the other."""

import os
import resource
import time
from collections.abc import Sequence
from typing import Any

from placements.outcomes.release.measures import ALL
from placements.outcomes.release.publishing import publish
from tests.placements.outcomes.cohorts import cohort
from tests.placements.outcomes.release.schools import mixed, release, units

STUDENTS, SCHOOLS = 400, 60
FEW = ("n", "placed")
LIMITS = (20.0, 180.0, 900.0)  # seconds; issue 6


def run() -> list[dict[str, Any]]:
    one, every, many = LIMITS
    return [
        row(f"release of {STUDENTS} students, n and placed", [1], FEW, one),
        row(f"release of {STUDENTS} students, all measures", [1], ALL, every),
        row(f"releases of {SCHOOLS} schools, n and placed", range(SCHOOLS), FEW, many),
    ]


def row(name: str, seeds: Sequence[int], measures: Sequence[str], limit: float) -> dict[str, Any]:
    """Schools of 400 students; of several they have 60 to 400."""
    load, start, used = os.getloadavg()[0], time.perf_counter(), time.process_time()
    shown = 0
    for seed in seeds:
        rows = mixed(STUDENTS if len(seeds) == 1 else 60 + seed * 340 // SCHOOLS, seed=seed)
        found = publish(cohort(rows), units(rows), release=release(f"r{seed}"), measures=measures)
        shown += sum(not one.is_hidden for one in found.cells)
    seconds = time.perf_counter() - start
    return {
        "name": name,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(time.process_time() - used, 1),
        "counts_shown": shown,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": round(load, 1),
        "limit": limit,
        "holds": seconds < limit,
    }
