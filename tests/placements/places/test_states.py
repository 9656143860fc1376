"""Concept, open, closed: the one table, who may, and what must be said first."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from placements.companies.models import TrainingCompany
from placements.places import actions
from placements.places.actions import Incomplete, NotPossible, Stale, Task
from placements.places.models import ClosedBecause, State, TrainingPlace
from placements.places.signals import places_changed
from placements.places.transitions import ALLOWED
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.placements.places.writing import (
    FACTS,
    TASKS,
    a_company,
    a_contact,
    a_place,
    an_open_place,
)


def test_a_place_begins_as_a_concept_with_its_tasks_in_order(garage: TrainingCompany) -> None:
    place = a_place(company=garage)
    assert (place.state, place.published_on, place.version) == (State.CONCEPT, None, 1)
    assert [(task.work_process, task.text) for task in place.tasks.all()] == [
        ("B1-K1-W1", "Banden wisselen"),
        ("", "Remmen nakijken"),
    ]


def test_every_state_has_a_row_and_leads_to_known_states() -> None:
    assert set(ALLOWED) == set(State)
    assert all(then <= set(State) for then in ALLOWED.values())


def test_opening_closing_and_opening_again(garage: TrainingCompany, gijs: User) -> None:
    place = an_open_place(company=garage)
    assert (place.state, place.published_on) == (State.OPEN, today())
    place = actions.close(by=gijs, place=place)
    assert (place.state, place.closed_because) == (State.CLOSED, ClosedBecause.COMPANY)
    place = actions.publish(by=gijs, place=place)
    assert (place.state, place.closed_on, place.closed_because) == (State.OPEN, None, "")


def test_doing_it_twice_changes_nothing(garage: TrainingCompany, gijs: User) -> None:
    place = an_open_place(company=garage)
    assert actions.publish(by=gijs, place=place).version == place.version
    place = actions.close(by=gijs, place=place)
    assert actions.close(by=gijs, place=place).version == place.version


def test_a_concept_cannot_close_and_what_was_open_cannot_be_thrown_away(
    garage: TrainingCompany, gijs: User
) -> None:
    concept, opened = a_place(company=garage), an_open_place(company=garage)
    with pytest.raises(NotPossible):
        actions.close(by=gijs, place=concept)
    with pytest.raises(NotPossible):
        actions.discard(by=gijs, place=opened)
    actions.discard(by=gijs, place=concept)
    assert list(TrainingPlace.objects.all()) == [opened]


@pytest.mark.parametrize(
    "name", ["programme_text", "description", "hours_per_week", "starts_on", "allowance_cents"]
)
def test_a_place_that_lacks_something_stays_a_concept(
    garage: TrainingCompany, gijs: User, name: str
) -> None:
    empty = "" if isinstance(FACTS[name], str) else None
    place = a_place(company=garage, **{name: empty})
    with pytest.raises(Incomplete):
        actions.publish(by=gijs, place=place)
    place.refresh_from_db()
    assert place.state == State.CONCEPT


def test_an_apprenticeship_needs_no_allowance_and_nothing_is_an_answer(
    garage: TrainingCompany,
) -> None:
    assert an_open_place(company=garage, pathway="bbl", allowance_cents=None)
    assert an_open_place(company=garage, allowance_cents=0)


def test_an_open_place_cannot_lose_what_students_need(garage: TrainingCompany, gijs: User) -> None:
    place = an_open_place(company=garage)
    facts = FACTS | {"allowance_cents": None}
    with pytest.raises(Incomplete):
        actions.change(by=gijs, place=place, version=place.version, facts=facts, tasks=())
    assert place.tasks.count() == len(TASKS)


def test_an_older_version_is_refused_and_nothing_is_lost(
    garage: TrainingCompany, gijs: User
) -> None:
    place = a_place(company=garage)
    mine = FACTS | {"title": "Van Gijs"}
    actions.change(by=gijs, place=place, version=1, facts=mine, tasks=TASKS)
    with pytest.raises(Stale):
        actions.change(by=gijs, place=place, version=1, facts=FACTS, tasks=())
    place.refresh_from_db()
    assert (place.title, place.version, place.tasks.count()) == ("Van Gijs", 2, 2)


def test_a_copy_is_a_concept_with_the_same_words_and_no_days(
    garage: TrainingCompany, gijs: User
) -> None:
    place = an_open_place(company=garage, accessibility=["quiet"])
    made = actions.copy(by=gijs, place=place)
    assert (made.state, made.title, made.starts_on) == (State.CONCEPT, place.title, None)
    assert made.accessibility == ["quiet"]
    assert [task.text for task in made.tasks.all()] == [task.text for task in place.tasks.all()]


def test_nobody_writes_for_another_company(garage: TrainingCompany, gijs: User) -> None:
    other = a_company("Bakkerij Zoë")
    theirs = a_place(company=other)
    with pytest.raises(Http404):
        actions.write(by=gijs, company=other, facts=FACTS, tasks=())
    with pytest.raises(Http404):
        actions.change(by=gijs, place=theirs, version=1, facts=FACTS, tasks=())
    for verb in (actions.publish, actions.close, actions.copy, actions.discard):
        with pytest.raises(Http404):
            verb(by=gijs, place=theirs)
    theirs.refresh_from_db()
    assert theirs.state == State.CONCEPT


def test_whoever_stopped_as_contact_writes_no_more(garage: TrainingCompany, gijs: User) -> None:
    place = a_place(company=garage)
    gijs.company_contacts.update(ended_on=today())
    with pytest.raises(Http404):
        actions.publish(by=gijs, place=place)


def test_every_change_that_students_could_see_is_told(garage: TrainingCompany) -> None:
    told: list[list[object]] = []

    def listen(companies: list[object], **_: object) -> None:
        told.append(companies)

    places_changed.connect(listen)
    try:
        gijs = a_contact(garage)
        place = a_place(company=garage)
        assert told == []
        place = actions.publish(by=gijs, place=place)
        actions.change(
            by=gijs, place=place, version=place.version, facts=FACTS, tasks=[Task("Een")]
        )
        actions.close(by=gijs, place=place)
    finally:
        places_changed.disconnect(listen)
    assert told == [[garage.pk]] * 3


def test_the_database_itself_refuses_what_cannot_be(garage: TrainingCompany) -> None:
    for facts in (
        {"starts_on": "2027-03-01", "ends_on": "2027-02-01"},
        {"state": State.OPEN},
        {"state": State.CLOSED},
        {"closed_on": "2027-02-01"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrainingPlace.objects.create(company=garage, title="X", **facts)


def test_unknown_facts_of_a_workplace_are_refused(garage: TrainingCompany) -> None:
    with pytest.raises(ValidationError):
        a_place(company=garage, accessibility=["jong"])


def test_no_field_asks_who_the_student_is() -> None:
    names = {field.name for field in TrainingPlace._meta.get_fields()}
    personal = ("age", "gender", "sex", "name", "photo", "origin", "nationality", "language")
    assert not [name for name in names if any(part in name.split("_") for part in personal)]
