"""Safety first: the question, whom to call, and that a person of the team is asked today."""

import re

import pytest
from django.core import mail
from django.test import Client

from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Danger
from reports.intake.safety import ALARM, HELPLINES
from reports.notices import rounds
from reports.notices.models import News
from reports.reporter.actions import change_wish
from schools.registry.models import School
from tests.attacks import staff
from tests.cast import Member
from tests.reports.filing import file
from tests.reports.filing import own as own_of
from tests.reports.intake.journey import Reporter, only_case, own

MARK = "misschien gevaar"


def test_danger_is_asked_right_after_the_school(reporter: Reporter) -> None:
    assert reporter.answer("school") == "veilig/"
    page = reporter.get("veilig/")
    assert "Ben je nu in gevaar?" in page
    for line in (ALARM, *HELPLINES):
        assert f'href="tel:{line.dial}"' in page
        assert line.shown in page


def test_every_number_dials_what_it_shows_and_names_its_source() -> None:
    for line in (ALARM, *HELPLINES):
        assert re.sub(r"\D", "", line.shown) == line.dial
        assert line.source.startswith("https://")
    assert {line.shown for line in HELPLINES} == {"0800-2000", "0900-0101", "0800-0880"}


def test_the_counsellor_of_the_school_is_named_where_the_school_did(
    reporter: Reporter, school: School
) -> None:
    reporter.tell("school")
    assert "zo vind je die" in reporter.get("veilig/")
    School.objects.filter(pk=school.pk).update(counsellor_contact="Mehmet, kamer 2.14")
    assert "Mehmet, kamer 2.14" in reporter.get("veilig/")


def test_an_english_page_names_the_counsellor_in_english_or_says_that_it_is_dutch(
    school: School,
) -> None:
    reporter, schools = Reporter("en"), School.objects.filter(pk=school.pk)
    reporter.tell("school")
    schools.update(counsellor_contact="<b>Kamer</b> 2.14")
    assert '<span lang="nl">&lt;b&gt;Kamer&lt;/b&gt; 2.14</span>' in reporter.get("veilig/")
    schools.update(counsellor_contact_en="Room 2.14")
    page = reporter.get("veilig/")
    assert "Room 2.14" in page
    assert "Kamer" not in page


def test_the_question_may_be_skipped_and_stays_unanswered(
    reporter: Reporter, team: list[Member]
) -> None:
    reporter.tell("school", "verhaal", "wens")
    assert own(reporter.file()).account.danger == ""
    assert not News.objects.filter(is_urgent=True).exists()


@pytest.mark.parametrize("danger", ["now", "fear"])
def test_the_team_sees_danger_in_the_list_and_on_the_case(
    reporter: Reporter, team: list[Member], danger: str
) -> None:
    reporter.tell(veilig={"danger": danger})
    reporter.file()
    desk = staff.unlocked(team[0])
    assert MARK in desk.get("/zaken/").content.decode()
    page = desk.get(f"/zaken/{only_case().pk}/").content.decode()
    assert "Kijk vandaag" in page
    assert str(Danger(danger).label) in page


def test_no_danger_leaves_no_mark(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    reporter.file()
    desk = staff.unlocked(team[0])
    assert MARK not in desk.get("/zaken/").content.decode()
    assert "Kijk vandaag" not in desk.get(f"/zaken/{only_case().pk}/").content.decode()


def test_a_closed_vault_does_not_tell_of_danger(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(veilig={"danger": "now"})
    reporter.file()
    assert MARK not in staff.signed_in(team[0].user).get("/zaken/").content.decode()


@pytest.mark.parametrize("wish", ["keep", "count"])
def test_danger_that_nobody_reads_is_said_aloud_and_tells_nobody(
    reporter: Reporter, team: list[Member], wish: str
) -> None:
    reporter.tell("school", "veilig", "verhaal", veilig={"danger": "now"})
    reporter.answer("wens", wish=wish)
    page = reporter.get("controle/")
    assert "leest niemand van je school dit" in page
    assert "bel 112" in page
    reporter.file()
    assert not News.objects.exists()


def test_a_kept_report_about_danger_is_urgent_once_it_is_handed_in(
    school: School, team: list[Member]
) -> None:
    filed = file(school, wish="keep", danger="fear")
    assert not rounds.members_in_haste()
    change_wish(own=own_of(filed), wish="act", school=school)  # type: ignore[arg-type]
    assert len(rounds.members_in_haste()) == len(team)


def test_filing_about_danger_sends_no_mail_of_its_own(
    reporter: Reporter, team: list[Member]
) -> None:
    """A mail at the moment of the act would tell that moment (P3)."""
    reporter.tell(veilig={"danger": "now"})
    reporter.file()
    assert not mail.outbox


def test_an_account_of_before_these_questions_still_opens() -> None:
    old = Account.from_json({"school": "zeewaarde", "account": "Vroeger", "wish": "talk"})
    assert (old.danger, old.perspective, old.taken_by) == ("", "", "")
    assert not old.is_urgent
    assert old.card()["danger"] == ""


def test_a_report_by_api_may_name_danger_and_a_witness(
    client: Client, school: School, team: list[Member]
) -> None:
    report = {"school": "zeewaarde", "account": "Er wordt gedreigd", "wish": "talk"}
    more = {"danger": "now", "perspective": "witness"}
    sent = client.post("/api/v1/reports/", report | more, content_type="application/json")
    assert sent.status_code == 201
    opened = client.post("/api/v1/dossier/open/", sent.json(), content_type="application/json")
    assert opened.json()["report"]["danger"] == "now"
    assert opened.json()["report"]["perspective"] == "witness"
    assert len(rounds.members_in_haste()) == len(team)
    wrong = client.post(
        "/api/v1/reports/", report | {"danger": "maybe"}, content_type="application/json"
    )
    assert wrong.status_code == 400


def test_a_witness_is_marked_for_the_team(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(wie={"perspective": "witness"})
    receipt = reporter.file()
    desk = staff.unlocked(team[0])
    assert "Getuige" in desk.get("/zaken/").content.decode()
    assert "Melding van een getuige" in desk.get(f"/zaken/{only_case().pk}/").content.decode()
    assert own(receipt).account.is_of_witness
