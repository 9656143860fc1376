"""The pages of the school and of SBB, as browsers meet them."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from placements.accreditations.actions import is_erkend, recognise
from placements.accreditations.models import Key, Programme
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.handover import investigating
from reports.handover.models import Investigation, Reply, SentReply
from reports.handover.vocabulary import State as SbbState
from stagebaken.audit.models import Verb
from stagebaken.vault import receipts
from stagebaken.web.days import today
from tests.cast import PASSPHRASE, Member, make_advisor
from tests.reports.filing import file
from tests.reports.handover.conftest import (
    REASONS,
    RESPONSE,
    Desk,
    Scene,
    desk,
    events,
    investigation,
    link,
    speaks_for,
    text,
)

SENTENCE = "Ze zeiden dat mijn naam de klanten zou wegjagen."


@pytest.fixture
def team(scene: Scene) -> Desk:
    return desk(scene.mehmet)


@pytest.fixture
def sbb(arend: Member) -> Desk:
    return desk(arend)


@pytest.fixture
def handed(scene: Scene, arend: Member) -> Investigation:
    scene.hand_over()
    return investigation()


@pytest.fixture
def key(db: None) -> Key:
    company = register(name="Garage De Vonk")
    programme = Programme.objects.create(kind="kwalificatie", crebo="90211", name="Autotechnicus")
    found = Key(company.pk, programme.pk, "bol")
    recognise(key=found, source="proef")
    return found


def begin(scene: Scene, asked: Consent) -> tuple[Any, ...]:
    return ("handover:begin", scene.case.pk, asked.pk)


# The school


def test_the_page_shows_the_very_text_and_asks_the_passphrase(
    scene: Scene, team: Desk, arend: Member
) -> None:
    asked = scene.consent()
    page = team.text(*begin(scene, asked))

    assert SENTENCE in page
    assert "&lt;b&gt;" in page
    assert 'name="passphrase"' in page
    answer = team.post(*begin(scene, asked), passphrase=PASSPHRASE)
    assert answer.status_code == 302
    assert Investigation.objects.count() == 1
    assert "Doorgegeven op" in team.text("casework:case", scene.case.pk)


def test_a_wrong_passphrase_hands_over_nothing(scene: Scene, team: Desk, arend: Member) -> None:
    asked = scene.consent()
    answer = team.post(*begin(scene, asked), passphrase="acid acid")

    assert answer.status_code == 422
    assert "Deze wachtzin klopt niet" in answer.content.decode()
    assert not Investigation.objects.exists()


def test_sending_the_form_twice_hands_over_once(scene: Scene, team: Desk, arend: Member) -> None:
    asked = scene.consent()
    for _ in range(2):
        assert team.post(*begin(scene, asked), passphrase=PASSPHRASE).status_code == 302
    assert Investigation.objects.count() == 1


def test_a_yes_taken_back_meanwhile_says_that_nothing_left(
    scene: Scene, team: Desk, arend: Member
) -> None:
    asked = scene.consent()
    team.get(*begin(scene, asked))
    scene.answer(asked, State.NO)
    answer = team.client.post(
        f"/zaken/{scene.case.pk}/sbb/{asked.pk}/", {"passphrase": PASSPHRASE}, follow=True
    )

    assert "SBB kreeg niets" in text(answer)
    assert not Investigation.objects.exists()


def test_where_sbb_is_not_ready_the_page_says_so(scene: Scene, team: Desk) -> None:
    asked = scene.consent()

    assert "SBB heeft hier nog niemand" in team.text(*begin(scene, asked))
    answer = team.post(*begin(scene, asked), passphrase=PASSPHRASE)
    assert answer.status_code == 302
    assert Consent.objects.get(pk=asked.pk).state == State.YES


def test_a_closed_vault_asks_to_be_opened_first(scene: Scene, team: Desk, arend: Member) -> None:
    asked = scene.consent()
    team.close_vault()

    assert team.get(*begin(scene, asked)).status_code == 302
    closed = team.post(*begin(scene, asked), passphrase=PASSPHRASE)
    assert closed.status_code == 409
    assert PASSPHRASE not in closed.content.decode()  # it never comes back in a page
    assert not Investigation.objects.exists()


def test_the_case_page_offers_the_step_once_the_reporter_said_yes(
    scene: Scene, team: Desk, arend: Member
) -> None:
    assert "Bekijk en geef door" not in team.text("casework:case", scene.case.pk)
    scene.consent()
    assert "Bekijk en geef door" in team.text("casework:case", scene.case.pk)


def test_a_letter_is_read_and_put_into_the_dossier(
    scene: Scene, team: Desk, arend: Member, handed: Investigation
) -> None:
    investigating.respond(member=arend.unlocked, investigation=handed, text=RESPONSE)
    reply = Reply.objects.get()
    address = ("handover:reply", scene.case.pk, reply.pk)

    assert RESPONSE in team.text(*address)
    assert team.post(*address, text="").status_code == 422
    assert team.post(*address, text=RESPONSE).status_code == 302
    assert "Staat in het gesprek" in team.text(*address)
    assert "brief aan de school, helemaal" in team.text("casework:case", scene.case.pk)


def test_a_letter_of_another_case_does_not_exist(
    scene: Scene, team: Desk, arend: Member, handed: Investigation
) -> None:
    investigating.respond(member=arend.unlocked, investigation=handed, text=RESPONSE)
    other = file(scene.school).dossier.case

    assert team.get("handover:reply", other.pk, Reply.objects.get().pk).status_code == 404


# The reporter


def test_the_reporter_sees_where_it_is_and_what_came(scene: Scene, arend: Member) -> None:
    receipt = receipts.new_receipt()
    filed = Scene(scene.school, scene.team, file(scene.school, receipt=receipt))
    client = Client()
    client.post("/dossier/", {"code": receipts.grouped(receipt)})
    assert "Bij SBB" not in text(client.get("/dossier/inhoud/"))

    filed.hand_over()
    assert "SBB reageert naar je school uiterlijk" in text(client.get("/dossier/inhoud/"))
    investigating.respond(member=arend.unlocked, investigation=investigation(), text=RESPONSE)
    page = text(client.get("/dossier/inhoud/"))
    assert "bij je school gekomen" in page
    assert RESPONSE not in page
    assert "SBB neemt nooit zelf contact met je op" in page


# SBB


def test_an_advisor_reads_the_text_and_every_opening_is_in_the_log_first(
    sbb: Desk, handed: Investigation
) -> None:
    page = sbb.text("sbb_cases:case", handed.pk)

    assert SENTENCE in page
    assert "mbo Zeewaarde" in page
    assert events(handed.dossier_id, Verb.OPENED) == 1


def test_the_list_shows_titles_only_with_the_vault_open(sbb: Desk, handed: Investigation) -> None:
    assert "mbo Zeewaarde" in sbb.text("sbb_cases:list")
    assert events(None, Verb.SEARCHED) == 1  # type: ignore[arg-type]
    sbb.close_vault()
    page = sbb.text("sbb_cases:list")
    assert "mbo Zeewaarde" not in page
    assert "Je kluis is dicht. Pas als die open is" in page


def test_the_list_of_a_closed_vault_is_the_same_with_and_without_a_copy(
    scene: Scene, sbb: Desk, arend: Member
) -> None:
    """Attack: who came to speak for the company closes the vault, and reads the days and number."""
    sbb.close_vault()
    main_of(sbb)  # says once that the vault was closed
    before = main_of(sbb)
    scene.hand_over()

    assert main_of(sbb) == before
    assert "Er is nog geen melding." not in before


def main_of(desk: Desk) -> str:
    page = desk.text("sbb_cases:list")
    return page[page.index("<main") : page.index("</main>")]


def test_the_list_asks_the_same_of_the_database_for_two_and_for_ten(
    scene: Scene, sbb: Desk, handed: Investigation
) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            sbb.text("sbb_cases:list")
        return len(found)

    first = count()
    for number in range(9):
        scene.hand_over(scene.consent(f"Tekst {number}"))
    assert Investigation.objects.count() == 10
    assert count() == first
    assert first <= 30


def test_an_advisor_responds_notes_and_concludes(
    sbb: Desk, handed: Investigation, key: Key
) -> None:
    assert sbb.post("sbb_cases:respond", handed.pk, text="").status_code == 422
    assert sbb.post("sbb_cases:respond", handed.pk, text=RESPONSE).status_code == 302
    assert sbb.post("sbb_cases:note", handed.pk, text="Gebeld.").status_code == 302
    found = text(sbb.post("sbb_cases:company", handed.pk, q="Garage De Vonk"))
    assert f'value="{key.company_id}"' in found
    chosen = sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    assert chosen.status_code == 302

    data = {
        "conclusion": "suspended",
        "scope": [f"{key.programme_id}-bol"],
        "day": today().isoformat(),
        "until": (today() + dt.timedelta(days=30)).isoformat(),
        "reasons": REASONS,
        "once": "7b6f7d9e-6f5c-4a0e-9f9d-0f4f1a5c9d11",
    }
    confirm = text(sbb.post("sbb_cases:outcome", handed.pk, **data))
    assert "Klopt deze uitkomst?" in confirm
    assert REASONS in confirm
    assert is_erkend(key, today())
    for _ in range(2):
        done = sbb.post("sbb_cases:outcome", handed.pk, **data, confirmed="1")
        assert done.status_code == 302
    assert not is_erkend(key, today())
    assert SentReply.objects.count() == 2
    page = sbb.text("sbb_cases:case", handed.pk)
    assert "Gebeld." in page
    assert "Erkenning geschorst" in page


def test_no_company_that_an_advisor_looks_for_stands_in_an_address(
    sbb: Desk, handed: Investigation, key: Key
) -> None:
    """Attack: read the server's log, and see of which company the copy is."""
    page = sbb.text("sbb_cases:company", handed.pk)
    assert 'method="get"' not in page[page.index("<main") :]

    asked = sbb.text("sbb_cases:company", handed.pk, q="Garage De Vonk")
    assert str(key.company_id) not in asked


