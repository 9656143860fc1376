"""Where each student stands: one state of the search, from facts alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.agreements import ending, proposing, reading
from placements.agreements.models import Placement, Route
from placements.agreements.transitions import LIVE, EndReason, Party
from placements.agreements.transitions import State as Placed
from placements.applications.models import Application
from placements.applications.transitions import State as Applied
from placements.matching.models import Assignment, Round
from placements.matching.transitions import State as Matched
from placements.overview import own
from placements.overview.searching import Facts, Row, periods_begun, rows_of, state_of
from placements.overview.states import WORDS, State
from schools.students.models import PlacementPeriod, Student
from stagebaken.web.days import suppose, today
from tests.placements.agreements.scene import TEXT, Scene
from tests.placements.applications.scene import account_of, apply, make_student
from tests.placements.applications.scene import act as take_step

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
states = st.none() | st.sampled_from(State)
ROUND = {"starts_on": TEXT.starts_on, "ends_on": TEXT.ends_on}
days = st.dates(date(2026, 1, 1), DAY)


def row(scene: Scene, day: date | None = None) -> Row:
    found = own.row_of(scene.yasmina, day or today())
    assert found is not None
    return found


# ---------- the decision ----------


@given(
    start=days, joined=st.none() | days, live=states, ended=states, application=states,
    unplaced=st.booleans(), invited=st.booleans(),
)  # fmt: skip
def test_everybody_has_one_state_with_words_and_an_action(
    start: date, joined: date | None, unplaced: bool, invited: bool, **found: State | None
) -> None:
    facts = Facts(start, invited, joined, is_unplaced=unplaced, **found)
    state = state_of(facts, DAY)
    assert WORDS[state].action
    if found["live"] is not None:
        assert state is found["live"]
    elif found["ended"] is not None:
        assert state is found["ended"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"is_invited": False}, State.NOT_INVITED),
        ({}, State.INVITED),
        ({"joined_on": DAY}, State.SEARCHING),
        ({"joined_on": DAY - timedelta(days=13)}, State.SEARCHING),
        ({"joined_on": DAY - timedelta(days=14)}, State.NO_APPLICATION),
        ({"joined_on": DAY, "is_unplaced": True}, State.UNPLACED),
        ({"is_unplaced": True, "application": State.OFFERED}, State.OFFERED),
        ({"is_unplaced": True, "application": State.SILENCE}, State.UNPLACED),
        ({"joined_on": DAY, "application": State.SILENCE}, State.SILENCE),
    ],
)
def test_the_first_question_with_an_answer_decides(facts: dict[str, Any], expected: State) -> None:
    assert state_of(Facts(DAY - timedelta(days=40), **facts), DAY) is expected


# ---------- from the database ----------


def test_who_did_not_apply_is_told_as_a_fact_after_two_weeks(
    scene: Scene, period: PlacementPeriod
) -> None:
    assert row(scene).state is State.SEARCHING  # came in today
    Student.objects.update(joined_on=today() - timedelta(days=15))
    assert row(scene).state is State.NO_APPLICATION
    assert row(scene).days(today()) == 20


def test_an_application_goes_from_searching_through_silence_to_an_offer(
    scene: Scene, period: PlacementPeriod
) -> None:
    application = apply(scene.yasmina, scene.place)
    assert row(scene).state is State.SEARCHING
    assert row(scene, application.term_on + timedelta(days=1)).state is State.SILENCE
    take_step(make_application_scene_of(scene), application, Applied.OFFERED)
    assert row(scene).state is State.OFFERED


def make_application_scene_of(scene: Scene) -> Any:
    """The same people, in the shape that steps of an application take."""
    from tests.placements.applications.scene import Scene as Earlier

    return Earlier(scene.school, scene.garage, scene.gijs, scene.place, scene.yasmina)


def test_after_the_last_no_there_are_two_quiet_weeks(scene: Scene, period: PlacementPeriod) -> None:
    application = apply(scene.yasmina, scene.place)
    take_step(make_application_scene_of(scene), application, Applied.REFUSED)
    assert row(scene).state is State.SEARCHING
    assert row(scene, today() + timedelta(days=14)).state is State.NOTHING_RUNNING


def test_an_application_of_an_earlier_search_says_nothing(
    scene: Scene, period: PlacementPeriod
) -> None:
    application = apply(scene.yasmina, scene.place)
    Application.objects.filter(pk=application.pk).update(sent_on=period.search_start)
    Student.objects.update(joined_on=today() - timedelta(days=19))
    assert row(scene).state is State.SEARCHING
    Application.objects.update(sent_on=period.search_start - timedelta(days=1))
    assert row(scene).state is State.NO_APPLICATION


def test_a_found_place_goes_from_looking_to_agreed(scene: Scene, period: PlacementPeriod) -> None:
    placement = proposing.propose(
        by=scene.user, student=scene.yasmina, route=Route.NETWORK, company_text="Bij oom Bas",
        starts_on=TEXT.starts_on, ends_on=TEXT.ends_on, applications_count=3,
    )  # fmt: skip
    assert row(scene).state is State.TAKE_OVER
    assert not row(scene).has_place
    Placement.objects.filter(pk=placement.pk).update(taken_over_on=today())
    assert row(scene).state is State.DRAW_UP


def test_an_agreement_waits_for_the_school_then_for_others_and_then_it_is_a_place(
    scene: Scene, period: PlacementPeriod
) -> None:
    placement = scene.drawn_up()
    assert row(scene).state is State.SCHOOL_YES
    scene.confirm(placement, Party.SCHOOL)
    assert row(scene).state is State.OTHERS_YES
    scene.confirm(placement, Party.STUDENT, Party.COMPANY)
    found = row(scene)
    assert found.state is State.PLACED
    assert found.has_place
    assert found.days(today() + timedelta(days=99)) == 20


def test_the_states_of_agreements_are_those_of_their_own_room(
    scene: Scene, period: PlacementPeriod
) -> None:
    """`_placement_code` asks the same as `reading.awaiting`, of every state of an agreement."""
    placement = scene.drawn_up()
    for party in (None, Party.COMPANY, Party.SCHOOL, Party.STUDENT):
        if party:
            scene.confirm(placement, party)
        found = Placement.objects.filter(state__in=LIVE)
        is_ours = found.filter(reading.awaiting(Party.SCHOOL)).exists()
        others = reading.awaiting(Party.STUDENT) | reading.awaiting(Party.COMPANY)
        state = row(scene).state
        assert (state is State.SCHOOL_YES) == is_ours
        assert (state is State.OTHERS_YES) == (not is_ours and found.filter(others).exists())


def test_a_placement_that_ends_soon_and_one_that_stopped(
    scene: Scene, period: PlacementPeriod
) -> None:
    placement = scene.reached(Placed.RUNNING)
    with suppose(TEXT.starts_on):
        assert row(scene).state is State.PLACED
    assert row(scene, TEXT.ends_on - timedelta(days=30)).state is State.ENDING
    with suppose(TEXT.starts_on + timedelta(days=3)):
        ending.end_early(by=scene.ilse, placement=placement, reason=EndReason.TOGETHER)
        found = row(scene)
    assert found.state is State.ENDED_EARLY
    assert not found.has_place


def test_a_placement_that_was_completed_is_done(scene: Scene, period: PlacementPeriod) -> None:
    scene.reached(Placed.ENDED)
    assert row(scene).state is State.DONE


def test_a_placement_of_an_earlier_period_is_no_place_for_this_one(
    scene: Scene, period: PlacementPeriod
) -> None:
    scene.agreed()
    newer = PlacementPeriod.objects.create(
        school=scene.school, cohort=2026, name="Najaar", search_start=today(), cut_off=today()
    )
    found = row(scene)
    assert found.search_start == newer.search_start
    assert found.state is State.SEARCHING
    assert not found.has_place


def test_who_got_no_place_in_a_round_is_told_apart(scene: Scene, period: PlacementPeriod) -> None:
    matching = Round.objects.create(
        school=scene.school, title="Ronde", state=Matched.PUBLISHED, **ROUND, drafted_on=today(),
        opened_on=today(), closes_on=today(), ended_on=today(), seed_sha256="x", certificate="x",
    )  # fmt: skip
    Assignment.objects.create(round=matching, student=scene.yasmina)
    assert row(scene).state is State.UNPLACED


def test_who_left_or_is_in_no_period_is_not_in_the_search(
    scene: Scene, period: PlacementPeriod
) -> None:
    make_student(scene.school, "Ander Cohort")
    Student.objects.filter(name="Ander Cohort").update(cohort=2019)
    everybody = Student.objects.of(scene.school)
    found = rows_of(everybody, periods_begun(scene.school, today()), today())
    assert [one.uuid for one in found] == [scene.yasmina.pk]
    assert rows_of(everybody, [], today()) == []
    assert account_of(scene.yasmina) == scene.user


def test_the_period_of_the_programme_and_the_newest_count(
    scene: Scene, period: PlacementPeriod
) -> None:
    facts: dict[str, Any] = {"school": scene.school, "cohort": 2026, "cut_off": today()}
    day = today() - timedelta(days=5)
    PlacementPeriod.objects.create(**facts, crebo="99999", name="Ander", search_start=today())
    PlacementPeriod.objects.create(**facts, crebo="90211", name="Eigen", search_start=day)
    tomorrow = today() + timedelta(days=1)
    facts["cut_off"] = tomorrow
    PlacementPeriod.objects.create(**facts, crebo="90211", name="Later", search_start=tomorrow)
    assert row(scene).search_start == day
