"""How a place fits a student: counts and bands, the same for everybody."""

import dataclasses
import inspect
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.applications.models import Means, Need
from placements.companies.models import TrainingCompany
from placements.geography.coordinates import CoordinateSource, Location
from placements.matching import fitting
from placements.matching.fitting import Wants
from placements.matching.priorities import TRAVEL_BAND, Criterion, Facts, tiers
from placements.places.models import Accessibility, LearningTask, TrainingPlace

GRONINGEN = Location(53.22, 6.57, CoordinateSource.PLACE)
MINUTES = st.none() | st.integers(0, 2000)
CRITERIA = st.lists(st.sampled_from(Criterion), unique=True)


def a_place(*tasks: tuple[str, str], accessibility: tuple[str, ...] = ()) -> TrainingPlace:
    place = TrainingPlace(accessibility=list(accessibility))
    rows = [LearningTask(work_process=code, text=text) for code, text in tasks]
    place._prefetched_objects_cache = {"tasks": _All(rows)}  # type: ignore[attr-defined]
    return place


class _All(list[LearningTask]):
    def all(self) -> list[LearningTask]:
        return self


def wants(*goals: str, needs: tuple[str, ...] = ()) -> Wants:
    return Wants(frozenset(fitting._key(goal) for goal in goals), frozenset(needs))


def test_a_goal_counts_by_its_code_or_its_words_and_once() -> None:
    place = a_place(
        ("B1-K1-W1 Voert onderhoud uit", "Banden wisselen"), ("b1-k1-w1", "Olie verversen")
    )
    assert fitting.facts_of(wants("B1-K1-W1: onderhoud"), place, None).goals == 1
    assert fitting.facts_of(wants("banden  WISSELEN"), place, None).goals == 1
    assert fitting.facts_of(wants("B1-K1-W2", "lassen"), place, None).goals == 0
    assert fitting.facts_of(wants("B1-K1-W1", "olie verversen"), place, None).goals == 2
    assert fitting.facts_of(wants(), a_place(("", "")), None).goals == 0


def test_needs_count_when_the_place_meets_all_of_them() -> None:
    needs = (Need.QUIET.value, Need.WHEELCHAIR.value)
    has_both = a_place(accessibility=(*needs, Accessibility.REST.value))
    assert fitting.facts_of(wants(needs=needs), has_both, None).needs == 2
    assert fitting.facts_of(wants(needs=needs), a_place(accessibility=needs[:1]), None).needs == 0
    assert fitting.facts_of(wants(), has_both, None).needs == 0


@given(st.integers(0, 9), st.integers(0, 9), MINUTES, CRITERIA, st.booleans())
def test_a_list_keeps_no_count_that_decides_nothing(
    goals: int, needs: int, minutes: int | None, criteria: list[Criterion], with_needs: bool
) -> None:
    kept = fitting.kept(Facts(goals, needs, minutes), criteria, with_needs=with_needs)
    assert kept.goals == (goals if Criterion.GOALS in criteria else 0)
    # Needs can say something of health or belief: never without the student's own yes.
    assert kept.needs == (needs if Criterion.NEEDS in criteria and with_needs else 0)


@given(MINUTES, MINUTES)
def test_what_is_kept_of_a_journey_is_its_band_and_no_more(
    one: int | None, other: int | None
) -> None:
    # Attack: from ten exact journeys anybody works out where a student lives.
    kept = {name: fitting.kept(Facts(minutes=value), [], with_needs=False).minutes
            for name, value in (("one", one), ("other", other))}  # fmt: skip
    assert {value % TRAVEL_BAND for value in kept.values() if value is not None} <= {
        TRAVEL_BAND // 2
    }
    near = [value for value in (one, other) if value is not None and value < fitting.FARTHEST]
    if len(near) == 2:
        exact = tiers(
            {"one": Facts(minutes=one), "other": Facts(minutes=other)}, [Criterion.TRAVEL]
        )
        banded = {name: Facts(minutes=value) for name, value in kept.items()}
        assert tiers(banded, [Criterion.TRAVEL]) == exact


@given(st.integers(0, 400))
def test_a_band_holds_its_minutes(minutes: int) -> None:
    first, end = fitting.band(minutes)
    assert first <= minutes
    assert end is None or minutes < end == first + TRAVEL_BAND
    middle = fitting.band_middle(minutes)
    assert middle is not None
    assert fitting.band(middle) == (first, end)


@given(st.floats(0, 300), st.floats(0, 300), st.sets(st.sampled_from(Means), min_size=1))
def test_who_lives_nearer_never_travels_longer(one: float, other: float, by: set[Means]) -> None:
    near, far = sorted((one, other))
    first, second = fitting.minutes_of(near, by), fitting.minutes_of(far, by)
    assert first is not None
    assert second is not None
    assert first <= second


@given(st.floats(0, 300), st.permutations(list(Means)))
def test_more_ways_of_travelling_never_take_longer(km: float, means: list[Means]) -> None:
    taken = [fitting.minutes_of(km, means[:number]) for number in range(1, len(means) + 1)]
    known = [one for one in taken if one is not None]
    assert len(known) == len(means)
    assert all(first >= second for first, second in pairwise(known))


def test_what_is_not_known_is_not_guessed() -> None:
    assert fitting.minutes_of(None, [Means.CAR]) is None
    assert fitting.minutes_of(4.0, []) is None
    assert fitting.minutes_of(4.0, ["teleport"]) is None
    assert fitting.kilometres(GRONINGEN, TrainingCompany()) is None
    assert fitting.band_middle(None) is None


def test_a_distance_is_about_right() -> None:
    utrecht = TrainingCompany(latitude=52.09, longitude=5.12)
    assert fitting.kilometres(GRONINGEN, utrecht) == pytest.approx(159, abs=3)
    assert fitting.minutes_of(10, [Means.BICYCLE]) == 52
    assert fitting.minutes_of(10, [Means.TRANSIT]) == 41
    assert fitting.rough(1) == fitting.ROUGH
    assert fitting.rough(41) == 40


def test_a_car_brings_nobody_forward() -> None:
    # Attack: a criterion by the own means would put first whoever can pay for a car.
    assert set(fitting.COMMON) == {Means.BICYCLE, Means.TRANSIT}


def test_nothing_of_who_somebody_is_comes_into_the_counts() -> None:
    assert {field.name for field in dataclasses.fields(Wants)} == {"goals", "needs"}
    assert set(inspect.signature(fitting.facts_of).parameters) == {"wants", "place", "minutes"}
