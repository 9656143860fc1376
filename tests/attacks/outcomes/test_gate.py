"""What the product publishes of generated schools gives nothing away (issue: must hold)."""

from collections.abc import Sequence

import pytest

from tests.attacks.outcomes import schools
from tests.attacks.outcomes.bounds import attack
from tests.attacks.outcomes.counting import MEASURES, TOTAL
from tests.attacks.outcomes.differencing import joiner, read_by_an_outsider, without
from tests.attacks.outcomes.product import KEY, released
from tests.attacks.outcomes.published import Line
from tests.attacks.outcomes.reference import Release, publish
from tests.attacks.outcomes.schools import Row

FEW = ("n", "placed", "first_try")
ALL = tuple(name for name in MEASURES if name != "placed_applicants")
OFTEN = range(10)
LONG = range(200)


def told(rows: Sequence[Row], measures: Sequence[str]) -> list[str]:
    return [str(one) for one in attack(released(rows, measures=measures), enough=5)]


@pytest.mark.parametrize("seed", OFTEN)
def test_the_insider_finds_nothing(seed: int) -> None:
    rows = schools.school(seed, students=60 + 20 * seed)
    assert told(rows, FEW[:2] if seed % 2 else FEW) == []


def test_what_several_tables_say_together_of_two_variables_is_guarded_too() -> None:
    """Here `placed` of the men in niveau 4 was narrow, though no table crosses these two."""
    assert told(schools.school(42), ("n", "placed")) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONG)
def test_the_insider_finds_nothing_at_many_schools(seed: int) -> None:
    assert told(schools.school(seed), ALL if seed % 20 == 0 else FEW) == []


@pytest.mark.parametrize("seed", [3, 5])
def test_what_is_shown_is_rounded_by_the_rule_and_the_gate_only_hides(seed: int) -> None:
    rows, measures = schools.school(seed, students=160), (*FEW, "applicants")
    found = {key(line): line.value for line in released(rows, measures=measures).lines}
    wanted = {
        key(line): line.value
        for line in publish(rows, Release("voorlopig", KEY), measures=measures)
    }
    assert {cell for cell, value in wanted.items() if value is not None} <= found.keys()
    for cell, value in found.items():
        is_known = cell[2] == TOTAL  # the gate has nothing to do where there is no herkomst
        assert value == wanted.get(cell) or (value is None and not is_known), cell


def key(line: Line) -> tuple[object, ...]:
    return line.table, line.measure, line.herkomst, line.place


@pytest.mark.parametrize("seed", [1, 4, 9])
def test_a_second_release_with_a_fresh_key_says_nothing_of_who_joined(seed: int) -> None:
    rows = schools.school(seed, students=165)
    student = rows[80]["student_id"]
    first = released(without(rows, student), measures=("n",))
    second = released(rows, "definitief", measures=("n",))
    assert "herkomst" not in read_by_an_outsider(first.lines, second.lines)
    assert set(joiner(student, first, second).values()) == {(0, 1)}


def test_which_lines_there_are_hangs_on_no_herkomst() -> None:
    """Attack: a line that is missing says that there is nobody, a hidden one that there may be."""
    rows = schools.school(1, students=155)
    alike = [{**row, "herkomst": schools.NL} for row in rows]
    lines = [released(some, measures=("n",)).lines for some in (rows, alike)]
    assert [key(line) for line in lines[0]] == [key(line) for line in lines[1]]


def test_the_order_of_students_is_in_no_figure() -> None:
    rows = schools.school(5, students=160)
    assert released(rows, measures=("n",)).lines == released(rows[::-1], measures=("n",)).lines
