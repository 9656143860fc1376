"""Which places a student may count on, on any day; and what a lost recognition closes."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from placements.accreditations.actions import block, end, lift, recognise
from placements.accreditations.models import Accreditation, Programme, Status
from placements.accreditations.turning import turn_day
from placements.companies.models import TrainingCompany
from placements.places import actions
from placements.places.models import ClosedBecause, State, TrainingPlace
from placements.places.signals import places_changed
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.placements.places.writing import (
    a_company,
    a_contact,
    a_place,
    a_programme,
    an_hbo_programme,
    an_open_place,
    key_of,
    recognised,
)

DAY = date(2027, 3, 10)
NEAR = st.none() | st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))


def is_open(place: TrainingPlace, day: date) -> bool:
    return TrainingPlace.objects.open(day).filter(pk=place.pk).exists()


def before(last: date | None, day: date) -> bool:
    return last is not None and last < day


class OpenOnADay(TestCase):
    @given(
        state=st.sampled_from(State.values),
        published=NEAR,
        closes=NEAR,
        ends=NEAR,
        gone=NEAR,
        kind=st.sampled_from(["free", "hbo", "mbo"]),
        rows=st.lists(st.tuples(st.sampled_from(Status.values), NEAR, NEAR), max_size=3),
    )
    def test_open_says_the_same_as_counting_by_hand(
        self,
        state: str,
        published: date | None,
        closes: date | None,
        ends: date | None,
        gone: date | None,
        kind: str,
        rows: list[tuple[str, date | None, date | None]],
    ) -> None:
        company = TrainingCompany.objects.create(name="Garage", ended_on=gone)
        programme = {"free": None, "hbo": an_hbo_programme(), "mbo": a_programme()}[kind]
        rows = [row for row in rows if not (row[1] and row[2] and row[2] < row[1])]
        for status, first, last in rows:
            Accreditation.objects.create(
                company=company, programme=a_programme(), pathway="bol", status=status,
                valid_from=first, valid_until=last, source="proef",
            )  # fmt: skip
        published = published or (DAY if state == State.OPEN else None)
        place = TrainingPlace.objects.create(
            company=company, title="Plek", programme=programme, pathway="bol", state=state,
            published_on=published, closes_on=closes, ends_on=ends,
            closed_on=DAY if state == State.CLOSED else None,
        )  # fmt: skip
        covering = {
            status
            for status, first, last in rows
            if (first is None or first <= DAY) and (last is None or last >= DAY)
        }
        expected = (
            state == State.OPEN
            and published is not None
            and published <= DAY
            and not before(closes, DAY)
            and not before(ends, DAY)
            and not (gone is not None and gone <= DAY)
            and (kind != "mbo" or covering == {Status.ACTIVE})
        )
        assert is_open(place, DAY) == expected


def test_erkend_in_one_pathway_is_not_erkend_in_another(
    garage: TrainingCompany, programme: Programme
) -> None:
    bol = an_open_place(company=garage, programme=programme, pathway="bol")
    bbl = an_open_place(company=garage, programme=programme, pathway="bbl")
    assert list(TrainingPlace.objects.open(today())) == [bol]
    assert (bol.is_erkend(today()), bbl.is_erkend(today())) == (True, False)


def test_the_recognition_of_another_company_opens_nothing(programme: Programme) -> None:
    other = a_company("Bakkerij Zoë")
    assert not is_open(an_open_place(company=other, programme=programme, pathway="bol"), today())


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.WITHDRAWN])
def test_a_lost_recognition_closes_its_places_in_the_same_transaction_and_no_others(
    garage: TrainingCompany, programme: Programme, status: Status
) -> None:
    other_programme = a_programme("90345", "Verkoper", 3)
    recognised(garage, other_programme)
    lost = an_open_place(company=garage, programme=programme, pathway="bol")
    concept = a_place(company=garage, programme=programme, pathway="bol")
    kept = an_open_place(company=garage, programme=other_programme, pathway="bol")
    told: list[Any] = []

    def listen(companies: list[Any], **_: Any) -> None:
        told.extend(companies)

    places_changed.connect(listen)
    try:
        block(key=key_of(garage, programme), status=status, source="SBB", day=today())
    finally:
        places_changed.disconnect(listen)
    for place in (lost, concept, kept):
        place.refresh_from_db()
    assert (lost.state, lost.closed_because) == (State.CLOSED, ClosedBecause.RECOGNITION)
    assert (concept.state, kept.state) == (State.CONCEPT, State.OPEN)
    assert told == [garage.pk]


def test_a_recognition_that_ends_closes_too_and_one_that_returns_opens_nothing_by_itself(
    garage: TrainingCompany, programme: Programme, gijs: User
) -> None:
    key = key_of(garage, programme)
    place = an_open_place(company=garage, programme=programme, pathway="bol")
    block(key=key, status=Status.SUSPENDED, source="SBB", day=today())
    lift(key=key, source="SBB", day=today())
    place.refresh_from_db()
    assert place.state == State.CLOSED
    place = actions.publish(by=gijs, place=place)
    assert is_open(place, today())
    end(key=key, source="proef", day=today())
    place.refresh_from_db()
    assert place.closed_because == ClosedBecause.RECOGNITION


def test_a_recognition_that_lapses_by_itself_closes_its_places_with_the_reason(
    garage: TrainingCompany,
) -> None:
    programme, last = a_programme(), today() + timedelta(days=3)
    recognise(key=key_of(garage, programme), source="proef", valid_until=last)
    place = an_open_place(company=garage, programme=programme, pathway="bol")
    turn_day()
    with suppose(last + timedelta(days=1)):
        turn_day()
    place.refresh_from_db()
    assert (place.state, place.closed_because) == (State.CLOSED, ClosedBecause.RECOGNITION)


def test_a_gap_that_is_over_when_the_days_are_caught_up_closes_nothing(
    garage: TrainingCompany,
) -> None:
    programme, last = a_programme(), today() + timedelta(days=3)
    key = key_of(garage, programme)
    recognise(key=key, source="proef", valid_until=last)
    recognise(key=key, source="proef", valid_from=last + timedelta(days=3))
    place = an_open_place(company=garage, programme=programme, pathway="bol")
    turn_day()
    with suppose(last + timedelta(days=9)):
        turn_day()
        assert is_open(place, today())


def test_a_day_that_passes_hides_a_place_without_anybody_doing_anything(
    garage: TrainingCompany,
) -> None:
    place = an_open_place(company=garage, closes_on=today() + timedelta(days=5))
    with suppose(today() + timedelta(days=5)):
        assert is_open(place, today())
    with suppose(today() + timedelta(days=6)):
        assert not is_open(place, today())
    assert a_contact(garage)
