"""A school's page on paper says the stored rows, as page, CSV, JSON and API do."""

import csv
import io
import json
import re
from typing import Any

import pikepdf
import pytest
from django.test import Client

from placements.releases import choosing, document, reading
from placements.releases.catalogue import INDICATORS
from placements.releases.models import PublishedCell, Release
from schools.registry.models import School
from tests.cast import make_team, zeewaarde
from tests.placements.releases.making import YEAR, released
from tests.reports.yearly import paper
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/uitkomsten/scholen/zeewaarde/"
PDF = f"{PAGE}uitkomsten.pdf"


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def release(school: School) -> Release:
    return released(school)


@pytest.fixture
def client(school: School, release: Release) -> Client:
    client = Client()
    sign_in(client, make_team(school)[0].user)
    return client


def asked(client: Client, indicator: str, table: str = "herkomst") -> bytes:
    answer = client.get(PDF, {"maat": indicator, "per": table})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def rows_of_page(client: Client, indicator: str, table: str) -> list[list[str]]:
    """The cells of the one table of figures, as a sighted reader sees them."""
    content = client.get(PAGE, {"maat": indicator, "per": table}).content.decode()
    found = content[content.index("<tbody") : content.index("</tbody>")]
    found = re.sub(r'<span class="stagebaken-visually-hidden">.*?</span>', "", found)
    lines = re.findall(r"<tr.*?</tr>", found, re.DOTALL)
    return [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)
        ]
        for line in lines
    ]


@pytest.mark.parametrize("indicator", ["first_try", "apps_per_placement", "discrim"])
def test_pdf_page_csv_json_and_api_say_one_stored_row(
    client: Client, release: Release, indicator: str
) -> None:
    [table] = paper.tables(asked(client, indicator))
    on_paper = [line for line in table[1:] if line[1] != "verborgen"]
    on_page = [line for line in rows_of_page(client, indicator, "herkomst") if len(line) == 5]
    assert on_paper == on_page
    cells = PublishedCell.objects.filter(
        release=release, name=indicator, form="share", table__in=("herkomst", "total")
    )
    told = {
        (
            str(cell.n),
            str(cell.k),
            reading.number_text(cell, "estimate"),
            f"{reading.number_text(cell, 'low', unit='')} en {reading.number_text(cell, 'high')}",
        )
        for cell in cells
    }
    assert told == {tuple(line[1:]) for line in on_paper if line[3] != document.NONE}
    content = client.get(f"{PAGE}cijfers.csv").content.decode("utf-8-sig")
    files: list[Any] = [
        *csv.DictReader(io.StringIO(content), delimiter=";"),
        *json.loads(client.get(f"{PAGE}cijfers.json").content),
        *client.get("/api/v1/outcomes/", {"school": "zeewaarde", "year": YEAR}).json(),
    ]
    for cell in cells:
        same = [row for row in files
                if (row["form"], row["table"], row["measure"], row["herkomst"])
                == ("share", cell.table, cell.name, cell.herkomst)]  # fmt: skip
        assert len(same) == 3
        for row in same:
            assert [float(row[name]) for name in ("n", "k", "estimate", "low", "high")] == [
                float(number or 0)
                for number in (cell.n, cell.k, cell.estimate, cell.low, cell.high)
            ]


def test_hidden_groups_have_one_form_on_paper_too(client: Client) -> None:
    [table] = paper.tables(asked(client, "first_try", "herkomst_sector"))
    hidden = [line[1:] for line in table if "verborgen" in line]
    assert hidden
    assert set(map(tuple, hidden)) == {("verborgen", "–", "–", "–")}


def test_the_pdf_is_tagged_and_its_picture_is_told_in_words(client: Client) -> None:
    content = asked(client, "first_try")
    found = paper.structure(content)
    headings = [kind for kind in found if kind.startswith("H") and kind[1:].isdigit()]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}
    assert found.count("Table") == 1
    assert "Figure" in found
    assert b"pdfuaid" in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        [alt] = alts(pdf.Root.StructTreeRoot)
    assert "%" in alt or "procent" in alt
    assert "Alle studenten" in alt
    # In vectors: no picture of pixels in the file.
    assert b"/Subtype /Image" not in content
    assert b"/Subtype/Image" not in content


def alts(node: Any) -> list[str]:
    return [str(one.Alt) for one in paper._walk(node) if "/Alt" in one]


def test_the_picture_has_a_beam_per_group_and_a_box_per_hidden_one(
    school: School, release: Release
) -> None:
    choice = choosing.Choice([release], release, INDICATORS["first_try"], "herkomst_sector")
    words = document.words(school, choice)
    hidden = sum(row[1] == "verborgen" for row in words["rows"])
    shares = sum(row[3] != document.NONE for row in words["rows"])
    assert words["picture"].count("<circle") == shares
    assert words["picture"].count("<rect") >= hidden > 0


def test_it_comes_in_english_under_the_english_address(client: Client) -> None:
    answer = client.get(f"/en{PDF}", {"maat": "first_try", "per": "level"})
    assert answer["Content-Disposition"].endswith('first-try-level-en.pdf"')
    [table] = paper.tables(answer.content)
    assert table[1][0] == "Entry level" or "Level" in str(table)


def test_a_name_that_no_font_has_does_not_stop_the_paper(client: Client, school: School) -> None:
    school.name = "mbo Zeewaarde 🐳"
    school.save()
    assert asked(client, "first_try").startswith(b"%PDF")


def test_without_figures_there_is_no_paper(client: Client, school: School) -> None:
    other = Client()
    assert other.get(PDF).status_code == 302  # to sign in
    answer = client.get(PDF.replace("zeewaarde", "nergens"))
    assert answer.status_code == 404