@pytest.mark.parametrize("asked", ["", "Bestaat Niet"])
def test_a_search_that_finds_nothing_links_nothing(
    sbb: Desk, handed: Investigation, asked: str
) -> None:
    text(sbb.post("sbb_cases:company", handed.pk, q=asked))
    assert sbb.post("sbb_cases:company", handed.pk, company="x").status_code == 404
    assert sbb.post("sbb_cases:company", handed.pk, q="x" * 200).status_code == 422


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        ({}, "Kies een uitkomst."),
        ({"conclusion": "no_action"}, "Schrijf op waarom dit de uitkomst is."),
        ({"conclusion": "suspended", "reasons": "x"}, "Kies minstens één opleiding."),
        ({"conclusion": "agreement", "reasons": "x"}, "Schrijf op wat het bedrijf verandert."),
        (
            {"conclusion": "agreement", "reasons": "x", "agreements": "x", "until": "2100-01-01"},
            "Klopt het jaar?",
        ),
        (
            {"conclusion": "agreement", "reasons": "x", "agreements": "x", "until": "2020-01-01"},
            "Kies vandaag of een dag die nog komt.",
        ),
    ],
)
def test_an_outcome_that_lacks_something_says_what(
    sbb: Desk, handed: Investigation, key: Key, data: dict[str, str], mistake: str
) -> None:
    sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    answer = sbb.post("sbb_cases:outcome", handed.pk, **data, confirmed="1")

    assert answer.status_code == 422
    assert mistake in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_what_was_typed_survives_a_vault_that_closed(sbb: Desk, handed: Investigation) -> None:
    sbb.close_vault()
    answer = sbb.post("sbb_cases:respond", handed.pk, text=RESPONSE)
    assert answer.status_code == 409
    assert RESPONSE in answer.content.decode()

    passphrase = {"kluis-wachtzin": PASSPHRASE}
    assert sbb.post("sbb_cases:respond", handed.pk, text=RESPONSE, **passphrase).status_code == 302
    assert investigation().state == SbbState.EXAMINED


