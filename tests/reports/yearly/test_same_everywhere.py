"""Page, CSV, PDF and API show the stored row and nothing else (statistics.md §3, rule 8)."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from reports.yearly import reading
from reports.yearly.catalogue import BY_NAME, CELLS, TABLES, TOTALS, WHOLES
from reports.yearly.models import PublishedCell
from reports.yearly.reading import HIDDEN
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from tests.cast import make_member, make_user, zeewaarde
from tests.reports.yearly import paper
from tests.reports.yearly.making import HANDLED, records, released, schools
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
YEAR = 2028  # the last year of the first block
Cells = dict[tuple[str, str, str, str], str]  # scope, period, table, item -> as people read it


class Tables(HTMLParser):
    """The tables of a page: rows of cells as a sighted reader sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.is_unseen = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in {"td", "th"}:
            self.cell = []
        self.is_unseen = "stagebaken-visually-hidden" in str(dict(attrs).get("class", ""))

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.is_unseen:
            self.cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.is_unseen = False
        if tag in {"td", "th"} and self.cell is not None:
            self.found[-1][-1].append(" ".join(" ".join(self.cell).split()))
            self.cell = None


@pytest.fixture
def school() -> School:
    """A school with enough reports to show some things and hide others, among five more."""
    school = zeewaarde()
    for year in (2026, 2027, 2028):
        records(school, 36, year=year, replaced_within="8-14", **HANDLED)
        records(school, 17, year=year, grounds=["religion"], only_counted=True)
        records(school, 3, year=year, grounds=["age"], phases=["during"], **HANDLED)
        for other in School.objects.exclude(pk=school.pk) if year > 2026 else schools(5):
            records(other, 21, year=year, grounds=["sex"])
    released(YEAR)
    return school


@pytest.fixture
def client(school: School) -> Client:
    client = Client()
    sign_in(client, make_member(school).user)
    return client


@pytest.fixture
def sbb(school: School) -> Client:
    user = make_user("Arend Adviseur")
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    client = Client()
    sign_in(client, user)
    return client


def stored() -> Cells:
    """Straight from the table, in words of our own."""
    found: Cells = {}
    for cell in PublishedCell.objects.select_related("school"):
        scope = cell.school.code if cell.school else cell.group
        period = f"{YEAR - cell.years + 1}-{YEAR + 1}"
        share = f" ({cell.percent}%; {cell.low}–{cell.high}%)" if cell.percent is not None else ""
        if cell.value is not None:
            found[scope, period, cell.table, cell.item] = f"{cell.value}{share}"
    return found


def expected(columns: list[tuple[str, str]]) -> Cells:
    known = stored()
    return {
        (*column, *cell): known.get((*column, *cell), HIDDEN)
        for column in columns
        for cell in CELLS
    }


SCHOOL_COLUMNS = [
    ("zeewaarde", "2028-2029"), ("zeewaarde", "2026-2029"), ("mbo", "2028-2029"),
    ("all", "2028-2029"),
]  # fmt: skip
SBB_COLUMNS = [
    ("mbo", "2028-2029"), ("mbo", "2026-2029"), ("all", "2028-2029"), ("all", "2026-2029"),
]  # fmt: skip
WAYS = [("/zaken/jaarverslag/zeewaarde/2028/", "jaarverslag.pdf", "?school=zeewaarde"),
        ("/toezicht/jaarcijfers/2028/", "jaarcijfers.pdf", "")]  # fmt: skip
BOTH = pytest.mark.parametrize(
    ("who", "way", "columns"),
    [("client", WAYS[0], SCHOOL_COLUMNS), ("sbb", WAYS[1], SBB_COLUMNS)],
    ids=["school", "sbb"],
)


def of_rows(rows: list[dict[str, Any]]) -> Cells:
    """What a file or the API says, written as people read it."""
    found: Cells = {}
    for row in rows:
        is_hidden = row["suppressed"] in (True, "1")
        assert is_hidden == (row["value"] in (None, ""))
        share = (
            ""
            if row["percent"] in (None, "")
            else (f" ({row['percent']}%; {row['low']}–{row['high']}%)")
        )
        place = (row["scope"], row["period"], row["table"], row["item"])
        found[place] = HIDDEN if is_hidden else f"{row['value']}{share}"
    return found


