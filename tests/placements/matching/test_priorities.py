"""A school says beforehand what counts; a student is put first by that and by nothing else."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.matching.priorities import Criterion, Facts, NoCriterion, checked, tiers

FACTS = st.builds(
    Facts, goals=st.integers(0, 3), needs=st.integers(0, 2), minutes=st.none() | st.integers(0, 90)
)
LINES = st.dictionaries(st.sampled_from("abcdef"), FACTS)
CRITERIA = st.lists(st.sampled_from(Criterion), unique=True)


def test_the_first_criterion_decides_and_the_next_only_among_equals() -> None:
    facts = {
        "near": Facts(goals=1, minutes=5),
        "far": Facts(goals=2, minutes=80),
        "farther": Facts(goals=2, minutes=95),
    }
    assert tiers(facts, [Criterion.GOALS, Criterion.TRAVEL]) == (("far",), ("farther",), ("near",))
    assert tiers(facts, [Criterion.TRAVEL, Criterion.GOALS]) == (("near",), ("far",), ("farther",))
    assert tiers(facts, [Criterion.GOALS]) == (("far", "farther"), ("near",))
    assert tiers(facts, []) == (("far", "farther", "near"),)


def test_within_a_quarter_of_an_hour_nobody_is_nearer_and_who_is_unknown_is_last() -> None:
    facts = {"a": Facts(minutes=16), "b": Facts(minutes=29), "c": Facts(), "d": Facts(minutes=30)}
    assert tiers(facts, [Criterion.TRAVEL]) == (("a", "b"), ("d",), ("c",))


def test_who_has_needs_that_are_met_here_comes_before_who_has_none() -> None:
    facts = {"a": Facts(), "b": Facts(needs=1)}
    assert tiers(facts, [Criterion.NEEDS]) == (("b",), ("a",))


@given(LINES, CRITERIA)
def test_everybody_stands_in_one_tier_and_equals_in_the_same(
    facts: dict[str, Facts], criteria: list[Criterion]
) -> None:
    found = tiers(facts, criteria)
    assert sorted(student for tier in found for student in tier) == sorted(facts)
    at = {student: number for number, tier in enumerate(found) for student in tier}
    for one, other in ((one, other) for one in facts for other in facts):
        assert facts[one] != facts[other] or at[one] == at[other]


@given(LINES, CRITERIA)
def test_another_id_changes_nobodys_tier(
    facts: dict[str, Facts], criteria: list[Criterion]
) -> None:
    # Attack: an id that sorts first, or that says something, must bring nobody forward.
    turned = {chr(ord("z") - ord(student) + ord("a")): facts[student] for student in facts}
    sizes = [sorted(map(str, (facts[one] for one in tier))) for tier in tiers(facts, criteria)]
    assert sizes == [
        sorted(map(str, (turned[one] for one in tier))) for tier in tiers(turned, criteria)
    ]


def test_nothing_of_who_somebody_is_can_be_told_to_the_engine() -> None:
    # Attack: a field for origin, sex or age that somebody adds in passing.
    assert {field.name for field in dataclasses.fields(Facts)} == {"goals", "needs", "minutes"}
    assert {str(criterion) for criterion in Criterion} == {"goals", "needs", "travel"}


@pytest.mark.parametrize("criteria", [["origin"], ["goals", "goals"], ["name"], [""]])
def test_what_is_no_criterion_is_refused(criteria: list[str]) -> None:
    with pytest.raises(NoCriterion):
        checked(criteria)
    assert checked(["travel", "goals"]) == (Criterion.TRAVEL, Criterion.GOALS)
