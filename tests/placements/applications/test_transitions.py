"""The table of an application, walked in every way that it allows and refused in all others."""

from itertools import product

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from placements.applications import transitions
from placements.applications.transitions import (
    CLOSED,
    FIRST,
    NAMED,
    RUNNING,
    TABLE,
    UNANSWERED,
    IllegalTransition,
    Need,
    Reason,
    Starts,
    State,
    Turn,
    Who,
)

STEPS = {(one.origin, one.to, one.who) for one in TABLE}


def test_no_step_stands_twice() -> None:
    assert len(STEPS) == len(TABLE)


@pytest.mark.parametrize(("current", "to", "who"), list(product(State, State, Who)))
def test_what_is_not_in_the_table_is_refused(current: State, to: State, who: Who) -> None:
    is_known = (current, to, who) in STEPS
    assert transitions.may(current, to, who=who) is is_known
    if is_known:
        assert transitions.rule(current, to, who=who).to == to
    else:
        with pytest.raises(IllegalTransition):
            transitions.rule(current, to, who=who)


def test_every_state_is_reached_and_what_is_closed_stays_closed() -> None:
    reached, new = {FIRST}, {FIRST}
    while new:
        new = {one.to for one in TABLE if one.origin in new} - reached
        reached |= new
    assert reached == set(State)
    assert not [one for one in TABLE if one.origin in CLOSED]
    assert set(RUNNING) | set(CLOSED) == set(State)


def test_only_the_student_shows_who_they_are_and_only_after_an_answer() -> None:
    showing = [one for one in TABLE if Starts.IDENTITY in one.starts]
    assert showing
    for one in showing:
        assert one.who is Who.STUDENT
        assert one.origin in (State.INVITED, State.OFFERED)
        assert one.to in NAMED
    assert not set(NAMED) & {*UNANSWERED, State.INVITED, State.REFUSED, State.WITHDRAWN}


def test_a_refusal_has_a_reason_an_invitation_a_day_and_silence_a_term() -> None:
    needs = {State.REFUSED: Need.REASON, State.INVITED: Need.DAY, State.NO_ANSWER: Need.TERM}
    for one in TABLE:
        assert (set(one.needs) == {needs[one.to]}) if one.to in needs else not one.needs


def test_scores_go_with_every_way_out_of_a_conversation() -> None:
    leaving = [one for one in TABLE if one.origin is State.CONVERSATION]
    assert leaving
    assert all(Starts.DECIDED in one.starts for one in leaving)


def test_the_student_can_withdraw_from_whatever_runs() -> None:
    for state in RUNNING:
        assert transitions.may(state, State.WITHDRAWN, who=Who.STUDENT)


def test_nobody_can_have_kept_silent_who_was_asked_nothing() -> None:
    assert Reason.NO_REACTION not in transitions.reasons_from(State.SEEN)
    assert Reason.NO_REACTION in transitions.reasons_from(State.INVITED)
    assert set(transitions.reasons_from(State.OFFERED)) == set(Reason)


class Walk(RuleBasedStateMachine):
    """Everybody does anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.turn = FIRST, Turn.COMPANY
        self.is_shown = self.is_answered = self.is_asked = False

    @rule(to=st.sampled_from(State), who=st.sampled_from(Who))
    def anybody_tries(self, to: State, who: Who) -> None:
        try:
            found = transitions.rule(self.state, to, who=who)
        except IllegalTransition:
            return
        self._take(found)

    @precondition(lambda self: self.state in RUNNING)
    @rule(number=st.integers(min_value=0))
    def a_lawful_step(self, number: int) -> None:
        lawful = [one for one in TABLE if one.origin == self.state]
        self._take(lawful[number % len(lawful)])

    def _take(self, found: transitions.Rule) -> None:
        if Starts.IDENTITY in found.starts:
            assert self.is_asked, "a name is shown to a company that asked nothing"
            self.is_shown = True
        self.is_asked = self.is_asked or found.to in (State.INVITED, State.OFFERED)
        self.is_answered = self.is_answered or Starts.ANSWERED in found.starts
        self.state, self.turn = found.to, found.turn

    @invariant()
    def the_turn_ends_when_it_is_closed(self) -> None:
        assert (self.turn is Turn.NOBODY) == (self.state in CLOSED)

    @invariant()
    def who_has_the_turn_can_do_something(self) -> None:
        if self.turn is not Turn.NOBODY:
            assert [
                one
                for one in TABLE
                if one.origin == self.state and one.who.value == self.turn.value
            ]

    @invariant()
    def nothing_is_accepted_without_an_answer(self) -> None:
        if self.state in (State.CONVERSATION, State.ACCEPTED):
            assert self.is_answered
            assert self.is_shown
        if self.state in UNANSWERED:
            assert not self.is_answered
            assert not self.is_shown


TestWalk = Walk.TestCase
