"""The ledger and the pages of a school, as people meet them."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.interventions import actions, analysing
from placements.interventions.models import Plan
from placements.interventions.vocabulary import Answer
from schools.registry.models import School
from stagebaken.accounts.models import User
from tests.attacks.staff import signed_in
from tests.cast import make_administrator
from tests.placements.interventions.scene import DAY, FIELDS, plan_of, schools, steady

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return schools(8)[0]


@pytest.fixture
def desk(school: School) -> Client:
    return signed_in(make_administrator(school))


def address(page: str, school: School, *rest: Any) -> str:
    return reverse(f"interventions_school:{page}", args=[school.code, *rest])


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_plan_goes_from_a_form_to_the_ledger(desk: Client, school: School) -> None:
    partner = School.objects.get(code="school-1")
    desk.post(address("new", school), {**FIELDS, "secondary": ["placed"]})
    plan = Plan.objects.get()
    desk.post(address("plan", school, plan.pk), {"school": partner.code})
    theirs = signed_in(make_administrator(partner))
    assert "Doen jullie mee?" in text(theirs.get(address("home", partner)))
    theirs.post(address("answer", partner, plan.pk), {"antwoord": "ja"})
    page = text(desk.get(address("register", school, plan.pk)))
    assert "Jullie worden vergeleken met 6 andere scholen" in page
    response = desk.post(address("register", school, plan.pk))
    assert response.headers["Location"] == reverse("interventions:plan", args=[plan.pk])
    page = text(Client().get(reverse("interventions:plan", args=[plan.pk])))
    assert "Proefschool 0, Proefschool 1" in page
    assert "Dat is nog niet bekend" in page
    assert "Eerlijk matchen" in text(Client().get(reverse("interventions:ledger")))


def test_the_file_is_what_was_hashed_to_the_byte(school: School) -> None:
    plan = plan_of(school)
    response = Client().get(reverse("interventions:text", args=[plan.pk]))
    assert hashlib.sha256(response.content).hexdigest() == plan.digest


def test_a_draft_is_not_public(school: School) -> None:
    plan = actions.draft(by=make_administrator(school), school=school, fields=FIELDS)
    for page in ("plan", "text"):
        assert Client().get(reverse(f"interventions:{page}", args=[plan.pk])).status_code == 404
    assert "Eerlijk matchen" not in text(Client().get(reverse("interventions:ledger")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"secondary": ["first_try"]}, "Dit is al het cijfer"),
        ({"first_before": 2026}, "Kies een schooljaar voor het begin."),
        ({"last_after": 2025}, "Dit schooljaar ligt voor het begin."),
        ({"secondary": ["placed", "within56", "early_term", "satisfied7"]}, "hoogstens drie"),
        ({"title": ""}, "Er klopt nog iets niet."),
        ({"expected_percent": "veel"}, "Er klopt nog iets niet."),
        ({"indicator": "anders"}, "Er klopt nog iets niet."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    desk: Client, school: School, wrong: dict[str, Any], said: str
) -> None:
    response = desk.post(address("new", school), {**FIELDS, **wrong})
    assert response.status_code == 422
    assert said in text(response)
    assert FIELDS["measure"] in text(response)
    assert not Plan.objects.exists()


def test_a_plan_that_comes_too_late_says_so_on_its_page(desk: Client, school: School) -> None:
    desk.post(address("new", school), {**FIELDS, "first_before": 2023, "first_after": 2025,
                                       "last_after": 2025})  # fmt: skip
    plan = Plan.objects.get()
    response = desk.post(address("register", school, plan.pk))
    assert response.status_code == 422
    assert "is al begonnen" in text(response)


def test_pressing_twice_registers_once(desk: Client, school: School) -> None:
    plan = actions.draft(by=_administrator(school), school=school, fields=FIELDS)
    assert desk.post(address("register", school, plan.pk)).status_code == 302
    assert desk.post(address("register", school, plan.pk)).status_code == 404
    assert Plan.objects.registered().count() == 1


def _administrator(school: School) -> User:
    return User.objects.get(memberships__school=school)


def test_an_answer_after_the_registration_is_too_late(school: School) -> None:
    partner = School.objects.get(code="school-1")
    by, theirs = make_administrator(school), make_administrator(partner)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    actions.ask(by=by, plan=plan, school=partner)
    actions.answer(by=theirs, plan=plan, school=partner, agrees=True)
    actions.register(by=by, plan=plan)
    response = signed_in(theirs).post(
        address("answer", partner, plan.pk), {"antwoord": "nee"}, follow=True
    )
    assert "Het verandert niet meer" in text(response)
    assert plan.participants.get(school=partner).answer == Answer.AGREED


def test_hostile_words_stay_words(desk: Client, school: School) -> None:
    words = "<script>alert(1)</script>"
    desk.post(address("new", school), {**FIELDS, "title": words, "measure": words})
    page = text(desk.get(address("plan", school, Plan.objects.get().pk)))
    assert words not in page
    assert "&lt;script&gt;" in page


def test_the_ledger_asks_as_many_questions_for_twenty_plans_as_for_one(school: School) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            Client().get(reverse("interventions:ledger"))
        return len(found)

    plan_of(school)
    once = asked()
    for other in School.objects.exclude(pk=school.pk)[:4]:
        plan_of(other)
    assert asked() == once


def test_what_came_of_it_is_said_on_the_page_of_the_plan(school: School) -> None:
    for at, one in enumerate(School.objects.all()):
        steady(one, 0.01 * at)
    plan = plan_of(school)
    analysing.analyse_due(day=DAY)
    page = text(Client().get(reverse("interventions:plan", args=[plan.pk])))
    assert "binnen het bereik van 7 andere scholen" in page
    for word in ("discriminatie", "beste school", "ranglijst van"):
        assert word not in page