def of_tables(found: list[list[list[str]]], columns: list[tuple[str, str]]) -> Cells:
    """What the tables of page or PDF say; an item that stands nowhere is hidden everywhere."""
    cells = {(*column, *cell): HIDDEN for column in columns for cell in CELLS}
    totals, *sheets = found
    shown = [table for table in TABLES if any(
        (*column, table.name, item) in stored() for column in columns for item in table.items
    )]  # fmt: skip
    assert len(sheets) == len(shown)
    names = {str(label): item for item, label in WHOLES.items()}
    for label, *texts in totals[1:]:
        for column, text in zip(columns, texts, strict=True):
            cells[*column, TOTALS, names[label]] = text.replace("minder dan 15", HIDDEN)
    for table, (_head, whole, *lines) in zip(shown, sheets, strict=True):
        n = next(line for line in totals if line[0] == str(WHOLES[table.whole]))
        assert whole[1:] == n[1:]
        names = {str(label): item for item, label in table.items.items()}
        for label, *texts in lines:
            for column, text in zip(columns, texts, strict=True):
                cells[*column, table.name, names[label]] = text
    return cells


@BOTH
def test_the_page_shows_what_is_stored(
    who: str, way: Any, columns: Any, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    answer = client.get(way[0])
    assert answer.status_code == 200
    assert of_tables(Tables(answer.content.decode()).found, columns) == expected(columns)


@BOTH
def test_the_csv_says_what_is_stored(
    who: str, way: Any, columns: Any, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    answer = client.get(f"{way[0]}cijfers.csv")
    lines = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert of_rows(list(lines)) == expected(columns)


@BOTH
def test_the_pdf_says_what_is_stored(
    who: str, way: Any, columns: Any, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    answer = client.get(way[0] + way[1])
    assert of_tables(paper.tables(answer.content), columns) == expected(columns)


@BOTH
def test_the_api_says_what_is_stored(
    who: str, way: Any, columns: Any, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    answer = client.get(f"/api/v1/yearly/2028/{way[2]}")
    assert answer.status_code == 200, answer.content
    assert of_rows(answer.json()["figures"]) == expected(columns)
    assert answer.json()["kind"] == "final"


def test_there_is_something_shown_and_something_hidden(school: School) -> None:
    """Otherwise the tests above could not fail."""
    cells = expected(SCHOOL_COLUMNS)
    assert sum(text != HIDDEN for text in cells.values()) > 60
    assert sum(text == HIDDEN for text in cells.values()) > 100
    assert sum("%" in text for text in cells.values()) > 40


def test_n_is_named_with_every_figure_that_is_a_part(school: School, client: Client) -> None:
    for row in client.get("/api/v1/yearly/2028/?school=zeewaarde").json()["figures"]:
        if row["table"] in BY_NAME and not row["suppressed"]:
            whole = stored()[row["scope"], row["period"], TOTALS, row["of"]]
            assert str(row["n"]) == whole


def test_a_report_is_read_in_a_few_questions(
    school: School, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(WAYS[0][0])
    with django_assert_max_num_queries(16):
        client.get(WAYS[0][0])


def test_the_pdf_is_tagged_and_names_its_language_and_title(client: Client) -> None:
    content = client.get(f"{WAYS[0][0]}jaarverslag.pdf").content
    found = paper.structure(content)
    headings = [kind for kind in found if kind.startswith("H") and kind[1:].isdigit()]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}
    assert found.count("Table") == len(paper.tables(content))
    assert "TH" in found
    assert b"pdfuaid" in content


def test_sheets_of_which_nothing_is_shown_say_so(school: School, client: Client) -> None:
    report = reading.of_school(reading.releases()[0], School.objects.get(code="mbo-0"))
    assert report is not None
    sheets = {sheet.table.name: sheet.has_figures for sheet in report.sheets}
    assert sheets["grounds"]
