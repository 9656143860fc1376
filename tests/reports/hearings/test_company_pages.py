"""The company's pages: without an account, without script, and nothing that was typed is lost."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from reports.hearings import actions
from reports.hearings.models import Hearing
from reports.hearings.vocabulary import State
from reports.reporter import actions as reporter
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.web.days import suppose
from tests.reports.filing import own
from tests.reports.hearings.conftest import ANSWER, DOOR, PAGE, SEND, Scene, fresh, page

pytestmark = pytest.mark.django_db
HOSTILE = "</textarea><script>alert('x')</script> {{ 7|add:1 }} \"'& \u202e ñ€\nTweede regel"


def test_a_company_reads_writes_previews_sends_and_reads_again(scene: Scene) -> None:
    hearing = scene.start()
    client = scene.company(hearing)
    shown = page(client.get(PAGE))
    assert "Wat is er volgens u gezegd? ñ€" in shown
    assert "mbo Zeewaarde" in shown
    preview = page(client.post(PAGE, {"text": ANSWER}))
    assert "Lees je antwoord na" in preview
    assert "&lt;b&gt;van ons&lt;/b&gt;" in preview
    assert fresh(hearing).state == State.ASKED, "a preview sends nothing"
    assert "Dat spijt ons." in page(client.post(PAGE, {"text": ANSWER, "change": "1"}))
    assert client.post(SEND, {"text": ANSWER}).status_code == 302
    again = page(scene.company(hearing).get(PAGE))
    assert "Je antwoord is verstuurd" in again
    assert "Dat spijt ons." in again
    assert "<textarea" not in again


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Typ de code uit de brief."),
        ("12345", "Er staan 5 cijfers."),
        ("1" * 25, "typefout"),
    ],
)
def test_a_code_that_cannot_be_is_explained(scene: Scene, typed: str, says: str) -> None:
    answer = page(Client().post(DOOR, {"code": typed}), 422)
    assert says in answer


def test_an_unknown_code_and_one_that_was_taken_back_get_the_same_answer(scene: Scene) -> None:
    hearing = scene.start()
    code = scene.codes[hearing.pk]
    reporter.withdraw(own=own(scene.filed))
    answers = [Client().post(DOOR, {"code": typed}) for typed in (code, receipts.new_receipt())]
    shown = [strip(page(answer, 404)) for answer in answers]
    typed = re.compile(r'value="[\d ]+"')
    assert typed.sub("", shown[0]) == typed.sub("", shown[1])
    assert "Bij deze code hoort geen vraag meer." in shown[0]
    assert not any("__Host-hearing" in answer.cookies for answer in answers)


def strip(shown: str) -> str:
    return re.sub(r'value="[0-9A-Za-z]{64}"', "", shown)


def test_the_reporters_receipt_opens_no_question_and_the_code_no_dossier(scene: Scene) -> None:
    hearing = scene.start()
    assert Client().post(DOOR, {"code": "0" * 25}).status_code == 404
    assert Client().post("/dossier/", {"code": scene.codes[hearing.pk]}).status_code == 404


def test_a_busy_lane_keeps_the_code_on_the_page(scene: Scene) -> None:
    hearing = scene.start()
    code = receipts.grouped(scene.codes[hearing.pk])
    with patch("reports.hearings.codes.receipts.derive", side_effect=Busy):
        answer = page(Client().post(DOOR, {"code": code}), 503)
    assert code in answer
    assert "Het is even druk." in answer


def test_without_a_cookie_the_door_is_shown(scene: Scene) -> None:
    assert Client().get(PAGE)["Location"] == DOOR
    assert Client().get(SEND)["Location"] == DOOR


@pytest.mark.parametrize("url", [PAGE, SEND])
def test_a_question_that_closed_keeps_what_was_typed_and_goes_on_with_the_code(
    scene: Scene, url: str
) -> None:
    hearing = scene.start()
    client = scene.company(hearing)
    client.cookies.clear()
    kept = page(client.post(url, {"text": HOSTILE}), 409)
    assert "Tweede regel" in kept
    assert "<script>alert" not in kept
    wrong = page(client.post(PAGE, {"text": HOSTILE, "code": "123"}), 409)
    assert "Tweede regel" in wrong
    code = scene.codes[hearing.pk]
    assert "Lees je antwoord na" in page(client.post(PAGE, {"text": HOSTILE, "code": code}))
    assert client.get(PAGE).status_code == 200, "the code opened it for the next page as well"


def test_a_hostile_answer_stays_text_everywhere(scene: Scene) -> None:
    hearing = scene.start()
    client = scene.company(hearing)
    shown = [page(client.post(PAGE, {"text": HOSTILE}))]
    client.post(SEND, {"text": HOSTILE})
    shown.append(page(client.get(PAGE)))
    desk = scene.desk(scene.mehmet)
    shown.append(page(desk.get(scene.url(hearing))))
    desk.post(scene.url(hearing, "file"), {"told": "whole"})
    shown += [page(desk.get(f"/zaken/{scene.case.pk}/")), scene.reporter_reads()]
    for one in shown:
        assert "Tweede regel" in one
        assert "<script>alert" not in one
        assert "{{ 7|add:1 }}" in one


def test_two_tabs_send_two_answers_and_the_first_stands(scene: Scene) -> None:
    hearing = scene.start()
    client = scene.company(hearing)
    client.post(SEND, {"text": ANSWER})
    second = page(client.post(SEND, {"text": "Uit het tweede venster"}), 409)
    assert "Uit het tweede venster" in second
    assert "Dit is niet verstuurd" in second
    assert "Dat spijt ons." in second
    assert client.post(SEND, {"text": ANSWER}).status_code == 302, "a double click"


def test_after_the_term_the_page_is_closed_and_keeps_what_was_typed(scene: Scene) -> None:
    hearing = scene.start()
    with suppose(hearing.due_on + timedelta(days=1)):
        client = scene.company(hearing)
        shown = page(client.get(PAGE))
        assert "De termijn is voorbij" in shown
        assert "Wat is er volgens u gezegd" not in shown
        for url in (PAGE, SEND):
            late = page(client.post(url, {"text": "Te laat geschreven"}), 409)
            assert "Te laat geschreven" in late


@pytest.mark.parametrize("url", [PAGE, SEND])
def test_a_question_that_is_taken_back_while_somebody_writes_says_so_and_no_more(
    scene: Scene, url: str
) -> None:
    client = scene.company(scene.start())
    reporter.withdraw(own=own(scene.filed))
    gone = page(client.post(url, {"text": "Bijna klaar"}), 404)
    assert "Deze vraag is teruggenomen" in gone
    assert "Bijna klaar" in gone
    assert "Zeewaarde" not in gone
    assert client.get(PAGE)["Location"] == DOOR


def test_a_closed_hearing_opens_nothing_for_its_company(scene: Scene) -> None:
    hearing = scene.answer(scene.start())
    client = scene.company(hearing)
    scene.desk(scene.mehmet).post(scene.url(hearing, "file"), {"told": "whole"})
    assert "Dat spijt ons." in page(client.get(PAGE))
    actions.close(member=scene.mehmet.unlocked, case=scene.case, hearing=hearing)
    assert client.get(PAGE).status_code == 404


def test_an_answer_by_telephone_is_named_on_the_companys_page(scene: Scene) -> None:
    hearing = scene.start()
    desk = scene.desk(scene.mehmet)
    desk.post(scene.url(hearing, "enter"), {"text": "Gezegd", "told": "whole"})
    shown = page(scene.company(hearing).get(PAGE))
    assert "De school schreef je antwoord zelf op." in shown
    assert "Gezegd" not in shown


def test_closing_forgets_the_question_in_this_browser(scene: Scene) -> None:
    client = scene.company(scene.start())
    assert client.get(DOOR)["Location"] == PAGE
    client.post("/leerbedrijf/hoor/sluiten/")
    assert client.get(PAGE)["Location"] == DOOR


def test_a_visit_leaves_no_session_no_row_and_no_trace(scene: Scene) -> None:
    hearing = scene.start()
    before = list(Hearing.objects.values()), Session.objects.count()
    client = scene.company(hearing)
    page(client.get(PAGE))
    client.post(PAGE, {"text": ANSWER})
    assert (list(Hearing.objects.values()), Session.objects.count()) == before


def test_a_signed_in_member_is_nobody_on_the_companys_pages(scene: Scene) -> None:
    shown = page(scene.desk(scene.mehmet).get(DOOR))
    assert "Mehmet" not in shown


def test_the_pages_speak_english(scene: Scene) -> None:
    client = scene.company(scene.start())
    shown = page(client.get("/en/leerbedrijf/hoor/vraag/"))
    assert "The question" in shown
    assert 'lang="en"' in shown
    assert "De vraag" not in shown
