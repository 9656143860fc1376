"""The table of a placement: every state, verb and party; and walks that end where they may."""

from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from placements.agreements import transitions
from placements.agreements.transitions import (
    CLOSED,
    LIVE,
    OVER,
    TABLE,
    IllegalTransition,
    State,
    Verb,
    Who,
)

PEOPLE = (Who.STUDENT, Who.COMPANY, Who.SCHOOL)


@pytest.mark.parametrize(("state", "verb", "who"), list(product(State, Verb, Who)))
def test_what_is_not_in_the_table_is_refused(state: State, verb: Verb, who: Who) -> None:
    found = TABLE[state].get(verb)
    is_lawful = found is not None and who in found[0]
    assert transitions.may(state, verb, who=who) is is_lawful
    if found is not None and is_lawful:
        assert transitions.following(state, verb, who=who) == found[1]
    else:
        with pytest.raises(IllegalTransition):
            transitions.following(state, verb, who=who)


def test_every_state_is_reached_from_a_proposal() -> None:
    reached, new = {State.PROPOSED}, {State.PROPOSED}
    while new:
        new = {to for state in new for _who, to in TABLE[state].values()} - reached
        reached |= new
    assert reached == set(State)
    assert set(LIVE) | set(CLOSED) == set(State)


def test_whatever_lives_can_be_stopped_by_each_of_the_three() -> None:
    for state, who in product(LIVE, PEOPLE):
        verb = Verb.END_EARLY if state is State.RUNNING else Verb.WITHDRAW
        assert transitions.may(state, verb, who=who)


def test_the_text_is_the_schools_and_days_belong_to_nobody() -> None:
    for state in LIVE:
        for who in (Who.STUDENT, Who.COMPANY, Who.TIME):
            assert not transitions.may(state, Verb.DRAW_UP, who=who)
    for verb, who in product((Verb.START, Verb.END), PEOPLE):
        assert not any(transitions.may(state, verb, who=who) for state in State)


class Walk(RuleBasedStateMachine):
    """Everybody does anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.PROPOSED
        self.was_agreed = self.ran = False

    @rule(verb=st.sampled_from(Verb), who=st.sampled_from(Who))
    def anybody_tries(self, verb: Verb, who: Who) -> None:
        if transitions.may(self.state, verb, who=who):
            self._take(verb, transitions.following(self.state, verb, who=who))

    @precondition(lambda self: bool(TABLE[self.state]))
    @rule(number=st.integers(min_value=0))
    def a_lawful_step(self, number: int) -> None:
        lawful = list(TABLE[self.state].items())
        verb, (_who, to) = lawful[number % len(lawful)]
        self._take(verb, to)

    def _take(self, verb: Verb, to: State) -> None:
        self.was_agreed |= verb in (Verb.AGREE, Verb.WAIVE)
        self.ran |= verb is Verb.START
        self.state = to

    @invariant()
    def nothing_starts_without_an_agreement(self) -> None:
        if self.state not in (State.PROPOSED, State.WITHDRAWN):
            assert self.was_agreed

    @invariant()
    def only_what_ran_has_been(self) -> None:
        assert (self.state in OVER or self.state is State.RUNNING) == self.ran


TestWalk = Walk.TestCase
