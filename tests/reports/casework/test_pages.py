"""The pages of one case: every verb as it goes well, as it is refused, and as it is lost."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.attachments.models import Attachment
from reports.casework import actions
from reports.casework.models import Case, Note, Status, Turn
from reports.reporter import actions as reporter
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import Busy
from tests.cast import PASSPHRASE, Member, duinkerk, make_member, make_recovery
from tests.reports.casework.conftest import Desk, text
from tests.reports.filing import STORY, file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

DeskOf = Callable[[Member], Desk]
ADDRESS = "ik@elders.example"
HOSTILE = "<script>alert('x')</script> \"'&"
VERBS = ("reply", "notify", "note", "acknowledge", "assign", "recuse")
WORDS = {"text": "Ik geloof je."}
FIELD = "kluis-wachtzin"


def upload(content: bytes = b"Wat er in het rooster stond.") -> SimpleUploadedFile:
    return SimpleUploadedFile("geheime naam.txt", content)


def events(case: Case, verb: Verb) -> int:
    return Event.objects.of_dossier(case.dossier_id).filter(verb=verb).count()


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


# Reading


def test_the_page_tells_what_happened_who_can_open_it_and_what_can_be_done(
    mehmet: Desk, case: Case
) -> None:
    page = text(mehmet.get(case))
    for words in (
        STORY,
        "Anonieme melder",
        "Wens: Praat met mij",
        "Autobedrijf Windwijzer",
        "Dit kunnen openen: jij, Ilse Bosgra, Wim de Roo",
        "Bevestig ontvangst",
    ):
        assert words in page, words
    assert events(case, Verb.OPENED) == 1


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

    settings.EMAIL_BACKEND = works
    mehmet.post(case, "notify")
    assert "De melder kreeg een seintje per mail." in text(mehmet.get(case))
    assert len(mail.outbox) == 1


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


# The other verbs


def test_receipt_is_confirmed_once(mehmet: Desk, case: Case) -> None:
    for _ in range(2):
        assert mehmet.post(case, "acknowledge").status_code == 302
    assert fresh(case).status == Status.ACKNOWLEDGED
    assert events(case, Verb.ACKNOWLEDGED) == 1
    assert "Bevestig ontvangst" not in text(mehmet.get(case))


def test_a_note_is_read_by_colleagues_and_written_once(
    mehmet: Desk, case: Case, team: list[Member], desk_of: DeskOf
) -> None:
    once = str(uuid4())
    for _ in range(2):
        answer = mehmet.post(case, "note", text="Bel de mentor niet.", once=once)
        assert answer["Location"].endswith("#notities")
    assert Note.objects.count() == 1
    assert "Bel de mentor niet." in text(desk_of(team[1]).get(case))


def test_an_empty_note_says_so_at_its_own_field(mehmet: Desk, case: Case) -> None:
    answer = mehmet.post(case, "note", text=" ")
    page = Page(answer.content.decode())
    assert answer.status_code == 422
    assert page.by_id("notitie_text").attrs["aria-invalid"] == "true"
    assert "aria-invalid" not in page.by_id("id_text").attrs


def test_who_was_let_in_again_waits_for_the_key_of_the_notes(
    team: list[Member], school: School, desk_of: DeskOf
) -> None:
    filed = file(school)
    wim, mine = team[2], own(filed)
    reporter.choose_readers(own=mine, excluded=[wim.user])
    reporter.choose_readers(own=mine, excluded=[])
    desk = desk_of(wim)
    assert "zodra een collega de zaak opent" in text(desk.get(filed.dossier.case))
    assert desk.post(filed.dossier.case, "note", **WORDS).status_code == 409
    assert not Note.objects.exists()


def test_a_case_is_given_to_a_reader_and_back_to_nobody(
    mehmet: Desk, case: Case, team: list[Member]
) -> None:
    mehmet.post(case, "assign", assignee=team[1].user.pk)
    assert fresh(case).assignee == team[1].user
    assert "Ilse Bosgra pakt deze zaak op." in text(mehmet.get(case))
    mehmet.post(case, "assign", assignee=team[1].user.pk)
    mehmet.post(case, "assign", assignee="")
    assert fresh(case).assignee is None
    assert events(case, Verb.ASSIGNED) == 2


def test_who_cannot_open_it_is_no_choice_and_cannot_be_posted(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    case = file(school, excluded=(team[2].user,)).dossier.case
    assert str(team[2].user.pk) not in text(mehmet.get(case))
    assert mehmet.post(case, "assign", assignee=team[2].user.pk).status_code == 422
    assert fresh(case).assignee is None


def test_stepping_back_asks_once_more_and_the_case_is_gone(mehmet: Desk, case: Case) -> None:
    assert "Dat kan niet terug." in text(mehmet.get(case, "recuse"))
    answer = mehmet.post(case, "recuse")
    assert answer["Location"] == reverse("casework:list")
    assert case.number not in mehmet.list()
    assert mehmet.get(case).status_code == 404


def test_the_last_reader_stays_also_when_custodians_could_recover(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    make_recovery(school)
    case = file(school, excluded=(team[1].user, team[2].user)).dossier.case
    answer = mehmet.post(case, "recuse")
    assert answer.status_code == 409
    assert "Jij bent de enige die deze zaak kan openen." in answer.content.decode()
    assert mehmet.get(case).status_code == 200


def test_a_file_is_a_download_that_is_written_in_the_log_first(mehmet: Desk, case: Case) -> None:
    mehmet.post(case, "reply", **WORDS, file=upload())
    attachment = Attachment.objects.get()
    answer = mehmet.get(case, "file", attachment.pk)
    assert events(case, Verb.ATTACHMENT_OPENED) == 1
    assert answer.getvalue().startswith(b"Wat er in het rooster stond.")
    assert answer["Content-Disposition"] == 'attachment; filename="tekst-1.txt"'


def test_a_file_of_another_case_is_not_there(mehmet: Desk, case: Case, school: School) -> None:
    mehmet.post(case, "reply", **WORDS, file=upload())
    other = file(school).dossier.case
    assert mehmet.get(other, "file", Attachment.objects.get().pk).status_code == 404


@pytest.mark.parametrize("name", [verb for verb in VERBS if verb != "recuse"])
def test_the_address_of_a_verb_leads_back_to_the_case(mehmet: Desk, case: Case, name: str) -> None:
    assert mehmet.get(case, name)["Location"] == reverse("casework:case", args=[case.pk])


# For whom it does not exist


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_absent_for_the_excluded_and_for_another_school(
    school: School, team: list[Member], desk_of: DeskOf, name: str
) -> None:
    case = file(school, excluded=(team[2].user,)).dossier.case
    stranger = make_member(duinkerk(), name="Els Vreemd")
    for desk in (desk_of(team[2]), desk_of(stranger)):
        assert desk.get(case).status_code == 404
        assert desk.post(case, name, **WORDS).status_code == 404


def test_a_withdrawn_case_is_absent(mehmet: Desk, school: School) -> None:
    filed = file(school)
    case = filed.dossier.case
    reporter.withdraw(own=own(filed))
    assert mehmet.get(case).status_code == 404
    assert mehmet.post(case, "reply", **WORDS).status_code == 404


@pytest.mark.parametrize("name", [verb for verb in VERBS if verb != "notify"])
@pytest.mark.parametrize("happens", ["excluded", "withdrawn"])
def test_a_verb_that_began_before_an_exclusion_or_withdrawal_ends_after_it(
    mehmet: Desk, school: School, team: list[Member], name: str, happens: str
) -> None:
    """The case was found; before the verb takes its lock the reporter decides otherwise."""
    filed = file(school)
    case = filed.dossier.case
    locked = actions._locked

    def decide_first(*given: Any) -> Case:
        if happens == "withdrawn":
            reporter.withdraw(own=own(filed))
        else:
            keyring.exclude(filed.dossier, [mehmet.member.user])
        return locked(*given)

    with patch("reports.casework.actions._locked", decide_first):
        assert mehmet.post(case, name, **WORDS).status_code == 404
    assert not Note.objects.exists()
    if happens == "excluded":
        assert not own(filed).conversation
        assert fresh(case).status == Status.RECEIVED


# A vault that closed


def test_a_closed_vault_sends_to_its_door_and_back(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    door = mehmet.get(case)["Location"]
    assert door.startswith("/zaken/kluis/openen/?next=%2Fzaken%2F")
    back = mehmet.client.post(door, {"passphrase": PASSPHRASE})["Location"]
    assert back == reverse("casework:case", args=[case.pk])
    assert events(case, Verb.OPENED) == 0


def test_what_was_typed_survives_a_vault_that_closed(mehmet: Desk, school: School) -> None:
    filed = file(school)
    case = filed.dossier.case
    mehmet.close_vault()

    kept = mehmet.post(case, "reply", text=f"Dit mag niet weg. {HOSTILE}", once=str(uuid4()))
    assert (kept.status_code, "Dit mag niet weg." in kept.content.decode()) == (409, True)
    assert "<script>alert" not in kept.content.decode()
    fields = {one.attrs["name"]: one.attrs.get("value", "")
              for one in Page(kept.content.decode()).all("input", type="hidden")}  # fmt: skip

    wrong = mehmet.post(case, "reply", **fields, **{FIELD: "niet mijn wachtzin"})
    assert (wrong.status_code, "Deze wachtzin klopt niet" in wrong.content.decode()) == (409, True)
    assert "niet mijn wachtzin" not in wrong.content.decode()
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED).count() == 1

    sent = mehmet.post(case, "reply", **fields, **{FIELD: PASSPHRASE})
    assert sent.status_code == 302
    assert [said.text for said in own(filed).conversation] == [f"Dit mag niet weg. {HOSTILE}"]
    assert mehmet.get(case).status_code == 200


def test_a_file_that_was_chosen_must_be_chosen_again(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    kept = mehmet.post(case, "reply", **WORDS, file=upload())
    assert "Kies het daarna nog een keer." in kept.content.decode()


def test_a_busy_lane_keeps_what_was_typed(mehmet: Desk, case: Case) -> None:
    mehmet.close_vault()
    with patch("stagebaken.vault.sessions.open_private_key", side_effect=Busy):
        kept = mehmet.post(case, "note", **WORDS, **{FIELD: PASSPHRASE})
    assert kept.status_code == 409
    assert "Het is even druk" in kept.content.decode()
    assert "Ik geloof je." in kept.content.decode()


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_waits_for_the_vault(mehmet: Desk, case: Case, name: str) -> None:
    mehmet.close_vault()
    assert mehmet.post(case, name, **WORDS).status_code == 409
    assert mehmet.post(case, name, **WORDS, **{FIELD: PASSPHRASE}).status_code == 302


def test_the_open_vault_of_another_school_asks_for_the_right_one(
    mehmet: Desk, school: School
) -> None:
    other = duinkerk()
    make_member(other, user=mehmet.member.user)
    case = file(other).dossier.case
    assert "kluis/openen" in mehmet.get(case)["Location"]
    assert mehmet.post(case, "note", **WORDS).status_code == 409
    assert mehmet.post(case, "note", **WORDS, **{FIELD: PASSPHRASE}).status_code == 302
    assert Note.objects.count() == 1
