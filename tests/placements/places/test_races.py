"""Contacts of one company, and SBB, in the same moment, with real transactions."""

from collections.abc import Callable
from functools import partial

import pytest

from placements.accreditations.actions import block
from placements.accreditations.models import Status
from placements.companies.models import TrainingCompany
from placements.places import actions
from placements.places.actions import NotPossible, Stale
from placements.places.models import State, TrainingPlace
from stagebaken.web.days import today
from tests.at_once import at_once as together
from tests.placements.places.writing import (
    FACTS,
    TASKS,
    a_contact,
    a_place,
    a_programme,
    an_open_place,
    key_of,
    recognised,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def garage() -> TrainingCompany:
    return TrainingCompany.objects.create(name="Garage De Slinger")


at_once = partial(together, refusals=(Stale, NotPossible))


def test_two_contacts_who_open_at_once_open_once(garage: TrainingCompany) -> None:
    gijs, fenna = a_contact(garage), a_contact(garage, "Fenna Fiets")
    place = a_place(company=garage)
    at_once(*[lambda by=by: actions.publish(by=by, place=place) for by in (gijs, fenna) * 2])
    place.refresh_from_db()
    assert (place.state, place.version) == (State.OPEN, 2)


def test_of_two_who_save_at_once_one_is_told(garage: TrainingCompany) -> None:
    gijs = a_contact(garage)
    place = a_place(company=garage)

    def save(title: str) -> Callable[[], object]:
        facts = FACTS | {"title": title}
        return lambda: actions.change(by=gijs, place=place, version=1, facts=facts, tasks=TASKS)

    told = at_once(save("Een"), save("Twee"), save("Drie"))
    assert told.count(Stale) == 2
    place.refresh_from_db()
    assert (place.version, place.tasks.count()) == (2, len(TASKS))


def test_opening_while_the_recognition_is_withdrawn_never_leaves_a_place_to_be_found(
    garage: TrainingCompany,
) -> None:
    programme = a_programme()
    recognised(garage, programme)
    gijs = a_contact(garage)
    places = [a_place(company=garage, programme=programme, pathway="bol") for _ in range(3)]
    places.append(an_open_place(company=garage, programme=programme, pathway="bol"))
    key = key_of(garage, programme)
    at_once(
        lambda: block(key=key, status=Status.WITHDRAWN, source="SBB", day=today()),
        *[lambda place=place: actions.publish(by=gijs, place=place) for place in places],
    )
    assert not TrainingPlace.objects.open(today()).exists()
