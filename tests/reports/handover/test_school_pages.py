"""The pages of the school and of the reporter, as browsers meet them."""

from typing import Any

import pytest
from django.test import Client

from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.handover import investigating
from reports.handover.expecting import proposed
from reports.handover.models import Investigation, Reply
from stagebaken.vault import receipts
from tests.cast import PASSPHRASE, Member
from tests.reports.filing import file
from tests.reports.handover.conftest import (
    RESPONSE,
    Desk,
    Scene,
    desk,
    investigation,
    text,
)

SENTENCE = "Ze zeiden dat mijn naam de klanten zou wegjagen."


@pytest.fixture
def team(scene: Scene) -> Desk:
    return desk(scene.mehmet)


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
    investigating.respond(
        member=arend.unlocked, investigation=handed, expected_on=proposed(), text=RESPONSE
    )
    reply = Reply.objects.get()
    address = ("handover:reply", scene.case.pk, reply.pk)

    assert RESPONSE in team.text(*address)
    assert team.post(*address, text="").status_code == 422
    assert team.post(*address, text=RESPONSE).status_code == 302
    assert "Staat in het gesprek" in team.text(*address)
    assert "brief aan de school, helemaal" in team.text("casework:case", scene.case.pk)


def test_a_letter_of_several_lines_is_whole_after_a_browser_ended_them(
    scene: Scene, team: Desk, arend: Member
) -> None:
    """Found by hand: the reporter read that the team had changed a letter that it had not."""
    scene.hand_over()
    letter = "We gaan langs.\nDaarna hoor je meer."
    investigating.respond(
        member=arend.unlocked, investigation=investigation(), expected_on=proposed(), text=letter
    )
    address = ("handover:reply", scene.case.pk, Reply.objects.get().pk)
    assert team.post(*address, text=letter.replace("\n", "\r\n")).status_code == 302
    assert "brief aan de school, helemaal" in team.text("casework:case", scene.case.pk)


def test_a_letter_of_another_case_does_not_exist(
    scene: Scene, team: Desk, arend: Member, handed: Investigation
) -> None:
    investigating.respond(
        member=arend.unlocked, investigation=handed, expected_on=proposed(), text=RESPONSE
    )
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
    investigating.respond(
        member=arend.unlocked, investigation=investigation(), expected_on=proposed(), text=RESPONSE
    )
    page = text(client.get("/dossier/inhoud/"))
    assert "bij je school gekomen" in page
    assert RESPONSE not in page
    assert "SBB neemt nooit zelf contact met je op" in page


def test_words_for_a_letter_that_a_colleague_filed_come_back(
    scene: Scene, team: Desk, arend: Member
) -> None:
    scene.hand_over()
    investigating.respond(
        member=arend.unlocked, investigation=investigation(), expected_on=proposed(), text=RESPONSE
    )
    address = ("handover:reply", scene.case.pk, Reply.objects.get().pk)
    assert team.post(*address, text=RESPONSE).status_code == 302
    answer = desk(scene.team[1]).post(*address, text="SBB gaat langs, zei Kanariepiet.")
    assert answer.status_code == 409
    assert "SBB gaat langs, zei Kanariepiet." in answer.content.decode()
    assert "Jouw tekst staat er niet bij" in answer.content.decode()
    page = team.text("casework:case", scene.case.pk)
    assert "Kanariepiet" not in page
