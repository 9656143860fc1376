"""/leerbedrijf/<company>/toezeggingen/, as the contact of a small garage sees it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from placements.commitments.catalogue import CATALOGUE
from placements.commitments.models import CompanyCommitment
from placements.commitments.transitions import State, Verb
from stagebaken.web.days import suppose
from tests.placements.commitments import browsers
from tests.placements.commitments.people import DAY, Scene, make_company, make_contact, now


@pytest.fixture
def contact(scene: Scene) -> Client:
    return browsers.of_contact(scene.contact)


@pytest.fixture
def place(scene: Scene) -> str:
    return f"/leerbedrijf/{scene.company.pk}/toezeggingen/"


def test_a_new_company_reads_every_commitment_and_that_it_made_none(
    contact: Client, place: str
) -> None:
    page = contact.get(place)
    for entry in CATALOGUE:
        assert str(entry.current.name) in page.content.decode()
    assert "Je bedrijf belooft nog niets" in page.content.decode()


def test_a_company_promises_shows_and_withdraws(contact: Client, place: str, scene: Scene) -> None:
    page = contact.get(f"{place}gesprek/").content.decode()
    assert "Dit telt als bewijs" in page
    assert "Vrijwillig" in page
    contact.post(f"{place}gesprek/beloven/", {"seen": 0})
    assert contact.get(f"{place}gesprek/bewijs/").status_code == 200
    sent = {"seen": 1, "text": "De vragenlijst: …", "link": "garage-proefrit.example/vacature"}
    answer = contact.post(f"{place}gesprek/bewijs/", sent, follow=True)
    page = answer.content.decode()
    assert "Je bewijs is bewaard" in page
    assert 'href="https://garage-proefrit.example/vacature" rel="noopener nofollow' in page
    question = contact.get(f"{place}gesprek/intrekken/").content.decode()
    assert "Het bewijs dat je gaf, wordt niet meer nagekeken." in question
    contact.post(f"{place}gesprek/intrekken/", {"seen": 2})
    assert CompanyCommitment.objects.get().state == State.WITHDRAWN


def test_the_number_of_days_is_asked_where_there_is_one(
    contact: Client, place: str, scene: Scene
) -> None:
    assert contact.post(f"{place}antwoord/beloven/", {"seen": 0}).status_code == 422
    assert (
        contact.post(f"{place}antwoord/beloven/", {"seen": 0, "answer_days": 4}).status_code == 422
    )
    contact.post(f"{place}antwoord/beloven/", {"seen": 0, "answer_days": 3})
    assert CompanyCommitment.objects.get().answer_days == 3
    assert "binnen 3 werkdagen" in contact.get(place).content.decode()


def test_a_double_click_promises_and_shows_once(contact: Client, place: str, scene: Scene) -> None:
    for _click in range(2):
        contact.post(f"{place}gesprek/beloven/", {"seen": 0})
    for _click in range(2):
        answer = contact.post(f"{place}gesprek/bewijs/", {"seen": 1, "text": "Lijst"}, follow=True)
    assert "intussen veranderd" in answer.content.decode()
    one = CompanyCommitment.objects.get()
    assert (one.events.count(), one.evidence.count()) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"text": "   "},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://garage.example/"},
        {"badge": "charter"},
        {"badge": "charter", "badge_number": "12"},
        {"badge": "charter", "badge_number": "12", "badge_until": "2026-11-19"},
        {"badge": "iets", "badge_number": "12", "badge_until": "2027-11-19"},
        {"badge_number": "12", "text": "Zonder keurmerk"},
    ],
)
def test_evidence_that_is_none_is_asked_again(
    contact: Client, place: str, scene: Scene, wrong: dict[str, str]
) -> None:
    one = scene.declare()
    answer = contact.post(f"{place}gesprek/bewijs/", {"seen": 1} | wrong)
    assert answer.status_code == 422
    assert "Er klopt nog iets niet." in answer.content.decode()
    assert now(one).state == State.DECLARED


def test_a_badge_is_shown_with_its_proof(contact: Client, place: str, scene: Scene) -> None:
    scene.declare()
    badge = {"badge": "charter", "badge_number": "DB-0412", "badge_until": "2027-03-01"}
    contact.post(f"{place}gesprek/bewijs/", {"seen": 1} | badge)
    page = contact.get(f"{place}gesprek/").content.decode()
    assert "Charter Diversiteit" in page
    assert "Nummer DB-0412." in page
    assert "1 maart 2027" in page


def test_what_a_company_typed_is_never_markup(contact: Client, place: str, scene: Scene) -> None:
    scene.declare()
    contact.post(f"{place}gesprek/bewijs/", {"seen": 1, "text": "<script>x</script>"})
    page = contact.get(f"{place}gesprek/").content.decode()
    assert "&lt;script&gt;x" in page


def test_renewing_is_offered_when_the_end_is_near(
    contact: Client, place: str, scene: Scene
) -> None:
    one = scene.declare()
    assert "Vernieuw deze belofte" not in contact.get(f"{place}gesprek/").content.decode()
    with suppose(one.valid_until - timedelta(days=30)):
        assert "Vernieuw deze belofte" in contact.get(f"{place}gesprek/").content.decode()
        assert "Loopt bijna af" in contact.get(place).content.decode()
        contact.post(f"{place}gesprek/vernieuwen/", {"seen": 1})
    assert now(one).valid_until.year == 2028


def test_the_company_reads_why_its_evidence_was_refused(
    contact: Client, place: str, scene: Scene
) -> None:
    one = scene.show(scene.declare())
    scene.decide(one, Verb.REFUSE, reason="De vragenlijst zelf ontbreekt.")
    page = contact.get(f"{place}gesprek/").content.decode()
    assert "De vragenlijst zelf ontbreekt." in page
    assert "mbo Zeewaarde" in page
    assert scene.checker.name not in page


@pytest.mark.parametrize(
    "path",
    ["", "gesprek/", "gesprek/bewijs/", "gesprek/intrekken/"],
)
def test_another_companys_pages_do_not_exist(scene: Scene, place: str, path: str) -> None:
    scene.declare()
    other = make_contact(make_company("Bakkerij Proefdeeg"), "Bo Bakker")
    stranger = browsers.of_contact(other)
    assert stranger.get(place + path).status_code == 404
    assert stranger.post(place + path, {"seen": 1}).status_code in (404, 405)


@pytest.mark.parametrize("verb", ["beloven", "bewijs", "vernieuwen", "intrekken"])
def test_another_companys_commitment_is_not_touched(scene: Scene, place: str, verb: str) -> None:
    one = scene.declare()
    other = make_contact(make_company("Bakkerij Proefdeeg"), "Bo Bakker")
    answer = browsers.of_contact(other).post(f"{place}gesprek/{verb}/", {"seen": 1, "text": "x"})
    assert answer.status_code == 404
    assert now(one).revision == 1


def test_a_commitment_that_is_not_in_the_catalogue_does_not_exist(
    contact: Client, place: str
) -> None:
    assert contact.get(f"{place}verzonnen/").status_code == 404
    assert contact.post(f"{place}verzonnen/beloven/", {"seen": 0}).status_code == 404
    assert contact.get(f"{place}gesprek/intrekken/").status_code == 404  # not promised yet
    assert contact.get(f"/leerbedrijf/{uuid4()}/toezeggingen/").status_code == 404


def test_pages_of_things_that_cannot_be_done_now_lead_back(
    contact: Client, place: str, scene: Scene
) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    assert contact.get(f"{place}gesprek/bewijs/").status_code == 302
    scene.withdraw(one)
    assert contact.get(f"{place}gesprek/intrekken/").status_code == 302
    with suppose(DAY + timedelta(days=500)):
        assert contact.post(f"{place}gesprek/vernieuwen/", {"seen": 9}).status_code == 302


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 40}])
def test_a_form_of_nonsense_is_no_error(
    contact: Client, place: str, scene: Scene, sent: dict[str, str]
) -> None:
    one = scene.declare()
    for verb in ("beloven", "bewijs", "vernieuwen", "intrekken"):
        answer = contact.post(f"{place}gesprek/{verb}/", sent)
        assert answer.status_code in (200, 302, 422)
    assert now(one).revision == 1


def test_english_is_complete(contact: Client, place: str, scene: Scene) -> None:
    scene.declare()
    page = contact.get(f"/en{place}gesprek/").content.decode()
    assert "What counts as evidence" in page
