"""The one table: complete, without a dead end, and refusing whatever it does not name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.casework.models import Status, Turn
from reports.casework.transitions import (
    TABLE,
    IllegalTransition,
    Need,
    Starts,
    Who,
    rule,
    rules_from,
)
from reports.consents.vocabulary import Step
from schools.registry.models import Sector

S = Status


@given(st.sampled_from(S), st.sampled_from(S), st.sampled_from(Who), st.sampled_from(Sector))
def test_what_is_not_in_the_table_is_illegal(
    current: Status, to: Status, who: Who, sector: Sector
) -> None:
    named = [
        one
        for one in TABLE
        if (one.origin, one.to, one.who) == (current, to, who) and sector in one.sectors
    ]
    if named:
        assert rule(current, to, who=who, sector=sector) == named[0]
        assert len(named) == 1
    else:
        with pytest.raises(IllegalTransition):
            rule(current, to, who=who, sector=sector)


@pytest.mark.parametrize("sector", Sector)
def test_every_status_is_reached_and_left_but_what_was_withdrawn(sector: str) -> None:
    steps = {(one.origin, one.to) for one in TABLE if sector in one.sectors}
    absent = {S.FORWARDED_SBB} if sector == Sector.HBO else set()
    reached = {S.RECEIVED} | {to for _origin, to in steps}
    assert reached == set(S) - absent
    assert {origin for origin, _to in steps} - absent == set(S) - absent - {S.WITHDRAWN}


@pytest.mark.parametrize("sector", Sector)
def test_a_member_can_close_from_wherever_a_case_is(sector: str) -> None:
    for status in set(S) - {S.RECEIVED, S.CLOSED, S.WITHDRAWN}:
        assert S.CLOSED in {one.to for one in rules_from(status, who=Who.MEMBER, sector="mbo")}


def test_who_withdraws_is_the_reporter_and_can_always() -> None:
    rules = [one for one in TABLE if one.to == S.WITHDRAWN]
    assert {one.who for one in rules} == {Who.REPORTER}
    assert {one.origin for one in rules} == set(S) - {S.WITHDRAWN}
    assert not any(one.needs or one.consent for one in rules)


def test_time_moves_no_case() -> None:
    assert not any(one.who == Who.TIME for one in TABLE)


def test_nothing_reaches_a_company_or_sbb_without_the_reporters_yes() -> None:
    for one in TABLE:
        consents = {S.HEARING: Step.HEAR, S.FORWARDED_SBB: Step.SBB}
        assert one.consent == consents.get(one.to)
        assert (one.turn == Turn.COMPANY) == (one.to == S.HEARING)
        assert (one.turn == Turn.SBB) == (one.to == S.FORWARDED_SBB)


def test_hbo_has_no_step_to_sbb() -> None:
    assert not any(
        S.FORWARDED_SBB in {one.origin, one.to} and one.who != Who.REPORTER
        for one in TABLE
        if one.origin != S.FORWARDED_SBB and Sector.HBO in one.sectors
    )


def test_a_deadline_ends_only_when_the_reporter_has_an_answer() -> None:
    """The member's own words stand in the dossier whenever the clock stops."""
    for one in TABLE:
        if one.starts in {Starts.ENDS, Starts.UNTIL_DAY} and one.to != S.WITHDRAWN:
            assert Need.WORDS in one.needs, one


def test_closing_takes_an_outcome_and_reopening_a_reason_or_the_reporter() -> None:
    for one in TABLE:
        assert (Need.OUTCOME in one.needs) == (one.to == S.CLOSED)
        if one.origin == S.CLOSED and one.to != S.WITHDRAWN:
            assert one.who == Who.REPORTER or Need.NOTE in one.needs
            assert one.starts == Starts.FEEDBACK
