"""What is said in public of a gap: coarse, each with its interval and counts, or not at all."""

import math

import numpy as np
import pytest

from placements.outcomes.gap import report
from placements.protection import rates
from placements.protection.rounding import APPLICATIONS_BASE, BASE, Release
from placements.releases import gap_figures, gaps
from placements.releases.gap_counts import GROUP_FROM, GROUPS, SCHOOLS_FROM, STUDENTS_FROM, compared
from placements.releases.gap_figures import HIDDEN, NAMES, SHARE_STEP
from tests.placements.outcomes.cohorts import cohort, random_rows
from tests.placements.releases.regions import KEY, comparison, country, in_schools, names, told

HIDDEN_ENTRY = gap_figures.asdict(HIDDEN)
ROWS = random_rows(1300, seed=4)


@pytest.mark.parametrize("name", GROUPS)
def test_every_figure_has_its_interval_and_its_students_or_is_hidden_in_one_form(name: str) -> None:
    found = told(name)
    assert list(found) == ["is_unequal", *NAMES]
    for figure in NAMES:
        entry = found[figure]
        if entry["value"] is None:
            assert entry == HIDDEN_ENTRY
        else:
            assert entry["group"] or entry["reference"]
            if figure != "no_support":
                assert entry["low"] <= entry["value"] <= entry["high"]


def test_a_large_gap_is_told_whole_and_none_has_no_share() -> None:
    far, near = told("Buiten-Europa"), told("Europa")
    assert all(far[name]["value"] is not None for name in NAMES)
    assert near["first_try_diff"]["low"] <= 0 <= near["first_try_diff"]["high"]
    for name in ("first_try_unexplained", "applications_unexplained",
                 "applications_unexplained_log"):  # fmt: skip
        assert near[name] == HIDDEN_ENTRY


@pytest.mark.parametrize("name", GROUPS)
def test_counts_leave_rounded_and_figures_in_steps(name: str) -> None:
    for figure in NAMES:
        entry = told(name)[figure]
        assert not (entry["group"] or 0) % BASE
        assert not (entry["reference"] or 0) % BASE
        of_applications = figure in {"applications_group", "applications_reference"}
        assert not (entry["k"] or 0) % (APPLICATIONS_BASE if of_applications else BASE)
        step = SHARE_STEP if "unexplained" in figure or figure == "no_support" else 0.01
        if figure.startswith(("median", "days", "first_try_diff", "first_try_group")):
            step = 1
        for end in ("value", "low", "high"):
            number = entry[end]
            assert number is None or math.isclose(number / step, round(number / step))


def test_a_reader_can_do_the_raw_figures_again() -> None:
    found = told()
    group, reference = found["first_try_group"], found["first_try_reference"]
    one = rates.rate(group["k"], group["group"])
    other = rates.rate(reference["k"], reference["reference"])
    assert (group["value"], group["low"], group["high"]) == (
        one.percent, one.low_percent, one.high_percent,
    )  # fmt: skip
    gap = gap_figures.difference(one, other)
    assert gap.value is not None
    assert found["first_try_diff"]["value"] == math.floor(100 * gap.value + 0.5)
    ratio = gap_figures.quotient(one, other)
    assert ratio.value is not None
    assert found["first_try_ratio"]["value"] == pytest.approx(ratio.value, abs=0.005)
    assert ratio.value == pytest.approx(one.value / other.value)


def test_adjusted_figures_are_those_of_the_analysis_in_coarse_steps() -> None:
    exact = report.report(comparison(country()).pair, release="one", draws=200)
    found = told()
    assert found["first_try_diff_adjusted"]["value"] == pytest.approx(
        100 * exact["mh_rd"]["value"], abs=0.5
    )
    assert found["first_try_diff_adjusted"]["low"] <= 100 * exact["mh_rd"]["low"]
    assert found["first_try_diff_adjusted"]["high"] >= 100 * exact["mh_rd"]["high"]
    for name, entry, prefix in (
        ("first_try_unexplained", "decomp_first_try", ""),
        ("applications_unexplained", "decomp_apps", ""),
        ("applications_unexplained_log", "decomp_apps", "log_"),
    ):
        assert found[name]["value"] == pytest.approx(
            100 * exact[entry][f"{prefix}value"], abs=SHARE_STEP / 2
        )
    split = exact["decomp_apps"]
    assert split["adjusted_value"] == pytest.approx(split["group"] / split["needed"])
    assert split["adjusted_low"] < split["adjusted_value"] < split["adjusted_high"]
    assert found["pace_adjusted"]["value"] == pytest.approx(exact["cox_hr"]["value"], abs=0.005)


def test_one_release_always_says_the_same_and_another_rounds_anew() -> None:
    again = gap_figures.figures(comparison(country()), release="one", draws=200)
    assert again == told()
    other = gap_figures.figures(comparison(country(), release="two"), release="two", draws=200)
    counted = [name for name in NAMES if name.startswith(("first_try_g", "applications_g"))]
    assert any(other[name] != told()[name] for name in counted)


