"""The page of one case: what a member reads, how they answer, how the reporter hears."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.attachments.models import Attachment
from reports.casework import deadlines
from reports.casework.models import Case, Status, Turn
from reports.casework.pages import Due
from reports.reporter import actions as reporter
from schools.registry.models import School
from stagebaken.audit.models import Verb
from stagebaken.ui.templatetags.ui import long_date
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.casework.conftest import (
    HOSTILE,
    WORDS,
    Desk,
    DeskOf,
    events,
    fresh,
    text,
    upload,
)
from tests.reports.filing import STORY, file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

ADDRESS = "ik@elders.example"


# Reading


def test_the_page_tells_what_happened_who_can_open_it_and_what_can_be_done(
    mehmet: Desk, case: Case
) -> None:
    page = text(mehmet.get(case))
    for words in (
        STORY,
        "Anonieme melder",
        "Wens: Praat met de melder",
        "Autobedrijf Windwijzer",
        "Dit kunnen openen: jij, Ilse Bosgra, Wim de Roo",
        "Bevestig ontvangst",
    ):
        assert words in page, words
    assert events(case, Verb.OPENED) == 1


def test_the_page_tells_what_the_school_promised_beside_the_latest_date(
    mehmet: Desk, school: School
) -> None:
    case = file(school).dossier.case
    promised = long_date(deadlines.acknowledge_due(school, today()))
    latest = long_date(today() + timedelta(days=7))
    page = text(mehmet.get(case))
    assert f"belooft het uiterlijk {promised}. De uiterste datum is {latest}." in page


def test_the_page_is_kept_in_no_cache_and_made_anew_after_going_back(
    mehmet: Desk, case: Case
) -> None:
    answer = mehmet.get(case)
    assert answer["Cache-Control"] == "no-store"
    assert "data-fresh" in answer.content.decode()


def test_no_two_controls_share_an_id(mehmet: Desk, case: Case) -> None:
    ids = [each.attrs["id"] for each in Page(text(mehmet.get(case))).elements if "id" in each.attrs]
    assert len(ids) == len(set(ids))


def test_hostile_words_of_everybody_stay_words(mehmet: Desk, school: School) -> None:
    filed = file(school, story=HOSTILE, outsiders=HOSTILE, known_as=HOSTILE)
    case = filed.dossier.case
    reporter.send(own=own(filed), text=HOSTILE)
    mehmet.post(case, "reply", text=HOSTILE)
    mehmet.post(case, "note", text=HOSTILE)
    page = text(mehmet.get(case))
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 7


def test_lines_of_a_story_stay_lines(mehmet: Desk, school: School) -> None:
    case = file(school, story="Eerst dit.\nToen dat.").dossier.case
    assert "Eerst dit.<br>Toen dat." in text(mehmet.get(case))


def test_the_logbook_names_who_did_what(
    mehmet: Desk, case: Case, team: list[Member], desk_of: DeskOf
) -> None:
    desk_of(team[1]).get(case)
    mehmet.post(case, "note", text="Bel niet.")
    page = Page(text(mehmet.get(case))).one("body").text
    assert "Ilse Bosgra opende de zaak" in page
    assert "Mehmet Aydın schreef een notitie" in page
    assert "De melder gaf de melding aan het meldteam" in page


def test_a_page_with_much_on_it_asks_the_database_no_more(mehmet: Desk, school: School) -> None:
    filed = file(school)
    case = filed.dossier.case
    mehmet.post(case, "reply", **WORDS, file=upload())
    mehmet.post(case, "note", **WORDS)
    few = queries(mehmet, case)
    for _ in range(3):
        reporter.send(own=own(filed), text="En nog iets.")
        mehmet.post(case, "reply", **WORDS, file=upload())
        mehmet.post(case, "note", **WORDS)
    assert queries(mehmet, case) == few


def queries(desk: Desk, case: Case) -> int:
    desk.get(case)  # what was new is new no more
    with CaptureQueriesContext(connection) as captured:
        desk.get(case)
    return len(captured)


# Answering


def test_an_answer_reaches_the_reporter_and_gives_them_the_turn(
    mehmet: Desk, school: School
) -> None:
    filed = file(school)
    answer = mehmet.post(filed.dossier.case, "reply", **WORDS)
    assert answer["Location"].endswith("#gesprek")
    case = fresh(filed.dossier.case)
    assert (case.status, case.turn) == (Status.ACKNOWLEDGED, Turn.REPORTER)
    assert [said.text for said in own(filed).conversation] == ["Ik geloof je."]
    assert "Je antwoord staat in het dossier." in text(mehmet.get(case))
    assert not mail.outbox


def test_a_file_goes_with_the_answer_under_a_neutral_name(mehmet: Desk, case: Case) -> None:
    mehmet.post(case, "reply", **WORDS, file=upload())
    page = text(mehmet.get(case))
    assert "geheime naam" not in page
    assert page.count("Tekst 1") == 2  # with the message, and among the files
    assert "van het team" in page


def test_a_file_alone_is_an_answer(mehmet: Desk, school: School) -> None:
    filed = file(school)
    mehmet.post(filed.dossier.case, "reply", text="", file=upload())
    (said,) = own(filed).conversation
    assert (said.text, len(said.files)) == ("", 1)


def test_the_same_form_sent_twice_answers_mails_and_stores_once(
    mehmet: Desk, school: School
) -> None:
    filed = file(school, address=ADDRESS)
    once = str(uuid4())
    for _ in range(2):
        answer = mehmet.post(filed.dossier.case, "reply", **WORDS, once=once, file=upload())
        assert answer.status_code == 302
    assert len(own(filed).conversation) == 1
    assert len(mail.outbox) == 1
    assert Attachment.objects.count() == 1


def test_a_double_click_that_was_too_fast_leaves_one_file(mehmet: Desk, school: School) -> None:
    """Both requests looked before either had written."""
    filed = file(school)
    once = str(uuid4())
    mehmet.post(filed.dossier.case, "reply", **WORDS, once=once, file=upload())
    with patch("reports.casework.actions.said_before", return_value=None):
        mehmet.post(filed.dossier.case, "reply", **WORDS, once=once, file=upload())
    assert len(own(filed).conversation) == 1
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("words", ["", " \n ", "x" * 50_001])
def test_an_answer_that_cannot_be_stored_says_why_at_the_field(
    mehmet: Desk, case: Case, words: str
) -> None:
    answer = mehmet.post(case, "reply", text=words)
    page = Page(answer.content.decode())
    assert answer.status_code == 422
    assert page.by_id("id_text").attrs["aria-invalid"] == "true"
    assert page.one("title").text.startswith("Fout: ")
    assert fresh(case).turn == Turn.SCHOOL


def test_a_refused_file_keeps_the_text(mehmet: Desk, case: Case) -> None:
    answer = mehmet.post(case, "reply", **WORDS, file=upload(b"MZ" + bytes(400)))
    assert answer.status_code == 422
    assert "Ik geloof je." in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_cleaner_without_a_place_keeps_the_text(mehmet: Desk, case: Case) -> None:
    with patch("reports.casework.actions.storage.store", side_effect=Busy):
        answer = mehmet.post(case, "reply", **WORDS, file=upload())
    assert answer.status_code == 422
    assert "Het is even druk" in answer.content.decode()


# Telling the reporter


class BrokenServer(BaseEmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        raise SMTPException(f"550 no such user: {email_messages[0].to}")


def test_a_reporter_with_an_address_is_told_and_the_member_sees_no_address(
    mehmet: Desk, school: School
) -> None:
    case = file(school, address=ADDRESS).dossier.case
    mehmet.post(case, "reply", **WORDS)
    page = text(mehmet.get(case))
    assert "De melder kreeg een seintje per mail." in page
    assert ADDRESS not in page
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert events(case, Verb.NOTIFIED) == 1


def test_a_mail_server_that_fails_is_told_and_the_member_sends_again(
    mehmet: Desk, school: School, settings: LazySettings
) -> None:
    case = file(school, address=ADDRESS).dossier.case
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    mehmet.post(case, "reply", **WORDS)
    page = text(mehmet.get(case))
    assert "Je antwoord staat in het dossier. Het seintje per mail is niet verstuurd" in page
    assert ADDRESS not in page
    assert events(case, Verb.NOTIFIED) == 0, "the reporter reads that a notice was sent"

    settings.EMAIL_BACKEND = works
    mehmet.post(case, "notify")
    assert "De melder kreeg een seintje per mail." in text(mehmet.get(case))
    assert len(mail.outbox) == 1
    assert events(case, Verb.NOTIFIED) == 1


def test_without_a_mail_server_the_member_is_told(
    mehmet: Desk, school: School, settings: LazySettings
) -> None:
    settings.HAS_MAIL = False
    case = file(school, address=ADDRESS).dossier.case
    mehmet.post(case, "reply", **WORDS)
    assert "Er is hier geen mailserver" in text(mehmet.get(case))
    assert not mail.outbox


def test_without_an_address_nothing_is_unsealed_to_tell(mehmet: Desk, case: Case) -> None:
    mehmet.post(case, "notify")
    assert "geen mailadres achtergelaten" in text(mehmet.get(case))
    assert events(case, Verb.NOTIFIED) == 0


def test_a_note_that_was_kept_is_said(mehmet: Desk, case: Case) -> None:
    mehmet.post(case, "note", text="Eerst bellen.")
    assert "Je notitie staat bij deze zaak." in text(mehmet.get(case))


@pytest.mark.parametrize(("days_left", "is_paused"), [(15, True), (14, False), (0, False)])
def test_a_paused_term_does_not_hide_an_outer_limit_that_is_near(
    days_left: int, is_paused: bool
) -> None:
    shown = Due(today() + timedelta(days=days_left), days_left, paused_days=5)
    assert shown.is_paused is is_paused
