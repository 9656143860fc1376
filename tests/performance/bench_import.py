"""A national register from files: fictional companies, three recognitions each, and again."""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (50_000, 250_000)  # companies; three recognitions each
LIMIT_SECONDS = 5 * 60  # companies and recognitions together, at full size; issue 3
LIMIT_GROWTH_MB = 64  # of memory, from the small size to the full: flat, but for marks and caches
PROGRAMMES = 1_200


def run() -> list[dict[str, Any]]:
    if len(sys.argv) > 2:  # a process of its own, so that its peak of memory is its own
        return [measure(int(sys.argv[2]))]
    sizes = [int(size) for size in os.environ.get("BENCH_IMPORT", "").split()] or SIZES
    results = [_apart(size) for size in sizes]
    growth = results[-1]["peak_mb"] - results[0]["peak_mb"]
    for result in results:
        result["holds"] = result["seconds"] < LIMIT_SECONDS and growth < LIMIT_GROWTH_MB
    return results


def _apart(size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.performance", "import", str(size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found[0]


def measure(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"STATE_DIR": place}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebaken.settings.local")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        folder = Path(place)
        names = ("programmes", "companies", "accreditations")
        for name in names:
            write(folder / f"{name}.csv", ROWS[name](size))
        start = time.process_time()
        first = {name: timed(name, folder) for name in names}
        cpu = time.process_time() - start
        again = {name: timed(name, folder) for name in names[1:]}
        return {
            "name": f"import of {size} companies, {3 * size} recognitions",
            "seconds": round(first["companies"] + first["accreditations"], 1),
            "companies_seconds": round(first["companies"], 1),
            "recognitions_seconds": round(first["accreditations"], 1),
            "cpu_seconds": round(cpu, 1),  # what others on this machine do is not in it
            "again_seconds": round(sum(again.values()), 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def timed(name: str, folder: Path) -> float:
    import io

    from django.core.management import call_command

    start = time.perf_counter()
    told = io.StringIO()
    call_command(f"import_{name}", folder / f"{name}.csv", stdout=told)
    seconds = time.perf_counter() - start
    print(f"{name}: {seconds:.1f} s, {told.getvalue().strip()}", file=sys.stderr)
    return seconds


def write(path: Path, rows: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


def programmes(_: int) -> Iterator[str]:
    yield "crebo,kwalificatie,niveau,leerweg"
    for number in range(PROGRAMMES):
        yield f'{25000 + number},Vakman richting {number},{2 + number % 3},"BOL,BBL"'


PLACES = ("Utrecht 3511", "Rotterdam 3011", "Zwolle 8011", "Ede GLD 6711", "Assen 9401")
WORDS = ("Bakkerij", "Garage", "Zorghuis", "Studio", "Kwekerij", "Bouwbedrijf", "Salon")


def companies(size: int) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311  # fictional rows, the same each time
    yield "leerbedrijf_id;naam;straat;huisnummer;postcode;plaats;sector;telefoon"
    for number in range(size):
        place, pc4 = chance.choice(PLACES).upper().rsplit(" ", 1)
        name = f"{chance.choice(WORDS)} De Proef {number}"
        where = (
            f"Voorbeeldlaan;{chance.randint(1, 300)};{int(pc4) + chance.randint(0, 30)} AB;{place}"
        )
        yield f"{100_000_000 + number};{name};{where};{1 + number % 9:02};0301234567"


def accreditations(size: int) -> Iterator[str]:
    chance = random.Random(2)  # noqa: S311
    yield "leerbedrijf_id,crebo,leerweg,van,tot,status"
    for number in range(size):
        for crebo in chance.sample(range(PROGRAMMES), 3):
            way = chance.choice(("bol", "bbl"))
            days = f"{chance.randint(2022, 2025)}-03-01,{chance.randint(2027, 2029)}-02-28"
            status = "geschorst" if chance.random() < 0.01 else "actief"
            yield f"{100_000_000 + number},{25000 + crebo},{way},{days},{status}"


ROWS = {"programmes": programmes, "companies": companies, "accreditations": accreditations}
