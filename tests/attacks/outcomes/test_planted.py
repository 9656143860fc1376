"""The attacker finds the holes that were planted, and knows nothing that is not true."""

from collections.abc import Sequence

import pytest

from tests.attacks.outcomes import schools
from tests.attacks.outcomes.bounds import Attack, attack
from tests.attacks.outcomes.counting import weight
from tests.attacks.outcomes.differencing import joiner, read_by_an_outsider, without
from tests.attacks.outcomes.insider import Insider, Seen, Target
from tests.attacks.outcomes.published import SPECIFIED, Line, Rules
from tests.attacks.outcomes.reference import Release, publish
from tests.attacks.outcomes.schools import EUROPE, FAR, NL, Row

KEY = b"sleutel"
EXACT = Rules(is_rounded=False, shown_from=10, same_set_same_figure=False)
ON_TRUTH = Rules(is_floored_on_truth=True, shown_from=10)
SUMMED = Rules(summed_over="leerweg", same_set_same_figure=False)


def released(
    rows: Sequence[Row],
    name: str = "voorlopig",
    *,
    rules: Rules = SPECIFIED,
    measures: Sequence[str] = ("n",),
) -> Seen:
    lines = publish(rows, Release(name, KEY), rules=rules, measures=measures)
    return Seen(rows, lines, rules, key=name)


def alike(number: int, **labels: str) -> list[Row]:
    plain = {"level": "niveau4", "leerweg": "BOL", "sector": "zorg", "gender": "vrouw"}
    plain |= {"route": "sollicitatie", "herkomst": NL} | labels
    row = plain | {"placed": 1, "n_applications": 1}
    return [dict(row) for _ in range(number)]


def numbered(*parts: list[Row]) -> list[Row]:
    rows = [row for part in parts for row in part]
    return [{**row, "student_id": f"s{at}"} for at, row in enumerate(rows)]


def one_in_bbl(group: str = FAR) -> list[Row]:
    """Big groups, and one student alone in BBL."""
    return numbered(
        alike(118), alike(46, herkomst=FAR), alike(1, herkomst=group, leerweg="BBL"),
        alike(21, herkomst=EUROPE),
    )  # fmt: skip


def shown(seen: Seen, table: str, group: str = FAR) -> list[int | None]:
    return [line.value for line in seen.lines
            if (line.table, line.measure, line.herkomst) == (table, "n", group)]  # fmt: skip


@pytest.mark.parametrize("seed", [3, 6])
def test_suppression_of_small_counts_alone_gives_students_away(seed: int) -> None:
    found = attack(released(schools.school(seed, students=160), rules=EXACT))
    assert {"pinned", "student", "narrow"} <= {one.kind for one in found}


def test_rounding_without_a_gate_gives_students_away() -> None:
    """Base 5 alone fails at some schools, and holds at others: so each has to be looked at."""
    found = [attack(released(schools.school(seed, students=150)), enough=1) for seed in range(9)]
    assert 0 < sum(map(bool, found)) < len(found)


def test_two_figures_of_nearly_one_set_give_the_student_between_them_away() -> None:
    """The same set has the same figure. The programme over counts alone does not see this."""
    rows = one_in_bbl()
    names = (f"r{at}" for at in range(50))
    seen = next(
        seen
        for seen in (released(rows, name) for name in names)
        if shown(seen, "herkomst_leerweg")[1] not in (None, *shown(seen, "herkomst"))
    )
    found = [str(one) for one in attack(seen)]
    assert f"student: {FAR} in n Totaal/Totaal/BBL/Totaal in 0: 1…1 of 1" in found
    blind = Seen(rows, seen.lines, Rules(same_set_same_figure=False))
    assert not [one for one in attack(blind) if one.target.herkomst == FAR]


def test_a_total_that_is_a_sum_of_parts_gives_the_hidden_part_away() -> None:
    rows = one_in_bbl()
    found = []
    for name in (f"r{at}" for at in range(6)):
        seen = released(rows, name, rules=SUMMED)
        own = Seen(rows, released(rows, name).lines, Rules(same_set_same_figure=False))
        is_known = {one.kind for one in attack(seen) if one.target.herkomst == FAR} >= {"student"}
        found.append((is_known, "student" in {one.kind for one in attack(own)}))
    assert (True, False) in found
    assert not any(own for _, own in found)


@pytest.mark.parametrize("group", [NL, EUROPE, FAR])
def test_a_floor_on_true_counts_gives_the_joiner_away_whatever_the_key(group: str) -> None:
    """Nine are hidden and ten are shown: who came in between is of that group."""
    others = {NL: 60, EUROPE: 60, FAR: 60} | {group: 9}
    rows = numbered(
        *(alike(number, herkomst=name) for name, number in others.items()),
        alike(1, herkomst=group),
    )
    for rules, is_known in ((ON_TRUTH, True), (SPECIFIED, False)):
        first = released(without(rows, "s129"), "voorlopig", rules=rules)
        second = released(rows, "definitief", rules=rules)
        assert (joiner("s129", first, second)[group] == (1, 1)) == is_known


def test_a_key_that_is_used_again_gives_the_joiners_profile_away() -> None:
    told, pinned = 0, 0
    for seed in range(6):
        rows = schools.school(seed, students=170)
        student = rows[100]
        first = released(without(rows, student["student_id"]))
        again = released(rows)
        read = read_by_an_outsider(first.lines, again.lines)
        assert all(student[aspect] == label for aspect, label in read.items())
        told += "herkomst" in read
        pinned += joiner(student["student_id"], first, again)[student["herkomst"]] == (1, 1)
    assert told >= 3
    assert pinned >= 3


def test_a_fresh_key_says_nothing_of_the_joiner() -> None:
    for seed in range(6):
        rows = schools.school(seed, students=170)
        student = rows[100]["student_id"]
        first = released(without(rows, student))
        fresh = released(rows, "definitief")
        assert "herkomst" not in read_by_an_outsider(first.lines, fresh.lines)
        assert set(joiner(student, first, fresh).values()) == {(0, 1)}


@pytest.mark.parametrize("rules", [SPECIFIED, EXACT, ON_TRUTH, SUMMED])
def test_what_the_insider_holds_certain_is_true(rules: Rules) -> None:
    """Otherwise findings, and their absence, would say nothing."""
    for seed in range(2):
        rows = schools.school(seed, students=155)
        insider = Insider([released(rows, rules=rules, measures=("n", "placed"))])
        targets = insider.targets()[::15]
        for target, (low, high) in zip(targets, Attack(insider, targets).bounds(), strict=True):
            assert low <= true(insider, target, rows) <= high, target.what


def true(insider: Insider, target: Target, rows: Sequence[Row]) -> int:
    """How many of the set really are of the group."""
    known = {key: at for at, key in enumerate(insider.classes)}
    inside = [row for row in rows if row["herkomst"] == target.herkomst]
    places = (known[(insider._known(row),)] for row in inside)
    return int(sum(target.members[place] for place in places))


def test_nothing_is_known_of_what_is_not_published() -> None:
    rows = schools.school(3)
    hidden = [Line(**{**vars(line), "value": None}) for line in released(rows).lines]
    assert not attack(Seen(rows, hidden))
    assert weight("n", rows[0]) == 1
