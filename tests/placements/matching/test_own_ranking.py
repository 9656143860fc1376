"""A proposal is only a beginning, and only about places."""

import dataclasses
import inspect
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from placements.matching import own_lists, ranking
from placements.matching.priorities import Facts
from placements.matching.ranking import Candidate, proposed

FACTS = st.builds(
    Facts, goals=st.integers(0, 3), needs=st.integers(0, 2), minutes=st.none() | st.integers(0, 90)
)
CANDIDATES = st.lists(
    st.builds(Candidate, st.uuids(), FACTS), unique_by=lambda one: one.offer_id, max_size=12
)
LIMIT = st.none() | st.integers(1, 90)
MOST = st.integers(1, 10)
IDS = st.lists(st.uuids(), unique=True, max_size=8).map(tuple)


@given(CANDIDATES, LIMIT, MOST, st.randoms())
def test_the_order_of_the_input_is_irrelevant(
    found: list[Candidate], limit: int | None, most: int, random: object
) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert proposed(found, limit=limit, most=most) == proposed(mixed, limit=limit, most=most)


@given(CANDIDATES, LIMIT, MOST)
def test_more_goals_come_first_then_needs_then_the_shorter_journey(
    found: list[Candidate], limit: int | None, most: int
) -> None:
    facts = {one.offer_id: one.facts for one in found}
    order = [facts[one] for one in proposed(found, limit=limit, most=most)]
    lines = [
        (-one.goals, -one.needs, float("inf") if one.minutes is None else one.minutes)
        for one in order
    ]
    assert lines == sorted(lines)
    assert len(order) <= most


@given(CANDIDATES, LIMIT)
def test_what_is_too_far_is_not_proposed_and_all_else_is(
    found: list[Candidate], limit: int | None
) -> None:
    near = {
        one.offer_id
        for one in found
        if limit is None or one.facts.minutes is None or one.facts.minutes <= limit
    }
    assert set(proposed(found, limit=limit, most=len(found) + 1)) == near


def test_a_proposal_knows_nothing_of_the_student() -> None:
    # Attack: an order that is made for who somebody is.
    assert set(inspect.signature(ranking.proposed).parameters) == {"candidates", "limit", "most"}
    assert {field.name for field in dataclasses.fields(Candidate)} == {"offer_id", "facts"}


# ---------- a list in the making ----------


@given(IDS, st.data())
def test_moving_loses_and_adds_nothing(order: tuple[UUID, ...], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(order) if order else st.uuids())
    verb = data.draw(st.sampled_from(["up", "down", "off", "eat", ""]))
    then = own_lists.done(order, f"{verb}:{one}")
    gone = {one} if verb == "off" else set()
    assert sorted(then) == sorted(set(order) - gone)


@given(IDS, st.data())
def test_up_and_down_again_is_where_it_was(order: tuple[UUID, ...], data: st.DataObject) -> None:
    if len(order) < 2:
        return
    one = data.draw(st.sampled_from(order[1:]))
    up = own_lists.done(order, f"up:{one}")
    assert up.index(one) == order.index(one) - 1
    assert own_lists.done(up, f"down:{one}") == order


@given(IDS, st.lists(st.text(max_size=40) | st.uuids().map(str), max_size=6))
def test_what_is_not_of_the_round_goes_and_is_told(
    known: tuple[UUID, ...], strange: list[str]
) -> None:
    sent = [*map(str, known), *strange]
    found = own_lists.read(sent, known)
    assert found.order == known
    assert found.has_strange == bool(strange)
    assert own_lists.read([*map(str, known)] * 2, known).order == known
    assert own_lists.joined(found.order, known) == known


def test_a_button_that_says_nothing_known_changes_nothing() -> None:
    order = (UUID(int=1), UUID(int=2))
    for what in ("", "up", "up:", "up:x", f"up:{UUID(int=3)}", "hand_in", f"up:{UUID(int=1)}"):
        assert own_lists.done(order, what) == order
