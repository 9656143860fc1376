"""Every indicator, counted once more by plain arithmetic; and laws that must hold of all."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from placements.outcomes import indicators
from placements.outcomes.indicators import INDICATORS, Figure, by_group
from placements.outcomes.ratio import compared, ratio
from placements.outcomes.wilson import newcombe, share
from tests.placements.outcomes.cohorts import Row, cohort, random_rows, student

SHARES = (
    "first_try",
    "four_or_more",
    "invited_half",
    "placed",
    "within56",
    "early_term",
    "discrim",
    "satisfied7",
)


def figures(rows: list[Row], by: str = "herkomst") -> dict[tuple[str, str], Figure]:
    return {(one.indicator, one.group): one for one in by_group(cohort(rows), by)}


def one(rows: list[Row], name: str) -> Figure:
    return figures(rows, "year")[name, "2025"]


def counted(rows: list[Row], name: str) -> tuple[int | None, int]:
    found = one(rows, name)
    return found.k, found.n


@pytest.mark.parametrize(("k", "n"), [(0, 30), (7, 30), (30, 30), (81, 263), (1, 4_000)])
def test_a_share_has_the_interval_of_wilson(k: int, n: int) -> None:
    found = share(k, n)
    assert (found.low, found.high) == pytest.approx(proportion_confint(k, n, method="wilson"))
    assert found.se == pytest.approx(math.sqrt(k / n * (1 - k / n) / n))


def test_wilson_and_newcombe_are_those_of_the_paper() -> None:
    """Newcombe (1998): 81 of 263, and 56 of 70 against 48 of 80."""
    assert (share(81, 263).low, share(81, 263).high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    found = newcombe(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_a_difference_is_that_of_statsmodels_and_turns_around(
    n: int, m: int, data: st.DataObject
) -> None:
    k, j = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    found, other = newcombe(k, n, j, m), newcombe(j, m, k, n)
    theirs = confint_proportions_2indep(k, n, j, m, method="newcomb")
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-12)
    assert (found.low, found.high) == pytest.approx(
        (-(other.high or 0), -(other.low or 0)), abs=1e-12
    )


def test_only_who_applied_is_asked_how_it_went() -> None:
    """Left in, two hundred direct placements would make one in four a first try of all."""
    rows = [student(n_applications=4)] * 60 + [student()] * 40
    direct = [student(route="direct", n_applications=0, n_invited=0)] * 200 + [
        student(route="direct", n_applications=1)
    ]
    # Who was placed directly is none, with an application or without.
    assert counted([*rows, *direct], "first_try") == (40, 100)
    assert counted([*rows, *direct], "placed") == (301, 301)


def test_who_never_applied_or_of_whom_it_is_unknown_is_no_applicant() -> None:
    rows = [student(n_applications=0, n_invited=0, placed=0)] * 5 + [student(n_applications="")] * 5
    assert counted([*rows, *[student(route="")] * 5, *[student()] * 30], "first_try") == (30, 30)


def test_a_first_try_is_one_application_and_a_placement() -> None:
    rows = [student()] * 20 + [student(placed=0)] * 10 + [student(n_applications=2)] * 10
    assert counted(rows, "first_try") == (20, 40)


def test_a_long_search_counts_whether_it_ended_or_not() -> None:
    rows = [student(n_applications=4)] * 20 + [student(n_applications=9, placed=0)] * 10
    assert counted([*rows, *[student(n_applications=3)] * 10], "four_or_more") == (30, 40)


def test_half_of_three_is_not_reached_with_one_invitation() -> None:
    rows = [student(n_applications=3, n_invited=1)] * 20 + [
        student(n_applications=3, n_invited=2)
    ] * 10
    assert counted([*rows, *[student(n_applications=2, n_invited=1)] * 10], "invited_half") == (
        20,
        40,
    )


def test_within_56_days_holds_the_56th_and_counts_all_students() -> None:
    rows = [student(days=56)] * 20 + [student(days=57)] * 10 + [student(placed=0, days="")] * 10
    assert counted(rows, "within56") == (20, 40)


def test_ending_early_is_of_placements_and_grades_of_placed_respondents() -> None:
    rows = [student(early_term=1)] * 10 + [student()] * 30 + [student(placed=0, early_term="")] * 50
    assert counted(rows, "early_term") == (10, 40)
    rows = [student(satisfaction="7.0")] * 20 + [student(satisfaction=6)] * 20
    others = [student(placed=0)] * 9 + [student(responded=0)] * 9 + [student(satisfaction="")] * 9
    assert counted([*rows, *others], "satisfied7") == (20, 40)


def test_discrimination_is_of_bol_students_who_answered() -> None:
    rows = [student(discrim=1)] * 10 + [student(discrim="0.0")] * 30 + [student(discrim="")] * 5
    others = [student(leerweg="BBL", discrim=1)] * 9 + [student(responded=0, discrim=1)] * 9
    assert counted([*rows, *others], "discrim") == (10, 40)


def test_applications_per_placement_hold_the_unplaced_and_at_most_twenty_of_one() -> None:
    rows = [student(n_applications=2)] * 80 + [student(n_applications=400, placed=0)] * 20
    found = one(rows, "apps_per_placement")
    assert (found.k, found.n) == (80 * 2 + 20 * 20, 100)
    assert found.value == pytest.approx(560 / 80)
    squares = 80 * (2 - 7) ** 2 + 20 * 20**2
    se = math.sqrt(squares * 100 / 99) / 560
    assert found.se == pytest.approx(se)
    factor = math.exp(1.9842169515086827 * se)  # the quantile of t with 99 degrees of freedom
    assert (found.low, found.high) == pytest.approx((7 / factor, 7 * factor))


def test_without_a_placement_there_is_no_ratio() -> None:
    found = one([student(placed=0)] * 120, "apps_per_placement")
    assert (found.k, found.n, found.value, found.low) == (120, 120, None, None)


def test_the_mean_share_of_invitations_goes_by_student() -> None:
    rows = [student(n_applications=10, n_invited=1)] * 300 + [student()] * 300
    found = one(rows, "invitation")
    pooled = (300 + 300) / (3_000 + 300)
    assert pooled < 0.2  # the naive way, in which one long search counts ten times
    assert (found.k, found.n) == (None, 600)
    assert found.value == pytest.approx(0.55)
    assert found.se == pytest.approx(0.45 * math.sqrt(600 / 599) / math.sqrt(600))


@pytest.mark.parametrize("name", [*SHARES])
def test_a_share_is_said_from_thirty_students(name: str) -> None:
    assert one([student()] * 29, name).value is None
    assert one([student()] * 29, name).n == 29
    assert one([student()] * 30, name).value is not None


def test_a_ratio_is_said_from_a_hundred_applicants() -> None:
    assert one([student()] * 99, "apps_per_placement").value is None
    assert one([student()] * 100, "apps_per_placement").value == 1


@pytest.mark.parametrize("name", ["invitation", "days_median", "rmst126", "cif56"])
def test_days_are_said_of_a_hundred_students_in_a_region_of_five_hundred(name: str) -> None:
    def values(group: int, rest: int) -> list[float | None]:
        rows = [student(herkomst="Europa")] * group + [student()] * rest
        return [found.value for (what, label), found in figures(rows).items() if what == name]

    assert values(100, 400)[0] is not None
    assert values(99, 401)[0] is None
    assert values(100, 399) == [None, None]


def test_all_thirteen_are_there_for_every_group_in_the_contracts_order() -> None:
    rows = [student(herkomst=label) for label in ("Europa", "", "Nederland")]
    found = list(by_group(cohort(rows), "herkomst"))
    assert [one.indicator for one in found[::3]] == [
        "first_try", "four_or_more", "invitation", "invited_half", "apps_per_placement", "placed",
        "within56", "days_median", "rmst126", "cif56", "early_term", "discrim", "satisfied7",
    ]  # fmt: skip
    assert {one.group for one in found} == {"Europa", "Nederland", "Onbekend"}


def test_what_is_said_beside_them_names_direct_placements_and_respondents() -> None:
    rows = [student()] * 3 + [student(route="direct")] * 2 + [student(responded=0)]
    rows += [student(leerweg="BBL"), student(placed="")]
    [found] = indicators.beside(cohort(rows), "year")
    assert (found.students, found.direct, found.bol, found.responded, found.unclear) == (
        8,
        2,
        7,
        6,
        1,
    )


ROWS = random_rows(700, seed=11)


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_tells_nothing(dice: Any) -> None:
    rows = [{"student_id": f"n{at}", **row} for at, row in enumerate(ROWS)]
    before = figures(rows)
    dice.shuffle(rows)
    after = figures(rows)
    assert before.keys() == after.keys()
    for key, found in before.items():
        for name in ("k", "n", "value", "se", "low", "high"):
            assert getattr(found, name) == pytest.approx(getattr(after[key], name), abs=1e-9)


def test_the_names_of_groups_tell_nothing() -> None:
    other = {"zorg": "zzz", "techniek": "a", "economie": "é"}
    before = figures(ROWS, "sector")
    after = figures([{**row, "sector": other[row["sector"]]} for row in ROWS], "sector")
    for (name, label), found in before.items():
        again = after[name, other[label]]
        assert (found.k, found.n, found.value, found.se) == (
            again.k,
            again.n,
            again.value,
            again.se,
        )


@pytest.mark.parametrize("seed", range(3))
def test_ends_are_ordered_and_shares_stay_between_none_and_all(seed: int) -> None:
    for found in figures(random_rows(800, seed=seed)).values():
        if found.low is not None and found.high is not None and found.value is not None:
            assert found.low <= found.value <= found.high
            if found.indicator in {*SHARES, "invitation", "cif56"}:
                assert 0 <= found.low <= found.high <= 1
                assert found.k is None or found.k <= found.n


@given(
    st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=2, max_size=40),
    st.integers(1, 40),
)
def test_one_more_student_without_a_place_never_makes_r_lower(
    people: list[tuple[int, bool]], more: int
) -> None:
    def value(some: list[tuple[int, bool]]) -> float | None:
        found = ratio(np.array([a for a, _ in some], float), np.array([p for _, p in some], float))
        return found.value if found else None

    before, after = value(people), value([*people, (more, False)])
    assert (before is None) == (after is None)
    assert before is None or after is None or after > before


def test_two_ratios_compared_turn_around() -> None:
    dice = np.random.default_rng(5)
    some = [ratio(dice.integers(1, 9, 200).astype(float), dice.integers(0, 2, 200).astype(float))
            for _ in range(2)]  # fmt: skip
    assert some[0] is not None
    assert some[1] is not None
    there, back = compared(some[0], some[1]), compared(some[1], some[0])
    assert there.low is not None
    assert back.high is not None
    assert there.value == pytest.approx(1 / (back.value or 0))
    assert there.low == pytest.approx(1 / back.high)
    assert there.value == pytest.approx(some[0].value / some[1].value)


def test_every_indicator_says_in_its_docstring_of_whom_it_is() -> None:
    assert all(count.__doc__ for count in INDICATORS.values())
