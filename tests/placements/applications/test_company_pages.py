"""What a company reads and answers at /leerbedrijf/…/sollicitaties/."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.applications.models import Application, Score
from placements.applications.transitions import State
from stagebaken.web.days import today
from tests.placements.applications.scene import ROADS, Scene, act, make_student
from tests.placements.applications.test_student_pages import words
from tests.placements.places.writing import a_company, a_contact


def inbox(scene: Scene) -> str:
    return f"/leerbedrijf/{scene.garage.pk}/sollicitaties/"


def address(scene: Scene, application: Application) -> str:
    return f"{inbox(scene)}{application.reference}/"


def test_the_address_of_a_mail_leads_on_and_names_no_company(company: Client, scene: Scene) -> None:
    assert company.get("/leerbedrijf/sollicitaties/")["Location"] == inbox(scene)
    bakery = a_company("Bakkerij Zoë")
    bakery.contacts.create(user=scene.gijs, started_on=today())
    page = words(company, "/leerbedrijf/sollicitaties/")
    assert "Garage De Slinger" in page
    assert "Bakkerij Zoë" in page
    assert "aan zet" not in page
    scene.apply()
    assert words(company, "/leerbedrijf/sollicitaties/").count("Jullie zijn aan zet") == 1


def test_an_empty_inbox_says_what_to_do(company: Client, scene: Scene) -> None:
    assert "Er zijn nog geen sollicitaties." in words(company, inbox(scene))


def test_opening_is_noted_once_and_a_head_is_no_opening(company: Client, scene: Scene) -> None:
    application = scene.apply()
    company.get(inbox(scene))
    company.head(address(scene, application))
    application.refresh_from_db()
    assert application.state == State.SENT
    company.get(address(scene, application))
    company.get(address(scene, application))
    application.refresh_from_db()
    assert (application.state, application.seen_on) == (State.SEEN, today())
    assert application.events.count() == 2


def test_the_page_shows_learning_and_no_name(company: Client, scene: Scene) -> None:
    page = words(company, address(scene, scene.apply()))
    for text in ("Zelf een kleine beurt doen", "Banden wisselen", "hoogstens 45 minuten heen"):
        assert text in page
    assert "Yasmina" not in page
    assert "Een stoel met steun" not in page
    assert "We laten geen naam, foto of leeftijd zien" in page


@pytest.mark.parametrize("state", ROADS)
def test_every_state_has_a_page_with_the_steps_that_are_possible(
    company: Client, scene: Scene, state: State
) -> None:
    application = scene.reached(state)
    page = words(company, address(scene, application))
    is_over = state in (State.ACCEPTED, State.REFUSED, State.WITHDRAWN)
    assert ("Er is niets meer te doen." in page) is is_over
    assert ("Wijs af, met een reden" in page) is not is_over
    is_named = state in (State.CONVERSATION, State.ACCEPTED)
    assert ("Yasmina el Amrani" in page) is is_named
    assert ("Een stoel met steun" in page) is is_named


def test_an_invitation_an_offer_and_a_refusal_go_by_their_forms(
    company: Client, scene: Scene
) -> None:
    application = scene.apply()
    here = address(scene, application)
    day = (today() + timedelta(days=5)).isoformat()
    sent = {"talk_on": day, "talk_text": "Om tien uur"}
    assert company.post(f"{here}uitnodigen/", sent).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.talk_text) == (State.INVITED, "Om tien uur")
    assert company.post(f"{here}uitnodigen/", sent).status_code == 200  # it is past that
    assert company.post(f"{here}aanbieden/", {"offer_text": ""}).status_code == 302
    sent = {"reason": "cancelled", "explanation": "De opdracht ging niet door."}
    assert company.post(f"{here}afwijzen/", sent).status_code == 302
    assert "De opdracht ging niet door." in words(company, here)


def test_a_refusal_without_a_reason_or_with_a_click_is_refused(
    company: Client, scene: Scene
) -> None:
    here = f"{address(scene, scene.apply())}afwijzen/"
    page = words(company, here)
    assert "‘Geen klik’" in page
    for sent in (
        {"explanation": "Nee"},
        {"reason": "taken"},
        {"reason": "klik", "explanation": "x"},
    ):
        assert company.post(here, sent).status_code == 200
    assert Application.objects.get().state == State.SENT


def test_questions_are_proposed_from_the_tasks_and_scored_one_by_one(
    company: Client, scene: Scene
) -> None:
    guide = f"/leerbedrijf/{scene.garage.pk}/plaatsen/{scene.place.pk}/gesprek/"
    assert "Je gaat hier dit doen: Banden wisselen." in words(company, guide)
    sent = {"question_0": "Wat wil je leren?", "good_0": "Iets van de taken", "question_1": " "}
    assert company.post(guide, sent).status_code == 302
    (question,) = scene.place.guide_questions.all()
    application = scene.apply()
    here = f"{address(scene, application)}gesprek/"
    assert company.get(here).status_code == 404
    act(scene, application, State.INVITED)
    act(scene, application, State.CONVERSATION)
    assert "Iets van de taken" in words(company, here)
    wrong = company.post(here, {f"points_{question.pk}": "9"})
    assert wrong.status_code == 200
    company.post(here, {f"points_{question.pk}": "4", f"note_{question.pk}": "Helder"})
    assert [(one.points, one.note) for one in Score.objects.all()] == [(4, "Helder")]
    assert company.post(guide, sent).status_code == 200  # somebody is in conversation
    act(scene, application, State.REFUSED)
    assert company.get(here).status_code == 404
    assert not Score.objects.exists()


def test_another_companys_applications_do_not_exist(company: Client, scene: Scene) -> None:
    application = scene.apply()
    bakery = a_company("Bakkerij Zoë")
    a_contact(bakery)
    for path in ("", "uitnodigen/", "aanbieden/", "afwijzen/", "gesprek/"):
        other = f"/leerbedrijf/{bakery.pk}/sollicitaties/{application.reference}/{path}"
        assert company.get(other).status_code == 404
    bakery.contacts.create(user=scene.gijs, started_on=today())
    crossed = f"/leerbedrijf/{bakery.pk}/sollicitaties/{application.reference}/"
    assert company.get(crossed).status_code == 404
    assert company.get(f"{inbox(scene)}BCDFGHJKLM/").status_code == 404


def test_the_list_is_by_day_and_then_by_chance_with_a_fixed_number_of_queries(
    company: Client, scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        scene.apply(make_student(scene.school, f"Student Nummer {number}"))
    Application.objects.filter(pk=Application.objects.all()[0].pk).update(
        sent_on=today() - timedelta(days=3)
    )
    with django_assert_max_num_queries(9):
        page = company.get(inbox(scene)).content.decode()
    expected = Application.objects.order_by("sent_on", "reference").values_list(
        "reference", flat=True
    )
    places = [page.index(reference) for reference in expected]
    assert places == sorted(places)


def test_nothing_is_kept_by_a_browser_or_between(company: Client, scene: Scene) -> None:
    for where in (inbox(scene), address(scene, scene.apply())):
        assert "no-store" in company.get(where)["Cache-Control"]


def test_the_companys_home_says_that_somebody_waits(company: Client, scene: Scene) -> None:
    home = f"/leerbedrijf/{scene.garage.pk}/"
    assert "Beantwoord de sollicitaties" not in words(company, home)
    application = scene.apply()
    page = words(company, home)
    assert "Beantwoord de sollicitaties" in page
    assert "1 wacht op antwoord" in page
    act(scene, application, State.REFUSED)
    assert "Beantwoord de sollicitaties" not in words(company, home)


def test_in_english_a_company_reads_english(company: Client, scene: Scene) -> None:
    page = words(company, f"/en{address(scene, scene.apply())}")
    assert "Learning goals" in page
    assert "Invite to a conversation" in page


def test_after_a_refusal_no_name_is_said_to_come(company: Client, scene: Scene) -> None:
    later = "De naam lees je als de student"
    application = scene.apply()
    address = f"/leerbedrijf/{scene.garage.pk}/sollicitaties/{application.reference}/"
    assert later in words(company, address)
    act(scene, application, State.REFUSED)
    page = words(company, address)
    assert "We laten geen naam, foto of leeftijd zien." in page
    assert later not in page
