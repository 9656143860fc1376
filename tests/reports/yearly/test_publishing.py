"""What gets out of the true counts: rounded, floored, and never about one school among few."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from placements.protection.floors import RATE_FROM, SHOWN_FROM
from placements.protection.rounding import Release
from reports.yearly import publishing
from reports.yearly.catalogue import BY_NAME, CELLS, TOTALS, Whole
from reports.yearly.counting import Counts, Facts, cells_of
from reports.yearly.models import Group, PublishedCell
from schools.registry.models import School
from tests.cast import duinkerk, zeewaarde
from tests.reports.yearly.making import HANDLED, records, released, schools, value

pytestmark = pytest.mark.django_db
DRAWN = Release("proef", key=b"sleutel")


@pytest.fixture
def school() -> School:
    return zeewaarde()


# ---------- one school ----------


@pytest.mark.parametrize("number", [0, 1, 9, 10])
def test_of_a_school_with_few_reports_nothing_is_stored_but_that_it_is_hidden(
    school: School, number: int
) -> None:
    records(school, number, **HANDLED)
    release = released()
    [cell] = PublishedCell.objects.filter(release=release)
    assert (cell.table, cell.item, cell.value, cell.school) == (TOTALS, "reports", None, school)


def test_every_figure_is_within_four_of_the_truth_and_a_five(school: School) -> None:
    records(school, 23, **HANDLED)
    records(school, 18, grounds=["religion", "sex"], phases=["seeking", "during"], **HANDLED)
    records(school, 17, only_counted=True)
    release = released()
    truth = {
        (TOTALS, "reports"): 58,
        (TOTALS, "handled"): 41,
        (TOTALS, "only_counted"): 17,
        ("grounds", "race"): 40,
        ("grounds", "religion"): 18,
        ("grounds", "sex"): 18,
        ("phases", "seeking"): 58,
        ("phases", "during"): 18,
        ("sectors", "03"): 41,
        ("outcomes", "agreements"): 41,
        ("acknowledged", "3-5"): 41,
        ("measures", "talk"): 41,
    }
    for (table, item), count in truth.items():
        found = value(release, table, item, school=school)
        assert found is not None
        assert found % 5 == 0
        assert abs(found - count) < 5
    assert value(release, "grounds", "age", school=school) is None
    assert value(release, TOTALS, "replacement", school=school) is None


def test_a_part_is_rounded_apart_from_its_whole_although_it_is_the_same_set() -> None:
    """Else 100 % would always be shown as such, and tell that nobody was left."""
    counts = Counts()
    places = [CELLS.index(cell) for cell in ((TOTALS, "reports"), ("grounds", "race"))]
    for number in range(33):
        counts.add(places, DRAWN.unit(str(number)))
    seen = set()
    for number in range(40):
        release = Release(f"{number}", key=b"sleutel")
        cells = {cell: figure.count for cell, figure, _ in publishing.of_scope(counts, release)}
        seen.add((cells[TOTALS, Whole.REPORTS], cells["grounds", "race"]))
    assert seen == {(30, 30), (30, 35), (35, 30), (35, 35)}


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            Facts,
            grounds=st.sampled_from(['["race"]', '["race", "age"]', "[]", '["vonk"]']),
            phases=st.sampled_from(['["seeking"]', '["during"]', "[]"]),
            measures=st.sampled_from(["[]", '["talk"]']),
            only_counted=st.booleans(),
            sector=st.sampled_from(["", "03"]),
            outcome=st.sampled_from(["agreements", "no_action"]),
            acknowledged_within=st.sampled_from(["", "0-2"]),
            outcome_within=st.sampled_from(["0-14", "91+"]),
            replaced_within=st.sampled_from(["", "0-7", "not_found"]),
        ),
        max_size=90,
    )
)
def test_whatever_is_counted_no_small_figure_leaves_and_no_share_of_few(
    facts: list[Facts],
) -> None:
    counts = Counts()
    for number, one in enumerate(facts):
        counts.add([CELLS.index(cell) for cell in cells_of(one)], DRAWN.unit(str(number)))
    found = list(publishing.of_scope(counts, DRAWN))
    cells = {cell: (figure, whole) for cell, figure, whole in found}
    assert len(cells) == len(found)
    for cell, (figure, whole) in cells.items():
        if figure.count is None:
            assert list(cells) == [(TOTALS, Whole.REPORTS)]
            continue
        assert figure.count >= SHOWN_FROM
        assert abs(figure.count - counts[cell].number) < 5
        if cell[0] in BY_NAME:
            of = BY_NAME[cell[0]].whole
            assert whole == DRAWN.rounded("n", counts[TOTALS, of])
            assert whole >= SHOWN_FROM
        assert figure.rate is None or (whole is not None and whole >= RATE_FROM)


def test_a_code_that_is_on_no_list_is_counted_nowhere_but_in_the_number() -> None:
    facts = Facts('["vonk"]', "[]", '["x"]', False, "99", "won", "soon", "late", "never")
    assert list(cells_of(facts)) == [
        (TOTALS, "reports"), ("grounds", "unknown"), ("phases", "unknown"), (TOTALS, "handled"),
        ("sectors", "unknown"), ("measures", "none"), ("acknowledged", "unknown"),
        ("outcome_days", "unknown"), (TOTALS, "replacement"),
    ]  # fmt: skip


# ---------- schools together ----------


def test_of_four_schools_together_nothing_is_published_and_of_five_it_is() -> None:
    few = schools(4)
    for school in few:
        records(school, 20)
    before = released(2026)
    assert not PublishedCell.objects.filter(release=before, school=None).exists()
    for school in [*few, zeewaarde()]:
        records(school, 20, year=2027)
    after = released(2027)
    assert value(after, TOTALS, "reports", group=Group.MBO) == 100
    assert value(after, TOTALS, "reports", group=Group.ALL) == 100


def test_schools_without_reports_do_not_hide_the_few_that_have_them() -> None:
    """A school subtracts its own figures: among many empty schools the rest is still one."""
    many = schools(12)
    for school in many[:2]:
        records(school, 30)
    release = released()
    assert not PublishedCell.objects.filter(release=release, school=None).exists()


def test_two_schools_of_a_kind_are_not_found_between_all_and_the_others() -> None:
    for school in schools(6):
        records(school, 20)
    first = duinkerk()
    records(first, 30)
    release = released()
    assert value(release, TOTALS, "reports", group=Group.MBO) == 120
    assert not PublishedCell.objects.filter(release=release, group=Group.HBO).exists()
    assert not PublishedCell.objects.filter(release=release, group=Group.ALL).exists()


def test_a_total_of_schools_is_rounded_from_its_own_count_and_is_no_sum() -> None:
    for school in schools(5):
        records(school, 17)
    sums, totals = set(), set()
    for year in range(2026, 2034):
        if year > 2026:
            for school in School.objects.all():
                records(school, 17, year=year)
        release = released(year)
        cells = PublishedCell.objects.filter(release=release, item="reports", years=1)
        sums.add(sum(cell.value or 0 for cell in cells.exclude(school=None)))
        totals.add(value(release, TOTALS, "reports", group=Group.MBO))
    assert totals == {85}  # the true count, which is a five already
    assert sums != {85}
