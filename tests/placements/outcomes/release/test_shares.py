"""Shares and applications per placement, from published counts."""

import math

import numpy as np
import pytest
from scipy import stats

from placements.outcomes.release.cells import Published
from placements.outcomes.release.measures import ALL
from placements.protection.rates import rate
from tests.placements.outcomes.release.schools import cell, everything, mixed, published, share

ROWS = mixed(160, seed=8)


@pytest.fixture(scope="module")
def found() -> Published:
    return everything(160)


def test_a_share_is_whole_per_cents_with_the_widened_interval(found: Published) -> None:
    one = share(found, "total", "first_try")
    k, n = cell(found, "total", "first_try").value, cell(found, "total", "applicants").value
    expected = rate(k, n)
    assert (one.value, one.low, one.high) == (
        expected.percent, expected.low_percent, expected.high_percent
    )  # fmt: skip
    assert one.low < 100 * k / n < one.high


def test_direct_placements_are_what_applicants_leave(found: Published) -> None:
    one, n = share(found, "total", "direct"), cell(found, "total", "n").value
    applicants = cell(found, "total", "applicants").value
    assert (one.k, one.n) == (n - applicants, n)
    other = rate(applicants, n)
    assert (one.low, one.high) == (100 - other.high_percent, 100 - other.low_percent)


def test_response_is_of_the_bol_students_that_the_tables_count(found: Published) -> None:
    bol = cell(found, "leerweg", leerweg="BOL").value
    assert share(found, "total", "response").n == bol
    assert share(found, "leerweg", "response", leerweg="BOL").n == bol
    assert share(found, "leerweg", "response", leerweg="BBL").is_hidden
    of_origin = share(found, "herkomst", "response", herkomst="Nederland")
    crossed = cell(found, "herkomst_leerweg", herkomst="Nederland", leerweg="BOL")
    assert of_origin.n == crossed.value
    assert share(found, "gender", "response", gender="man").is_hidden


def test_applications_per_placement_have_the_one_exact_number_rounded_up(found: Published) -> None:
    """SE(ln R) worked out here from §1 and rule 2."""
    some = [row for row in ROWS if row["n_applications"] >= 1]
    a = np.array([min(row["n_applications"], 20) for row in some], dtype=float)
    p = np.array([row["placed"] for row in some], dtype=float)
    r, n = a.sum() / p.sum(), len(some)
    exact = math.sqrt(((a - r * p) ** 2).sum() * n / (n - 1)) / a.sum()
    one = share(found, "total", "apps_per_placement")
    assert one.k == cell(found, "total", "apps20").value
    widened = math.sqrt(exact**2 + 400 / 6 / one.k**2 + 4 / one.n**2)
    se = math.ceil(widened / 0.05) * 0.05
    students = cell(found, "total", "applicants").value
    factor = math.exp(stats.t.ppf(0.975, students - 1) * se)
    assert one.value == round(one.k / one.n, 2)
    assert one.low == pytest.approx(one.k / one.n / factor, abs=0.01)
    assert one.high == pytest.approx(one.k / one.n * factor, abs=0.01)
    assert abs(one.n - p.sum()) < 5


def test_a_measure_brings_what_it_is_a_part_of() -> None:
    found = published(ROWS, measures=["satisfied7"])
    assert {one.measure for one in found.cells} == {
        "n", "placed", "placed_respondents", "satisfied7"
    }  # fmt: skip


def test_what_is_under_the_line_of_applications_per_placement_is_no_cell(found: Published) -> None:
    assert {one.measure for one in found.cells} == set(ALL)