def test_a_response_after_a_colleagues_comes_back_with_its_words(
    sbb: Desk, arend: Member, handed: Investigation
) -> None:
    investigating.respond(member=arend.unlocked, investigation=handed, text=RESPONSE)
    answer = sbb.post("sbb_cases:respond", handed.pk, text="Mijn eigen woorden.")

    assert answer.status_code == 409
    assert "Een collega was je voor." in answer.content.decode()
    assert "Mijn eigen woorden.</textarea>" in answer.content.decode()
    assert "Stuur naar de school" not in answer.content.decode()
    assert SentReply.objects.count() == 1


def test_an_outcome_after_a_colleagues_comes_back_with_its_words(
    sbb: Desk, arend: Member, handed: Investigation
) -> None:
    link(arend)
    data = {"conclusion": "no_action", "reasons": REASONS, "confirmed": "1"}
    assert sbb.post("sbb_cases:outcome", handed.pk, **data).status_code == 302
    answer = sbb.post("sbb_cases:outcome", handed.pk, **data | {"reasons": "Mijn eigen redenen."})

    assert answer.status_code == 409
    assert "Een collega rondde deze melding al af." in answer.content.decode()
    assert "Mijn eigen redenen.</textarea>" in answer.content.decode()
    assert SentReply.objects.count() == 1


