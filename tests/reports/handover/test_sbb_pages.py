"""The pages of SBB on which an advisor reads, responds and says which company it is about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from placements.accreditations.models import Key
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from reports.handover import investigating, linking
from reports.handover.expecting import proposed
from reports.handover.models import Investigation, SentReply
from reports.handover.vocabulary import State as SbbState
from stagebaken.audit.models import Verb
from tests.cast import PASSPHRASE, Member, make_advisor
from tests.reports.handover.conftest import (
    RESPONSE,
    Desk,
    Scene,
    desk,
    events,
    investigation,
    speaks_for,
    text,
)

SENTENCE = "Ze zeiden dat mijn naam de klanten zou wegjagen."


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


def test_what_was_typed_survives_a_vault_that_closed(sbb: Desk, handed: Investigation) -> None:
    sbb.close_vault()
    answer = sbb.post(
        "sbb_cases:respond", handed.pk, text=RESPONSE, expected_on=proposed().isoformat()
    )
    assert answer.status_code == 409
    assert RESPONSE in answer.content.decode()

    passphrase = {"kluis-wachtzin": PASSPHRASE, "expected_on": proposed().isoformat()}
    assert sbb.post("sbb_cases:respond", handed.pk, text=RESPONSE, **passphrase).status_code == 302
    assert investigation().state == SbbState.EXAMINED


def test_a_response_after_a_colleagues_comes_back_with_its_words(
    sbb: Desk, arend: Member, handed: Investigation
) -> None:
    investigating.respond(
        member=arend.unlocked, investigation=handed, expected_on=proposed(), text=RESPONSE
    )
    typed = {"text": "Mijn eigen woorden.", "expected_on": proposed().isoformat()}
    answer = sbb.post("sbb_cases:respond", handed.pk, **typed)

    assert answer.status_code == 409
    assert "Een collega was je voor." in answer.content.decode()
    assert "Mijn eigen woorden.</textarea>" in answer.content.decode()
    assert "Stuur naar de school" not in answer.content.decode()
    assert SentReply.objects.count() == 1


def test_a_wrong_passphrase_on_the_way_keeps_the_text(sbb: Desk, handed: Investigation) -> None:
    sbb.close_vault()
    answer = sbb.post("sbb_cases:respond", handed.pk, **{"text": RESPONSE, "kluis-wachtzin": "x"})

    assert answer.status_code == 409
    assert "Deze wachtzin klopt niet" in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_who_came_to_speak_for_the_company_finds_nothing(
    arend: Member, handed: Investigation, key: Key
) -> None:
    aafke = desk(make_advisor("Aafke Adviseur"))
    handed_again = investigation()
    linking.link_company(
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
