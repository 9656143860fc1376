"""What a student does and reads under /mijn-stage/."""

from datetime import timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.applications import passing, profiling
from placements.applications.models import Application
from placements.applications.transitions import State
from placements.places.actions import Task
from stagebaken.web.days import suppose, today
from tests.placements.applications.scene import (
    FACTS,
    ROADS,
    Scene,
    account_of,
    act,
    apply,
    make_student,
)
from tests.placements.places.writing import a_place, a_programme, an_open_place
from tests.stagebaken.accounts.signing_in import sign_in

PROFILE = "/mijn-stage/profiel/wijzigen/"


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return " ".join(filter(None, Words(answer.content.decode()).words))


def typed(**facts: object) -> dict[str, object]:
    return {
        "version": 0,
        "goals": "B1-K1-W1: zelf een kleine beurt doen\nleren plannen",
        "skills": "banden wisselen: op school gedaan\nsamenwerken",
        "available_from": "2027-02-01",
        "hours_per_week": 32,
        "weekdays": ["mon", "fri"],
        "travel_minutes": 40,
        "travel_by": ["bicycle"],
        "needs": ["quiet"],
        "motivation": "Ik wil dit leren.",
    } | facts


def test_a_profile_is_kept_and_comes_back_as_it_was_written(scene: Scene) -> None:
    bram = make_student(scene.school, "Bram Ander", has_profile=False)
    client = Client()
    sign_in(client, account_of(bram))
    assert client.get("/mijn-stage/profiel/").status_code == 302  # there is none yet
    assert client.post(PROFILE, typed()).status_code == 302
    page = client.get(PROFILE).content.decode()
    assert "B1-K1-W1: zelf een kleine beurt doen\nleren plannen" in page
    assert "banden wisselen: op school gedaan\nsamenwerken" in page
    shown = words(client, "/mijn-stage/profiel/")
    assert "zelf een kleine beurt doen (B1-K1-W1)" in shown
    assert "maandag, vrijdag" in shown
    assert "rustige plek" not in shown  # comes with the name


def test_the_werkprocessen_of_the_programme_can_be_ticked(student: Client, scene: Scene) -> None:
    page = words(student, PROFILE)
    assert "B1-K1-W1" in page
    sent = typed(version=1, work_processes=["B1-K1-W1"], goals="")
    assert student.post(PROFILE, sent).status_code == 302
    (goal,) = profiling.profile_of(scene.yasmina).goals.all()
    assert (goal.work_process, goal.text) == ("B1-K1-W1", "")


def test_a_concept_of_a_company_is_told_to_no_student(student: Client, scene: Scene) -> None:
    a_place(
        company=scene.garage,
        programme_id=a_programme().pk,
        pathway="bol",
        tasks=[Task("Geheim", "B9-K9-W9")],
    )
    assert "B9-K9-W9" not in words(student, PROFILE)


def test_what_gives_somebody_away_is_said_and_kept_all_the_same(
    student: Client, scene: Scene
) -> None:
    text = "Ik ben Yasmina, 17 jaar oud. Mail 123@zeewaarde.example"
    assert student.post(PROFILE, typed(version=1, motivation=text)).status_code == 302
    assert profiling.profile_of(scene.yasmina).motivation == text
    page = words(student, "/mijn-stage/profiel/")
    assert "Hieraan kan een bedrijf zien wie je bent" in page
    for kind in ("Je naam", "Je leeftijd", "Je e-mailadres van school"):
        assert kind in page


def test_advice_while_writing_knows_the_own_name_and_keeps_nothing(student: Client) -> None:
    answer = student.post("/mijn-stage/profiel/tekst/", {"text": "Groet, yásmina"})
    (found,) = answer.json()["findings"]
    assert found["leak"] == "Je naam"
    assert found["hint"]
    assert student.post("/en/mijn-stage/profiel/tekst/", {"text": "selfie"}).json()["findings"][0][
        "leak"
    ]
    assert student.get("/mijn-stage/profiel/tekst/").status_code == 405


def test_two_windows_lose_nothing(student: Client, scene: Scene) -> None:
    student.post(PROFILE, typed(version=1, motivation="De eerste"))
    answer = student.post(PROFILE, typed(version=1, motivation="De tweede"))
    assert answer.status_code == 200
    assert "De tweede" in answer.content.decode()
    assert profiling.profile_of(scene.yasmina).motivation == "De eerste"
    assert student.post(PROFILE, typed(version=2, motivation="De tweede")).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"available_from": "2027-07-01", "available_until": "2027-02-01"},
        {"hours_per_week": 0},
        {"travel_minutes": "veel"},
        {"goals": "x" * 301},
        {"skills": "\n".join("kan iets" for _ in range(21))},
        {"needs": ["rich"]},
        {"version": "x"},
        {"motivation": "a" * 601},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_words(student: Client, wrong: dict[str, object]) -> None:
    answer = student.post(PROFILE, typed(version=1) | wrong)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()


