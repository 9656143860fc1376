"""The days on which a school is closed, as its administrator keeps them."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from schools.registry.models import School
from schools.terms import actions
from schools.terms.models import Break
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from tests.schools.administration.conftest import browser

pytestmark = pytest.mark.django_db

AUTUMN = {"name": "Herfstvakantie", "first_day": "2030-10-12", "last_day": "2030-10-20"}


@pytest.fixture
def administration(administrator: User) -> Client:
    return browser(administrator)


def post(client: Client, school: School, **data: Any) -> Any:
    return client.post(reverse("school_terms:breaks", args=[school.code]), AUTUMN | data)


def test_a_break_stands_in_the_calendar_and_in_the_history(
    administration: Client, school: School
) -> None:
    assert post(administration, school).status_code == 302
    page = administration.get(reverse("school_terms:breaks", args=[school.code])).content.decode()
    assert "Herfstvakantie" in page
    assert "zaterdag 12 oktober 2030" in page
    assert Event.objects.get(verb=Verb.TERMS_CHANGED).detail == {"what": "break_added"}


def test_the_same_form_sent_twice_adds_one_break(administration: Client, school: School) -> None:
    once = str(uuid4())
    for _ in range(2):
        assert post(administration, school, once=once).status_code == 302
    assert Break.objects.count() == 1
    assert Event.objects.filter(verb=Verb.TERMS_CHANGED).count() == 1


def test_a_break_is_taken_away_once(administration: Client, school: School) -> None:
    post(administration, school)
    address = reverse("school_terms:remove", args=[school.code, Break.objects.get().pk])
    for _ in range(2):
        assert administration.post(address).status_code == 302
    assert not Break.objects.exists()
    assert Event.objects.filter(verb=Verb.TERMS_CHANGED).count() == 2


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": ""}),
        ("last_day", {"last_day": "2030-10-01"}),
        ("last_day", {"last_day": "2031-10-20"}),
        ("first_day", {"first_day": "overmorgen"}),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(
    administration: Client, school: School, field: str, wrong: dict[str, str]
) -> None:
    answer = post(administration, school, **wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not Break.objects.exists()


def test_more_breaks_than_anybody_has_are_refused(
    administration: Client, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_BREAKS", 1)
    post(administration, school)
    assert "te veel vrije periodes" in post(administration, school).content.decode()


def test_nobody_changes_the_calendar_of_another_school(
    administrator: User, other_school: School
) -> None:
    day = date(2030, 1, 7)
    with pytest.raises(PermissionDenied):
        actions.add_break(
            by=administrator, school=other_school, name="x", first_day=day, last_day=day, once=None
        )


def test_the_database_keeps_no_break_that_ends_before_it_begins(school: School) -> None:
    with pytest.raises(IntegrityError):
        Break.objects.create(
            school=school, name="x", first_day=date(2030, 1, 8), last_day=date(2030, 1, 7)
        )
