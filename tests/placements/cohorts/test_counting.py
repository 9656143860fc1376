"""The rules of one search, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.agreements.models import OUTSIDE, Route
from placements.cohorts.counting import Applied, Earlier, Found, Result, Trail, counted

FIRST, CUT_OFF = date(2025, 11, 3), date(2026, 5, 29)
LENGTH = (CUT_OFF - FIRST).days


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def found(day: int, route: Route = Route.APPLICATION, elsewhere: int | None = None) -> Found:
    return Found(on(day), route, elsewhere, last_day=date(2027, 1, 29))


def search(
    *days: int, found: Found | None = None, left: int | None = None, active: bool = False
) -> Result:
    return counted(
        Trail(
            FIRST,
            CUT_OFF,
            left_on=None if left is None else on(left),
            applications=[Applied(on(day)) for day in days],
            placements=[found] if found else [],
            is_active=active,
        )
    )


def test_who_applied_once_and_was_taken_is_an_applicant_with_one_application() -> None:
    result = search(10, found=found(24))
    assert (result.way, result.applied, result.elsewhere) == ("sollicitatie", 1, 0)
    assert (result.is_placed, result.days, result.answers_year) == (True, 24, 2026)


def test_who_found_nothing_counts_with_all_days_until_the_cut_off() -> None:
    result = search(10, 40, 90)
    assert (result.way, result.applied) == ("sollicitatie", 3)
    assert (result.is_placed, result.days, result.has_left) == (False, LENGTH, False)
    assert (result.is_early, result.answers_year) == (None, None)


def test_who_never_looked_because_there_was_a_place_is_direct() -> None:
    for route in (Route.NETWORK, Route.EMPLOYER, Route.SCHOOL, Route.MATCHING):
        assert search(found=found(5, route)).way == "direct"


def test_who_applied_in_vain_and_was_helped_in_the_end_is_not_hidden_among_the_direct() -> None:
    assert search(5, 20, 30, 50, 70, found=found(80, Route.SCHOOL)).way == "sollicitatie"
    assert search(found=found(80, Route.NETWORK, 14)).way == "sollicitatie"


def test_who_applied_once_and_came_in_by_another_way_did_not_find_it_at_the_first_try() -> None:
    assert search(5, found=found(30, Route.SCHOOL)).way == "direct"
    assert search(found=found(30, Route.NETWORK, 1)).way == "direct"


def test_applications_outside_the_product_are_added_and_unknown_ones_are_unknown() -> None:
    told = search(5, found=found(30, Route.ELSEWHERE, 3))
    assert (told.way, told.applied, told.elsewhere) == ("sollicitatie", 1, 3)
    for number in (None, 0):  # applied elsewhere, with no application: that is no answer
        untold = search(found=found(30, Route.ELSEWHERE, number))
        assert (untold.way, untold.elsewhere) == ("sollicitatie", None)


def test_what_was_found_after_the_cut_off_was_not_found_in_time() -> None:
    assert search(5, found=found(LENGTH + 1)).is_placed is False
    assert search(5, found=found(LENGTH)).is_placed is True


def test_applications_before_and_after_the_search_do_not_count() -> None:
    assert search(-1, 10, 25, LENGTH + 1, found=found(24)).applied == 1


def test_the_application_that_led_to_the_place_counts_whenever_it_was_sent() -> None:
    early = Trail(
        FIRST, CUT_OFF, applications=[Applied(on(-9), led_to_place=True)], placements=[found(-2)]
    )
    result = counted(early)
    assert (result.applied, result.days, result.way) == (1, 0, "sollicitatie")


def test_a_refusal_after_a_talk_leaves_the_invitation_and_a_late_one_is_none() -> None:
    made = [Applied(on(3), on(9)), Applied(on(4), on(LENGTH + 1)), Applied(on(5))]
    assert counted(Trail(FIRST, CUT_OFF, applications=made)).invited == 1


def test_who_left_without_a_place_is_known_and_days_end_there() -> None:
    result = search(left=60)
    assert (result.is_placed, result.has_left, result.days, result.way) == (False, True, 60, "")


def test_who_left_after_finding_a_place_or_after_the_cut_off_did_not_leave_without_one() -> None:
    assert not search(found=found(10), left=60).has_left
    assert not search(5, left=LENGTH + 1).has_left


def test_of_whom_nothing_is_written_down_nothing_is_said() -> None:
    result = search()
    assert (result.way, result.is_placed, result.days) == ("", None, None)
    assert search(active=True).is_placed is False


def test_what_was_counted_before_records_went_still_counts() -> None:
    later = Trail(FIRST, CUT_OFF, applications=[Applied(on(3))], earlier=Earlier(6, 2, True))
    result = counted(later)
    assert (result.applied, result.invited, result.is_placed) == (6, 2, False)


@st.composite
def trails(draw: st.DrawFn) -> Trail:
    day = st.integers(-40, LENGTH + 40).map(on)
    return Trail(
        FIRST,
        CUT_OFF,
        left_on=draw(st.none() | day),
        applications=draw(
            st.lists(st.builds(Applied, day, st.none() | day, st.booleans()), max_size=6)
        ),
        placements=draw(
            st.lists(
                st.builds(
                    Found,
                    day,
                    st.sampled_from([str(one) for one in Route]),
                    st.none() | st.integers(0, 9),
                    st.booleans(),
                    st.none() | day,
                ),
                max_size=3,
            )
        ),
        is_active=draw(st.booleans()),
        earlier=draw(st.sampled_from([Earlier(), Earlier(3, 1, True), Earlier(0, 0, True)])),
    )


@settings(max_examples=200)
@given(trail=trails())
def test_every_search_is_counted_in_one_way(trail: Trail) -> None:
    result = counted(trail)
    assert 0 <= result.invited <= result.applied
    assert (result.is_placed is None) == (result.days is None)
    assert result.days is None or 0 <= result.days <= LENGTH
    assert not (result.is_placed and result.has_left)
    assert (result.is_early is None) == (not result.is_placed)
    assert result.is_placed or result.answers_year is None
    assert result.way != "direct" or result.is_placed
    if result.way == "direct":
        assert result.applied + (result.elsewhere or 0) < 2
    if result.way == "" and result.is_placed is not None:
        assert not result.is_placed
        assert result.applied == 0
    earlier = Trail(trail.first, trail.cut_off, earlier=trail.earlier)
    assert result.applied >= counted(earlier).applied


def test_the_routes_outside_are_those_that_ask_how_many_it_took() -> None:
    """A new route of theirs would need a word of ours."""
    assert set(OUTSIDE) == {Route.NETWORK, Route.EMPLOYER, Route.ELSEWHERE}
    assert len(Route) == 6


@pytest.mark.parametrize("route", list(Route))
def test_no_route_is_left_out(route: Route) -> None:
    assert search(found=found(5, route, 1)).way in {"direct", "sollicitatie"}
