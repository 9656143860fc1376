"""The other verbs of a case: as they go well, twice, and as they are refused."""

from uuid import uuid4

import pytest
from django.urls import reverse

from reports.attachments.models import Attachment
from reports.casework.models import Case, Note, Status
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.audit.models import Verb
from tests.cast import Member, make_recovery
from tests.reports.casework.conftest import VERBS, WORDS, Desk, DeskOf, events, fresh, text, upload
from tests.reports.filing import file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db


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
    choose_readers(own=mine, excluded=[wim.user])
    choose_readers(own=mine, excluded=[])
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
    assert answer["Location"] == reverse("board:list")
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