def test_the_order_of_students_changes_nothing() -> None:
    some = comparison(country())
    turned = np.arange(len(some.cohort))[::-1]
    labels = {
        name: type(one)(one.names, one.codes[turned]) for name, one in some.cohort.labels.items()
    }
    numbers = {name: one[turned] for name, one in some.cohort.numbers.items()}
    moved = type(some)(
        type(some.cohort)(labels, numbers), some.keys[turned], some.release, some.name
    )
    assert gap_figures.figures(moved, release="one", draws=200) == told()


# ---------- what may not be said ----------


def test_five_schools_are_enough_and_four_are_not() -> None:
    enough, short = (cohort(in_schools(ROWS, number)) for number in (SCHOOLS_FROM, 4))
    assert comparison(enough).may_say(comparison(enough).applicants)
    assert not comparison(short).may_say(comparison(short).applicants)


def test_a_region_that_is_nearly_one_school_is_not_told() -> None:
    """Attack: the large school subtracts itself, and reads what the small ones have together."""
    rows = [row | {"school": "00BB" if at % 10 else f"{at % 70:02}BB"}
            for at, row in enumerate(ROWS)]  # fmt: skip
    some = comparison(cohort(rows))
    assert len(some.cohort.labels["school"].used) > SCHOOLS_FROM
    assert not some.may_say(some.applicants)


def test_who_subtracts_any_school_is_left_with_enough() -> None:
    some = comparison(country())
    assert some.may_say(some.applicants)
    for school in some.cohort.labels["school"].used:
        rest = ~some.cohort.labels["school"].equals(school)
        assert np.count_nonzero(rest) >= STUDENTS_FROM - BASE
        assert np.count_nonzero(rest & some.applicants & some.group) >= GROUP_FROM - BASE


def test_too_few_of_a_group_hides_all_of_it() -> None:
    rows = [row for row in ROWS if row["herkomst"] != "Europa"]
    rows += [row for row in ROWS if row["herkomst"] == "Europa"][:90]
    of = cohort(in_schools(rows, 8))
    found = gap_figures.figures(comparison(of, "Europa"), release="one", draws=50)
    assert found == {"is_unequal": None, **dict.fromkeys(NAMES, HIDDEN_ENTRY)}


def test_days_that_only_one_school_keeps_are_not_told() -> None:
    rows = [row if at % 8 == 0 else row | {"days": ""}
            for at, row in enumerate(in_schools(ROWS, 8))]  # fmt: skip
    found = gap_figures.figures(comparison(cohort(rows)), release="one", draws=50)
    assert found["first_try_diff"]["value"] is not None
    for name in ("median_group", "days_group", "days_reference", "pace", "pace_adjusted"):
        assert found[name] == HIDDEN_ENTRY


def test_without_comparable_students_the_raw_figures_stand_alone() -> None:
    rows = [
        row | {"sector": "ver weg"} if row["herkomst"] == "Buiten-Europa" and at % 3 == 0 else row
        for at, row in enumerate(in_schools(ROWS, 8))
    ]
    found = gap_figures.figures(comparison(cohort(rows)), release="one", draws=50)
    assert found["no_support"]["value"] > 10
    assert found["first_try_diff"]["value"] is not None
    assert found["pace"]["value"] is not None
    for name in NAMES:
        if "adjusted" in name or "unexplained" in name:
            assert found[name] == HIDDEN_ENTRY
    assert found["is_unequal"] is None


def test_a_gap_that_strata_do_not_share_comes_with_the_warning() -> None:
    """Everybody of the group finds at once in one sector, nobody in another."""
    turned = [
        row | {"n_applications": 1 if row["sector"] == "zorg" else 5, "n_invited": 1, "placed": 1,
               "left_school": 0}
        if row["herkomst"] == "Buiten-Europa" and row["route"] == "sollicitatie"
        else row
        for row in in_schools(ROWS, 8)
    ]  # fmt: skip
    found = gap_figures.figures(comparison(cohort(turned)), release="one", draws=50)
    assert found["is_unequal"] is True


def test_whether_something_is_shown_hangs_on_published_counts_alone() -> None:
    """Attack: a group of which 104 shows and 103 does not would tell its exact number."""
    of = country()
    for at in range(40):
        some = compared(of, names(of), release=Release(f"r{at}", key=KEY), name="Europa")
        applied = np.flatnonzero(some.applicants & some.group)
        for number in (GROUP_FROM - BASE, GROUP_FROM - 1):
            people = some.applicants.copy()
            people[applied[number:]] = False
            if some.count("n", people & some.group) < GROUP_FROM:
                assert not some.may_say(people)


# ---------- a region, and both groups ----------


def test_a_region_is_its_own_students() -> None:
    of = country()
    some, units = gaps.of_region(of, names(of), "Twente")
    assert some.labels["region"].used == ("Twente",)
    assert len(some) == len(units) == of.labels["region"].equals("Twente").sum()


def test_too_little_is_no_release() -> None:
    of = cohort(in_schools(ROWS[:300], 8))
    with pytest.raises(gaps.TooLittle):
        gaps.figures(of, names(of), release="one", draws=50)


def test_both_groups_are_told_and_the_work_says_how_far_it_is() -> None:
    of = country()
    steps: list[float] = []
    found = gaps.figures(of, names(of), release="one", draws=50, progress=steps.append)
    assert list(found) == list(GROUPS)
    assert steps[0] == 0
    assert steps[-1] == 1
    assert steps == sorted(steps)
