"""Pages of outcomes with the releases of 60 schools stored: own, public, and the API.

Three releases a school, of 400 fictional students each. The figures are rounded and not attacked:
what the gate hides makes no page slower. `BENCH_OUTCOMES=5` stores fewer schools.
"""

import os
import tempfile
from collections.abc import Callable
from typing import Any

SCHOOLS = 60
STUDENTS = 400
RUNS = 40
LIMIT_MS = 100  # p95; issue 6
QUERIES = 20  # fewer than


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "STATE_DIR": place,
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.local",
        }
        import django

        django.setup()
        return measure(filled())


def filled() -> Any:
    """A coordinator of one of the schools, which all made everything public."""
    from django.core.management import call_command

    from placements.releases.models import Kind, SchoolConsent
    from stagebaken.web.days import today
    from tests.cast import make_member, make_school, zeewaarde
    from tests.placements.releases.making import YEAR, released

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    number = int(os.environ.get("BENCH_OUTCOMES", SCHOOLS))
    schools = [zeewaarde(), *(make_school(f"s{n}", f"School {n}") for n in range(number - 1))]
    for school in schools:
        for year, kind in ((YEAR - 1, Kind.FINAL), (YEAR, Kind.PROVISIONAL), (YEAR, Kind.FINAL)):
            released(school, STUDENTS, year=year, kind=kind)
        SchoolConsent.objects.create(school=school, covers="origin", given_on=today())
    return make_member(schools[0]).user


def measure(user: Any) -> list[dict[str, Any]]:
    from django.conf import settings
    from django.test import Client

    from placements.releases.models import PublishedCell
    from tests.stagebaken.accounts.signing_in import sign_in

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    client = Client(headers={"host": "localhost"})
    sign_in(client, user)
    anybody = Client(headers={"host": "localhost"})
    cells = PublishedCell.objects.count()
    pages = {
        "own page, by herkomst": (client, "/uitkomsten/scholen/zeewaarde/"),
        "own page, herkomst by sector": (
            client,
            "/uitkomsten/scholen/zeewaarde/?per=herkomst_sector&maat=apps_per_placement",
        ),
        "public page of a school": (anybody, "/uitkomsten/school/zeewaarde/"),
        "public home": (anybody, "/uitkomsten/"),
        "API, what is public of a school": (anybody, "/api/v1/outcomes/?school=zeewaarde"),
    }
    return [
        row(f"outcome pages: {name}, {cells} cells", asked(*page)) for name, page in pages.items()
    ]


def asked(client: Any, address: str) -> Callable[[], Any]:
    return lambda: client.get(address)


def row(name: str, ask: Callable[[], Any]) -> dict[str, Any]:
    from tests.performance.bench_list import row as measured

    return measured(name, (QUERIES, LIMIT_MS), ask)