def test_the_company_page_leads_to_applying_and_a_preview_comes_first(
    student: Client, scene: Scene
) -> None:
    address = f"/mijn-stage/solliciteren/{scene.place.pk}/"
    assert address in Client().get(f"/stages/{scene.garage.pk}/").content.decode()
    page = words(student, address)
    assert "Dit leest het bedrijf, woord voor woord" in page
    assert "De stagecoördinatoren van je school zien dat je solliciteert" in page
    assert FACTS["motivation"] in page
    assert "Een stoel met steun" not in page
    assert not Application.objects.exists()
    answer = student.post(address, {"version": 1})
    own = Application.objects.get()
    assert answer["Location"] == f"/mijn-stage/sollicitaties/{own.pk}/"
    assert student.get(address)["Location"] == answer["Location"]  # once is enough
    assert "tot en met" in words(student, answer["Location"])


def test_a_stale_or_strange_version_sends_nothing(student: Client, scene: Scene) -> None:
    for version in ("0", "", "²", "9" * 30, "x"):
        address = f"/mijn-stage/solliciteren/{scene.place.pk}/"
        assert student.post(address, {"version": version}).status_code == 302
    assert not Application.objects.exists()


def test_without_a_profile_or_for_another_programme_the_page_says_what_to_do(
    scene: Scene,
) -> None:
    for name, crebo, said in (
        ("Bram Ander", "90211", "Maak eerst je profiel"),
        ("Kees Kok", "90760", "Deze plek is voor een andere opleiding"),
    ):
        client = Client()
        own = make_student(scene.school, name, crebo=crebo, has_profile=False)
        sign_in(client, account_of(own))
        page = words(client, f"/mijn-stage/solliciteren/{scene.place.pk}/")
        assert said in page
        assert "Verstuur" not in page


@pytest.mark.parametrize("state", ROADS)
def test_every_state_has_a_page_that_says_what_happens(
    student: Client, scene: Scene, state: State
) -> None:
    own = scene.reached(state)
    page = words(student, f"/mijn-stage/sollicitaties/{own.pk}/")
    assert str(state.label) in page
    assert str(state.label) in words(student, "/mijn-stage/sollicitaties/")


def test_an_invitation_is_accepted_by_the_students_own_button(
    student: Client, scene: Scene
) -> None:
    own = scene.reached(State.INVITED)
    address = f"/mijn-stage/sollicitaties/{own.pk}/"
    page = words(student, address)
    assert "Ja, ik ga, en laat zien wie ik ben" in page
    assert student.get(f"{address}aannemen/").status_code == 405
    student.post(f"{address}aannemen/", {"what": "offer"})  # not what was asked
    own.refresh_from_db()
    assert own.state == State.INVITED
    student.post(f"{address}aannemen/", {"what": "talk"})
    own.refresh_from_db()
    assert own.state == State.CONVERSATION
    assert "Het bedrijf leest nu ook je naam" in words(student, address)


def test_an_offer_is_accepted_and_anything_is_withdrawn_after_a_question(
    student: Client, scene: Scene
) -> None:
    own = scene.reached(State.OFFERED)
    address = f"/mijn-stage/sollicitaties/{own.pk}/"
    assert "Nee, laat staan" in words(student, f"{address}intrekken/")
    student.post(f"{address}aannemen/", {"what": "offer"})
    own.refresh_from_db()
    assert own.state == State.ACCEPTED
    assert student.post(f"{address}intrekken/").status_code == 302
    own.refresh_from_db()
    assert own.state == State.ACCEPTED


def test_a_refusal_is_read_with_its_reason_and_where_to_tell_more(
    student: Client, scene: Scene
) -> None:
    own = scene.reached(State.REFUSED)
    page = words(student, f"/mijn-stage/sollicitaties/{own.pk}/")
    assert "Alle plekken zijn vergeven" in page
    assert "Er was één plek." in page
    assert "Ik wil iets melden over een stage" in page


def test_silence_is_told(student: Client, scene: Scene) -> None:
    own = scene.reached(State.SEEN)
    with suppose(today() + timedelta(days=22)):
        passing.say_no_answer(today())
    page = words(student, f"/mijn-stage/sollicitaties/{own.pk}/")
    assert "Geen antwoord gekregen" in page
    assert "Zoek een andere plek" in page


