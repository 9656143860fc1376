"""The files of the contract: nothing in them is more than the published counts say."""

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from scipy import stats

from tests.attacks.outcomes import schools
from tests.attacks.outcomes.counting import MEASURES, VARIABLES
from tests.attacks.outcomes.product import KEY
from tests.attacks.outcomes.published import Line, ratio_lines, read

Z = 1.959963984540054
# indicator: k and n as they are called in published.csv
MADE_OF = {
    "first_try": ("first_try", "applicants"),
    "four_or_more": ("four_or_more", "applicants"),
    "invited_half": ("invited_half", "applicants"),
    "placed": ("placed", "n"),
    "within56": ("within56", "n"),
    "early_term": ("early_term", "placed"),
    "discrim": ("discrim", "bol_respondents"),
    "satisfied7": ("satisfied7", "placed_respondents"),
}
PLACE = ("table", "herkomst", *VARIABLES)
Counts = dict[tuple[str, ...], int | None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    path = schools.write(schools.school(4, students=140), folder / "cohort.csv")
    given = ["--release-id", "voorlopig", "--key-hex", KEY.hex(), "--out", str(folder)]
    call_command("outcomes", "release", str(path), *given)
    return folder


@pytest.fixture
def lines(folder: Path) -> list[Line]:
    return read(folder / "published.csv")


@pytest.fixture
def counts(lines: list[Line]) -> Counts:
    return {(line.measure, line.table, line.herkomst, *line.place): line.value for line in lines}


def figures(folder: Path) -> Iterator[dict[str, str]]:
    with (folder / "figures.csv").open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def of(counts: Counts, measure: str, row: dict[str, str], **other: str) -> int | None:
    return counts[(measure, *({**row, **other}[name] for name in PLACE))]


def test_the_counts_are_those_of_the_contract(lines: list[Line], counts: Counts) -> None:
    assert {line.measure for line in lines} == MEASURES.keys() - {"placed_applicants"}
    assert len(counts) == len(lines)
    for line in lines:
        assert line.base == (20 if line.measure == "apps20" else 5)
        assert line.value is None or line.value % line.base == 0
        assert line.value is None or line.measure != "n" or line.value >= 15
        assert line.herkomst != "Onbekend" or line.value is None


def interval(k: int, n: int) -> tuple[float, float]:
    """Rule 4, once more from the text."""
    k = min(k, n)
    middle = (k + 2) / (n + 4)
    variance = middle * (1 - middle) / n + 4 * (1 + middle**2) / n**2
    units = middle * (1 - middle) / variance
    share, wide = k / n, 1 + Z**2 / units
    centre = (share + Z**2 / (2 * units)) / wide
    half = Z / wide * math.sqrt(share * (1 - share) / units + Z**2 / (4 * units**2))
    return max(0, 100 * (centre - half)), min(100, 100 * (centre + half))


def test_a_share_says_what_its_published_counts_say(folder: Path, counts: Counts) -> None:
    seen = 0
    for row in figures(folder):
        if row["indicator"] not in MADE_OF:
            continue
        measure, whole = MADE_OF[row["indicator"]]
        k, n = of(counts, measure, row), of(counts, whole, row)
        if row["value"] == "":
            assert {row[name] for name in ("k", "n", "low", "high")} == {""}
            continue
        assert k is not None
        assert n is not None
        assert n >= 30
        assert (int(row["k"]), int(row["n"])) == (k, n)
        low, high = interval(k, n)
        assert abs(float(row["value"]) - 100 * min(k, n) / n) <= 0.5
        assert 0 <= low - float(row["low"]) < 1 + 1e-6
        assert 0 <= float(row["high"]) - high + 1e-6 < 1 + 1e-5
        seen += 1
    assert seen > 20


def test_direct_and_response_are_made_of_published_counts(folder: Path, counts: Counts) -> None:
    for row in figures(folder):
        if row["value"] and row["indicator"] == "direct":
            n, applicants = of(counts, "n", row), of(counts, "applicants", row)
            assert n is not None
            assert applicants is not None
            assert (int(row["n"]), int(row["k"])) == (n, max(0, n - applicants))
        if row["value"] and row["indicator"] == "response":
            assert int(row["k"]) == of(counts, "bol_respondents", row)
            assert int(row["n"]) in counts.values()


def test_applications_per_placement_add_a_rounded_error_and_nothing_else(
    folder: Path, counts: Counts
) -> None:
    """The one exact number is rounded up to steps of 0.05 before it leaves."""
    rows = [row for row in figures(folder) if row["indicator"] == "apps_per_placement"]
    shown = [row for row in rows if row["value"]]
    assert shown
    for row in shown:
        k, n = int(row["k"]), int(row["n"])
        students = of(counts, "applicants", row)
        assert students is not None
        assert students >= 100
        assert of(counts, "apps20", row) == k
        assert float(row["value"]) == round(k / n, 2)
        assert any(ends(k / n, 0.05 * step, students) == said(row) for step in range(1, 40))


def ends(ratio: float, se: float, students: int) -> tuple[float, float]:
    factor = math.exp(stats.t.ppf(0.975, students - 1) * se)
    low, high = ratio / factor, ratio * factor
    return math.floor(100 * low + 1e-9) / 100, math.ceil(100 * high - 1e-9) / 100


def said(row: dict[str, str]) -> tuple[float, float]:
    return float(row["low"]), float(row["high"])


def test_there_is_no_other_figure(folder: Path, lines: list[Line]) -> None:
    known = {*MADE_OF, "direct", "response", "apps_per_placement"}
    rows = list(figures(folder))
    assert {row["indicator"] for row in rows} == known
    assert rows[0].keys() == {*PLACE, "indicator", "k", "n", "value", "low", "high", "suppressed"}
    cells = {(line.table, line.herkomst, *line.place) for line in lines}
    assert {tuple(row[name] for name in PLACE) for row in rows} <= cells
    assert {line.herkomst for line in ratio_lines(folder / "figures.csv") if line.value}


def test_the_files_name_no_student_and_no_key(folder: Path) -> None:
    assert {row["suppressed"] == "1" for row in figures(folder) if not row["value"]} == {True}
    text = "".join(path.read_text() for path in folder.glob("*.csv") if path.stem != "cohort")
    assert "s4-" not in text
    assert KEY.hex() not in text
