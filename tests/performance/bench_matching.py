"""A round of matching from files to certificate, and the PyPI library `matching` beside it."""

import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from placements.matching import certificate, files, lottery
from placements.matching.market import Market, Place
from placements.matching.solving import certified
from placements.matching.travel import least_travel
from placements.matching.verification import falsehoods
from tests.placements.matching.markets import large

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {(10_000, 2_000): 1.0, (100_000, 20_000): 15.0}  # seconds, with certificate; issue 5
SEED = "2026"
TIMES = 3  # the best of these counts
THEIRS = ((250, 50), (500, 100), (1_000, 200))  # as it comes: its copies recurse into each other
THEIRS_RAISED = (10_000, 2_000)
STACK = 1024 * 1024 * 1024 - 1  # bytes, for the library's recursion


def run() -> list[dict[str, Any]]:
    if len(sys.argv) > 2:  # a process of its own, so that its peak of memory is its own
        kind, *size = sys.argv[2:]
        return [KINDS[kind](int(size[0]), int(size[1]))]
    return [
        *(_apart("ours", size) for size in LIMITS),
        _apart("travel", THEIRS_RAISED),
        *(_apart("theirs", size) for size in THEIRS),
        _apart("raised", THEIRS_RAISED),
    ]


def _apart(kind: str, size: tuple[int, int]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.performance", "matching", kind, *map(str, size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found[0]


def ours(students: int, places: int) -> dict[str, Any]:
    """Read two files, solve, look for blocking pairs, write result and certificate."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, large(students, places))
        at_rest = peak()
        cpu = time.process_time()
        seconds = min(timed(lambda: solve(folder)) for _ in range(TIMES))
        cpu = time.process_time() - cpu
        grown = peak() - at_rest
        verifying = timed(lambda: verify(folder))
        limit = LIMITS[students, places]
        return {
            "name": f"matching of {students} students and {places} places, with certificate",
            "seconds": round(seconds, 2),
            "cpu_seconds": round(cpu / TIMES, 2),  # what others on this machine do is not in it
            "verify_seconds": round(verifying, 2),
            "grown_mb": grown,
            "peak_mb": peak(),
            "limit": limit,
            "holds": seconds < limit,
        }


def write(folder: Path, market: Market) -> None:
    students = ["student_id,preferences"]
    students += [f"{name},{'|'.join(wishes)}" for name, wishes in market.preferences.items()]
    places = ["place_id,capacity,priorities"]
    for name, place in market.places.items():
        line = "|".join(student for tier in place.tiers or () for student in tier)
        places.append(f"{name},{place.capacity},{line}")
    (folder / "S.csv").write_text("\n".join(students))
    (folder / "P.csv").write_text("\n".join(places))


def solve(folder: Path) -> None:
    tables = files.open_market(folder / "S.csv", folder / "P.csv")
    market = files.read_market(*tables)
    hashes = (tables[0].sha256, tables[1].sha256)
    solved = certified(market=market, seed=SEED, hashes=hashes)
    files.write(folder / "R.csv", files.written_result(solved.assignment))
    files.write(folder / "C.json", certificate.written(solved.certificate))


def verify(folder: Path) -> None:
    market = files.read_market(*files.open_market(folder / "S.csv", folder / "P.csv"))
    proof = files.read_certificate(folder / "C.json")
    assert not list(falsehoods(market, proof, files.read_result(folder / "R.csv")))


def travel(students: int, places: int) -> dict[str, Any]:
    market, chance = large(students, places), random.Random(3)  # noqa: S311
    minutes = {
        (student, place): chance.randint(5, 120)
        for student, wishes in market.preferences.items()
        for place in wishes
    }
    numbers = lottery.numbers(SEED, market.preferences)
    return {
        "name": f"most placed and least travel, {students} students and {places} places",
        "seconds": round(timed(lambda: least_travel(market, numbers, minutes)), 2),
        "peak_mb": peak(),
    }


def theirs(students: int, places: int) -> dict[str, Any]:
    """As the library comes, under Python's own limit of recursion."""
    market = ordered(students, places)
    row: dict[str, Any] = {"name": f"library matching, {students} students and {places} places"}
    try:
        return row | library(market)
    except RecursionError:
        return row | {"outcome": "RecursionError"}


def raised(students: int, places: int) -> dict[str, Any]:
    """With a gigabyte of stack and no limit of recursion."""
    market = ordered(students, places)
    found: dict[str, Any] = {}
    sys.setrecursionlimit(10**9)
    threading.stack_size(STACK)
    thread = threading.Thread(target=lambda: found.update(library(market)))
    thread.start()
    thread.join()
    assert found, "the library did not finish"
    return {"name": f"library matching, {students} and {places}, limit raised"} | found


def ordered(students: int, places: int) -> Market:
    """A market that the library can take: every place has put who asked in an order."""
    market = large(students, places)
    line = sorted(lottery.numbers(SEED, market.preferences).items(), key=lambda pair: pair[1])
    askers: dict[str, list[str]] = {name: [] for name in market.places}
    for student, _ in line:
        for name in market.preferences[student]:
            askers[name].append(student)
    found = {
        name: place if place.tiers else Place(place.capacity, tuple((one,) for one in askers[name]))
        for name, place in market.places.items()
    }
    return Market(market.preferences, found)


def library(market: Market) -> dict[str, Any]:
    """Its time, and ours for the same market in memory; both find the same."""
    warnings.simplefilter("ignore")
    from matching.games import HospitalResident

    lines = {
        name: [one for tier in place.tiers or () for one in tier]
        for name, place in market.places.items()
    }
    capacities = {name: place.capacity for name, place in market.places.items()}
    wishes = {name: list(wished) for name, wished in market.preferences.items()}
    start = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(wishes, lines, capacities)
    solution = game.solve(optimal="resident")
    game.check_stability()
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    solved = certified(market=market, seed=SEED, hashes=("", ""))
    own_seconds = time.perf_counter() - start
    got = {one.name: place.name for place, inside in solution.items() for one in inside}
    placed = {one: place for one, place in solved.assignment.items() if place is not None}
    assert got == placed
    return {
        "seconds": round(seconds, 2),
        "ours_seconds": round(own_seconds, 3),
        "peak_mb": peak(),
        "result": "the same",
    }


def timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


KINDS = {"ours": ours, "travel": travel, "theirs": theirs, "raised": raised}
