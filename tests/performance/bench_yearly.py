"""Five yearly reports of 500 schools: counted, rounded, stored, and read as page, CSV and PDF.

50,000 fictional records, 20 a school and year on average: more than a hundred times what SBB got
(domain.md, f). One of the five brings a block of three years. On SQLite and, when there is a
server, on PostgreSQL in a database of its own. `BENCH_YEARLY=50` measures with fewer schools.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

SCHOOLS, YEARS, MEAN = 500, range(2026, 2031), 20
LIMIT_SECONDS = 5  # five years of 500 schools, released; issue 4
REPETITIONS = 3
READ = 20  # schools whose report is read


def run() -> list[dict[str, Any]]:
    if len(sys.argv) > 2:  # a process per database
        return measure()
    from tests.performance.bench_search import ROOT, databases

    results: list[dict[str, Any]] = []
    for environment in databases():
        with environment as variables:
            command = [sys.executable, "-m", "tests.performance", "yearly", "apart"]
            done = subprocess.run(
                command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, check=True
            )
            results += json.loads(done.stdout.splitlines()[-1])
    return results


def measure() -> list[dict[str, Any]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "stagebaken.settings.local"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    size = int(os.environ.get("BENCH_YEARLY", SCHOOLS))
    records = write(size)
    times = [released() for _ in range(REPETITIONS)]
    found = {
        "name": f"yearly report, 5 years of {size} schools, {connection.vendor}",
        "records": records,
        "cells": cells(),
        "seconds": round(statistics.median(times), 2),
        "limit_s": LIMIT_SECONDS,
        "holds": statistics.median(times) < LIMIT_SECONDS,
    }
    return [found, {"name": f"reading one of them, {connection.vendor}", **reading()}]


def write(size: int) -> int:
    """The same fictional schools and records each time; few reports at most schools."""
    from reports.dossiers.vocabulary import Ground, Phase
    from reports.registration import vocabulary as words
    from reports.registration.models import RegistrationRecord
    from schools.registry.models import School, Sector

    chance = random.Random(4)  # noqa: S311 - the same cases each time
    schools = School.objects.bulk_create(
        School(code=f"s{n}", name=f"School {n}", sector=Sector.HBO if n % 5 == 0 else Sector.MBO)
        for n in range(size)
    )
    grounds, phases = Ground.values, Phase.values
    records = []
    for school in schools:
        for year in YEARS:
            for _ in range(int(chance.expovariate(1 / MEAN))):
                counted = chance.random() < 0.3
                record = RegistrationRecord(
                    school=school,
                    school_year=year,
                    grounds=sorted(chance.sample(grounds, chance.choice((1, 1, 2, 3)))),
                    phases=chance.choice(([phases[0]], [phases[1]], phases)),
                    only_counted=counted,
                )
                if not counted:
                    record.sector = f"0{chance.randint(1, 9)}"
                    record.measures = chance.sample(words.Measure.values, 2)
                    record.outcome = chance.choice(words.Outcome.values)
                    record.acknowledged_within = chance.choice(words.AcknowledgedWithin.values)
                    record.outcome_within = chance.choice(words.OutcomeWithin.values)
                    record.replaced_within = chance.choice(["", *words.ReplacedWithin.values])
                records.append(record)
    RegistrationRecord.objects.bulk_create(records, batch_size=500)
    return len(records)


def spent(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def released() -> float:
    """Release five years, the block of three among them, into an empty table."""
    from django.db import connection

    from reports.yearly.actions import release
    from reports.yearly.models import Kind

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM yearly_publishedcell")
        cursor.execute("DELETE FROM yearly_yearlyrelease")
    day = date(2033, 1, 1)
    return sum(spent(partial(release, year=year, kind=Kind.FINAL, day=day)) for year in YEARS)


def cells() -> int:
    from reports.yearly.models import PublishedCell

    return PublishedCell.objects.count()


def reading() -> dict[str, Any]:
    """A school's report, as its page, CSV and PDF are made; the median of some schools."""
    from reports.yearly import reading
    from reports.yearly.document import document
    from reports.yearly.pages import written
    from reports.yearly.spreadsheet import spreadsheet
    from schools.registry.models import School

    release = reading.releases()[0]
    times: dict[str, list[float]] = {"page": [], "csv": [], "pdf": []}
    for school in School.objects.all()[:READ]:
        start = time.perf_counter()
        report = reading.of_school(release, school)
        assert report is not None
        written(report)
        times["page"].append(time.perf_counter() - start)
        times["csv"].append(spent(partial(spreadsheet, report)))
        times["pdf"].append(spent(partial(document, report, school)))
    return {f"{name}_ms": round(statistics.median(found) * 1000) for name, found in times.items()}
