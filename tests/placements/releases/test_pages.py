"""The pages of a school: the numbers, the sentence, who sees them and how often they ask."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from placements.releases import reading
from placements.releases.catalogue import INDICATORS, TABLES
from placements.releases.models import Kind, PublishedCell, Release
from schools.registry.models import School
from tests.cast import make_administrator, make_team, zeewaarde
from tests.placements.releases.making import YEAR, released
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/uitkomsten/scholen/zeewaarde/"


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def release(school: School) -> Release:
    return released(school)


@pytest.fixture
def client(school: School) -> Client:
    client = Client()
    sign_in(client, make_team(school)[0].user)
    return client


def text_of(answer: object) -> str:
    """The words of a page, without marks and doubled space."""
    content = answer.content.decode()  # type: ignore[attr-defined]
    main = content[content.index("<main") : content.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def shares(release: Release, name: str, table: str) -> list[PublishedCell]:
    rows = PublishedCell.objects.filter(release=release, name=name, form="share")
    return list(rows.filter(table__in=(table, "total")))


@pytest.mark.parametrize("indicator", ["first_try", "apps_per_placement", "discrim"])
def test_page_and_files_and_api_say_the_numbers_of_the_same_row(
    client: Client, release: Release, indicator: str
) -> None:
    page = text_of(client.get(PAGE, {"maat": indicator, "per": "herkomst"}))
    files = csv.DictReader(
        io.StringIO(client.get(f"{PAGE}cijfers.csv").content.decode("utf-8-sig")), delimiter=";"
    )
    written = {_key(row): row for row in files}
    told = {_key(row): row for row in json.loads(client.get(f"{PAGE}cijfers.json").content)}
    asked = client.get("/api/v1/outcomes/", {"school": "zeewaarde", "year": YEAR}).json()
    api = {_key(row): row for row in asked}
    found = shares(release, indicator, "herkomst")
    assert found
    for cell in found:
        key = ("share", cell.table, cell.name, cell.herkomst)
        numbers = (cell.n, cell.k, cell.estimate, cell.low, cell.high)
        names = ("n", "k", "estimate", "low", "high")
        assert [float(written[key][name]) for name in names] == [float(one) for one in numbers]
        assert [told[key][name] for name in names] == [float(one) for one in numbers]
        assert [api[key][name] for name in names] == [float(one) for one in numbers]
        between = (
            f"{reading.number_text(cell, 'low', unit='')} en {reading.number_text(cell, 'high')}"
        )
        assert f" {cell.n} {cell.k} {reading.number_text(cell, 'estimate')} {between} " in page


def _key(row: dict[str, str]) -> tuple[str, str, str, str]:
    only = all(row[name] == "Totaal" for name in ("gender", "level", "leerweg", "sector"))
    return (row["form"], row["table"], row["measure"], row["herkomst"] if only else str(row))


def test_every_indicator_and_split_has_a_page(client: Client, release: Release) -> None:
    for indicator in INDICATORS:
        for table in TABLES:
            answer = client.get(PAGE, {"maat": indicator, "per": table})
            assert answer.status_code == 200
            assert "Waardoor het komt, zeggen deze cijfers niet." in text_of(answer)


def test_a_hidden_group_is_said_in_words_and_has_no_number(
    client: Client, release: Release
) -> None:
    page = text_of(client.get(PAGE))
    assert "Herkomst onbekend verborgen Zo kan niemand worden herkend." in page
    assert "Herkomst onbekend: niet getoond." in page


def test_direct_placements_are_always_said(client: Client, release: Release) -> None:
    direct = PublishedCell.objects.get(release=release, table="total", name="direct", form="share")
    for indicator in INDICATORS:
        page = text_of(client.get(PAGE, {"maat": indicator}))
        assert f"kreeg {direct.estimate:.0f}% een plek via school, werk of kennissen" in page


def test_who_answered_stands_beside_experienced_discrimination(
    client: Client, release: Release
) -> None:
    page = text_of(client.get(PAGE, {"maat": "discrim"}))
    assert re.search(r"Van \d+ bol-studenten gaf \d+% antwoord", page)


def test_releases_stand_beside_each_other_with_a_warning(
    client: Client, school: School, release: Release
) -> None:
    assert "opnieuw door loting" not in text_of(client.get(PAGE))
    released(school, kind=Kind.FINAL)
    page = text_of(client.get(PAGE))
    assert "Elke uitgave is opnieuw door loting afgerond." in page
    assert "schooljaar 2025-2026 · definitief" in page
    chosen = text_of(client.get(PAGE, {"uitgave": "2025-provisional"}))
    assert "schooljaar 2025-2026 · voorlopig" in chosen


def test_what_an_address_does_not_know_falls_back(client: Client, release: Release) -> None:
    answer = client.get(PAGE, {"maat": "x", "per": "y", "uitgave": "z"})
    assert "Wie vindt meteen een stage?" in text_of(answer)


def test_without_figures_the_page_says_when_they_come(client: Client) -> None:
    page = text_of(client.get(PAGE))
    assert "Er zijn nog geen cijfers van deze school." in page
    assert re.search(r"De volgende cijfers komen op 1 (oktober|maart) \d{4}", page)
    assert client.get(f"{PAGE}cijfers.csv").status_code == 404
    assert client.get(f"{PAGE}cijfers.json").status_code == 404


def test_one_school_is_gone_to_at_once(client: Client, school: School) -> None:
    assert client.get("/uitkomsten/scholen/").headers["Location"] == PAGE


def test_an_administrator_reads_the_same_page(school: School, release: Release) -> None:
    client = Client()
    sign_in(client, make_administrator(school))
    assert client.get(PAGE).status_code == 200


def test_more_releases_ask_the_database_nothing_more(
    client: Client, school: School, release: Release
) -> None:
    released(school, kind=Kind.FINAL)
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(PAGE)
    for year in (YEAR - 1, YEAR - 2):
        released(school, year=year)
    with CaptureQueriesContext(connection) as after:
        client.get(PAGE)
    assert len(after) == len(before) <= 16


def test_a_label_that_is_a_formula_stays_a_text(client: Client, release: Release) -> None:
    PublishedCell.objects.bulk_create(
        [
            PublishedCell(
                release=release,
                form="count",
                table="sector",
                name="n",
                herkomst="Totaal",
                gender="Totaal",
                level="Totaal",
                leerweg="Totaal",
                sector="=HYPERLINK(1)",
                value=20,
                base=5,
            )
        ]
    )
    content = client.get(f"{PAGE}cijfers.csv").content.decode()
    assert ";'=HYPERLINK(1);" in content
    assert ";=HYPERLINK" not in content