def test_another_students_application_does_not_exist(student: Client, scene: Scene) -> None:
    bram = make_student(scene.school, "Bram Ander")
    other = scene.apply(bram)
    for number in (other.pk, uuid4()):
        address = f"/mijn-stage/sollicitaties/{number}/"
        assert student.get(address).status_code == 404
        assert student.post(f"{address}aannemen/", {"what": "talk"}).status_code == 404
        assert student.post(f"{address}intrekken/").status_code == 404
    assert "Bram" not in words(student, "/mijn-stage/sollicitaties/")


def test_the_list_asks_as_many_queries_for_one_as_for_many(
    student: Client, scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        place = an_open_place(
            company=scene.garage,
            programme_id=a_programme().pk,
            pathway="bol",
            title=f"Plek {number}",
        )
        act(scene, apply(scene.yasmina, place), State.SEEN)
    with django_assert_max_num_queries(9):
        student.get("/mijn-stage/sollicitaties/")


def test_the_own_page_says_what_to_do_now(student: Client, scene: Scene) -> None:
    assert "Je profiel staat klaar. Zoek een plek" in words(student, "/mijn-stage/")
    application = scene.apply()
    page = words(student, "/mijn-stage/")
    assert "Als een bedrijf antwoordt, krijg je een mail" in page
    act(scene, application, State.INVITED)
    page = words(student, "/mijn-stage/")
    assert "Een bedrijf wacht op jouw antwoord" in page
    assert scene.garage.name in page
    act(scene, application, State.WITHDRAWN)
    assert scene.garage.name not in words(student, "/mijn-stage/")


def test_who_has_a_place_is_not_sent_to_look_for_one(student: Client, scene: Scene) -> None:
    scene.reached(State.ACCEPTED)
    page = words(student, "/mijn-stage/")
    assert "Je hebt een plek" in page
    assert "Je profiel staat klaar" not in page


def test_without_a_profile_the_own_page_asks_for_one_first(scene: Scene) -> None:
    bram = make_student(scene.school, "Bram Ander", has_profile=False)
    client = Client()
    sign_in(client, account_of(bram))
    page = words(client, "/mijn-stage/")
    assert "Maak je profiel" in page
    assert "Je profiel staat klaar" not in page


def test_after_the_end_nothing_is_said_to_come_later(student: Client, scene: Scene) -> None:
    application = scene.apply()
    address = f"/mijn-stage/sollicitaties/{application.pk}/"
    assert "Dit leest het bedrijf nog niet" in words(student, address)
    act(scene, application, State.WITHDRAWN)
    page = words(student, address)
    assert "Dit leest het bedrijf nog niet" not in page
    assert "Je naam, je e-mailadres en wat je nodig hebt leest het bedrijf niet." in page


@pytest.mark.parametrize("path", ["profiel/", "profiel/wijzigen/", "sollicitaties/"])
def test_the_menu_marks_where_the_page_leads_back_to(student: Client, path: str) -> None:
    """A page below another says so twice: in the menu, and in the way back."""
    page = student.get(f"/mijn-stage/{path}").content.decode()
    current = page.partition(' aria-current="page"')[0].rpartition('href="')[2].rstrip('"')
    assert current == ("/mijn-stage/sollicitaties/" if path == "sollicitaties/" else "/mijn-stage/")
    assert (
        f'class="utrecht-link stagebaken-link-block stagebaken-small" href="{current}"' in page
        or (
            path == "sollicitaties/"  # is in the menu itself
        )
    )


def test_no_way_back_leads_nowhere(student: Client, company: Client, scene: Scene) -> None:
    """A name that is given to an address in one block is unknown in the next."""
    application = scene.reached(State.CONVERSATION)
    inbox = f"/leerbedrijf/{scene.garage.pk}"
    for client, address in (
        (student, PROFILE),
        (company, f"{inbox}/plaatsen/{scene.place.pk}/gesprek/"),
        (company, f"{inbox}/sollicitaties/{application.reference}/gesprek/"),
        (company, f"{inbox}/sollicitaties/{application.reference}/afwijzen/"),
        (company, f"{inbox}/plaatsen/nieuw/"),
    ):
        assert 'href=""' not in client.get(address).content.decode()


def test_the_own_copy_says_in_words_what_the_company_read(student: Client, scene: Scene) -> None:
    scene.apply()
    copy = words(student, "/mijn-stage/gegevens/")
    assert "Leerwensen: Zelf een kleine beurt doen (B1-K1-W1) B1-K1-W2 Vaardigheden" in copy
    assert "Dagen: maandag, dinsdag" in copy
    assert "Vanaf: 1 februari 2027" in copy
    assert "work_process" not in copy