def test_a_wrong_passphrase_on_the_way_keeps_the_text(sbb: Desk, handed: Investigation) -> None:
    sbb.close_vault()
    answer = sbb.post("sbb_cases:respond", handed.pk, **{"text": RESPONSE, "kluis-wachtzin": "x"})

    assert answer.status_code == 409
    assert "Deze wachtzin klopt niet" in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_destroying_is_asked_once_more(sbb: Desk, arend: Member, handed: Investigation) -> None:
    data = {"conclusion": "no_action", "reasons": REASONS, "confirmed": "1"}
    link(arend)
    sbb.post("sbb_cases:outcome", handed.pk, **data)
    assert "Niemand kan het terughalen" in sbb.text("sbb_cases:destroy", handed.pk)
    assert Investigation.objects.exists()

    assert sbb.post("sbb_cases:destroy", handed.pk).status_code == 302
    assert not Investigation.objects.exists()
    assert sbb.get("sbb_cases:case", handed.pk).status_code == 404
    assert "Geen actie" in sbb.text("sbb_cases:years")


def test_an_outcome_without_a_company_says_so_and_keeps_the_words(
    sbb: Desk, handed: Investigation
) -> None:
    assert "Kies eerst om welk bedrijf het gaat." in sbb.text("sbb_cases:outcome", handed.pk)
    for confirmed in ({}, {"confirmed": "1"}):
        data = {"conclusion": "no_action", "reasons": REASONS} | confirmed
        answer = sbb.post("sbb_cases:outcome", handed.pk, **data)
        assert answer.status_code == 422
        assert "<li>Kies eerst om welk bedrijf het gaat.</li>" in answer.content.decode()
        assert REASONS in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_who_came_to_speak_for_the_company_is_not_asked_to_destroy(
    sbb: Desk, arend: Member, handed: Investigation, key: Key
) -> None:
    company = TrainingCompany.objects.get(pk=key.company_id)
    investigating.link_company(member=arend.unlocked, investigation=handed, company=company)
    assert sbb.get("sbb_cases:destroy", handed.pk).status_code == 200
    speaks_for(arend.user, company)

    again = desk(arend)
    assert again.get("sbb_cases:destroy", handed.pk).status_code == 404
    assert again.post("sbb_cases:destroy", handed.pk).status_code == 404


def test_who_came_to_speak_for_the_company_finds_nothing(
    arend: Member, handed: Investigation, key: Key
) -> None:
    aafke = desk(make_advisor("Aafke Adviseur"))
    handed_again = investigation()
    investigating.link_company(
        member=arend.unlocked,
        investigation=handed_again,
        company=register(name="Bakkerij Kruim"),
    )
    mine = desk(arend)
    card_company = Investigation.objects.get()
    assert mine.get("sbb_cases:case", card_company.pk).status_code == 200

    speaks_for(arend.user, TrainingCompany.objects.get(name="Bakkerij Kruim"))
    again = desk(arend)
    assert again.get("sbb_cases:case", card_company.pk).status_code == 404
    assert "mbo Zeewaarde" not in again.text("sbb_cases:list")
    assert aafke.get("sbb_cases:case", card_company.pk).status_code == 404  # came later: no key
