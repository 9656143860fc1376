"""Searching a national register: full answers (page of 20, total, counts of every filter).

250,000 fictional companies with 750,000 recognitions, on SQLite and, when there is a server, on
PostgreSQL in a database of its own. Beside each figure the same statement without our Python.
`BENCH_SEARCH=20000` measures a smaller register.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CASES = 200
LIMITS = {"words + crebo + 25 km": 10, "25 km around Utrecht": 60}  # p95, milliseconds; issue 3
DATABASE = "bench_search"


def run() -> list[dict[str, Any]]:
    if len(sys.argv) > 2:  # a process per database
        return measure()
    results: list[dict[str, Any]] = []
    for environment in databases():
        with environment as variables:
            command = [sys.executable, "-m", "tests.performance", "search", "apart"]
            done = subprocess.run(
                command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, check=True
            )
            results += json.loads(done.stdout.splitlines()[-1])
    return results


def databases() -> Iterator[Any]:
    from tests.environment import postgres

    yield on_sqlite()
    if url := postgres():
        yield on_postgresql(url)


@contextmanager
def on_sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as place:
        yield {"STATE_DIR": place}


@contextmanager
def on_postgresql(url: str) -> Iterator[dict[str, str]]:
    """A database of our own, gone afterwards."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server, tempfile.TemporaryDirectory() as place:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        server.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield {"STATE_DIR": place, "DATABASE_URL": f"{url.rpartition('/')[0]}/{DATABASE}"}
        finally:
            server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def measure() -> list[dict[str, Any]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "stagebaken.settings.local"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.performance import register

    call_command("migrate", verbosity=0)
    size = int(os.environ.get("BENCH_SEARCH", register.COMPANIES))
    written, indexed = spent(lambda: register.write(size)), spent(fill)
    print(f"{connection.vendor}: written {written:.0f} s, indexed {indexed:.0f} s", file=sys.stderr)
    results = [
        {
            "name": f"index {size} companies, {connection.vendor}",
            "seconds": round(indexed, 1),
            "batch_of_2000_ms": round(spent(one_batch) * 1000),
        }
    ]
    tidy()
    for name, cases in questions(size).items():
        results.append(figures(name, cases, connection.vendor))
        print(results[-1], file=sys.stderr)
    return results


def spent(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def fill() -> None:
    from placements.search import index

    for _done in index.rebuild():
        pass


def tidy() -> None:
    """Let the database look at what it holds, as its own housekeeping would."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def one_batch() -> None:
    from placements.companies.models import TrainingCompany
    from placements.search import index

    index.renew(TrainingCompany.objects.values_list("pk", flat=True)[: index.BATCH])


def questions(size: int) -> dict[str, list[Any]]:
    from placements.accreditations.models import Accreditation
    from placements.companies.models import TrainingCompany
    from placements.search.engine import Question
    from placements.search.facets import Choice

    chance = random.Random(11)  # noqa: S311 - the same cases each time
    numbers = [f"{100_000_000 + chance.randrange(size)}" for _ in range(CASES)]
    chosen = list(TrainingCompany.objects.filter(leerbedrijf_id__in=numbers))
    kinds: dict[str, list[Any]] = {
        name: []
        for name in (*LIMITS, "words + 25 km", "crebo + 25 km", "words alone", "typing error")
    }
    for company in chosen:
        taught = Accreditation.objects.filter(company=company).select_related("programme").first()
        crebo = taught.programme.crebo or "" if taught else ""
        word = company.name.split()[0][: chance.randint(4, 12)]
        near: dict[str, Any] = {"near": company.place, "radius_km": 25, "is_vetted": True}
        kinds["words + crebo + 25 km"].append(Question(q=word, crebo=crebo, **near))
        kinds["words + 25 km"].append(Question(q=word, **near))
        kinds["crebo + 25 km"].append(Question(crebo=crebo, **near))
        kinds["words alone"].append(Question(q=f"{word} {company.place}", is_vetted=True))
        wrong = company.name.split()[1]
        kinds["typing error"].append(Question(q=wrong[:3] + wrong[4:], **near))
        ticked = chance.choice((Choice(), Choice(levels=[3]), Choice(pathways=["bol"])))
        utrecht = Question(near="Utrecht", radius_km=25, is_vetted=True, choice=ticked)
        kinds["25 km around Utrecht"].append(utrecht)
    return kinds | {"everything": [Question(is_vetted=True)] * 5}


def figures(name: str, cases: list[Any], vendor: str) -> dict[str, Any]:
    from placements.search.engine import answer
    from tests.performance.server import summary

    answer(cases[0])  # the words of this process are read once
    hits: list[int] = []
    times = [spent(lambda case=case: hits.append(answer(case.but()).total)) for case in cases]
    bare = [spent(statement_of(case)) for case in cases]
    limit = LIMITS.get(name)
    found = summary(times, sum(times))
    extra = {"limit_ms": limit, "holds": found["p95_ms"] <= limit} if limit else {}
    return {
        "name": f"search: {name}, {vendor}",
        "cases": len(cases),
        "hits_p95": sorted(hits)[int(0.95 * len(hits))],
        "p50_ms": found["p50_ms"],
        "p95_ms": found["p95_ms"],
        "bare_sql_p95_ms": summary(bare, sum(bare))["p95_ms"],
        **extra,
    }


def statement_of(case: Any) -> Callable[[], Any]:
    """The same question as bare SQL: no words to work out, no counts to make."""
    from django.db import connection

    from placements.search import statement
    from stagebaken.web.days import today

    sql, values = statement.write(case, today(), limit=20, offset=0)

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return ask
