"""A report about people of the school goes past them, before anything is wrapped."""

import pytest
from django.core import mail

from reports.notices import rounds
from reports.notices.models import News
from schools.registry.models import School
from stagebaken.vault import keyring
from stagebaken.vault.models import Holder, Wrap, WrapState
from tests import cast
from tests.attacks import staff
from tests.cast import Member, Recovery
from tests.reports.intake.journey import Reporter, only_case, own


def test_it_is_asked_before_who_else_may_not_see_it(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal")
    assert reporter.answer("wens", wish="talk") == "betrokken/"
    page = reporter.get("betrokken/")
    assert "Heeft iemand van deze mensen ermee te maken, of is iemand jouw mentor?" in page
    assert "Wim de Roo" in page
    assert reporter.answer("betrokken", involved=[]) == "lezers/"


def test_who_is_involved_gets_no_key_and_no_trace(reporter: Reporter, team: list[Member]) -> None:
    mentor = team[2]
    reporter.tell(betrokken={"involved": [str(mentor.user.pk)]})
    reporter.file()
    case = only_case()
    assert keyring.excluded_users(case.dossier) == {mentor.user}
    assert not Wrap.objects.filter(user=mentor.user, state=WrapState.WRAPPED).exists()
    desk = staff.unlocked(mentor)
    assert case.number not in desk.get("/zaken/").content.decode()
    assert desk.get(f"/zaken/{case.pk}/").status_code == 404
    assert not News.objects.filter(recipient=mentor.recipient).exists()


def test_who_is_involved_gets_no_mail_of_danger_either(
    reporter: Reporter, team: list[Member]
) -> None:
    mentor = team[2]
    reporter.tell(veilig={"danger": "now"}, betrokken={"involved": [str(mentor.user.pk)]})
    reporter.file()
    for user_id in rounds.members_in_haste():
        rounds.mail_member(user_id)
    assert len(mail.outbox) == len(team) - 1
    assert mentor.user.email not in {to for message in mail.outbox for to in message.to}


def test_both_questions_add_up(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(
        betrokken={"involved": [str(team[2].user.pk)]}, lezers={"team": [str(team[1].user.pk)]}
    )
    preview = reporter.get("controle/")
    assert "<strong>Wim de Roo</strong> ziet niets" in preview
    assert "<strong>Ilse Bosgra</strong> ziet niets" in preview
    reporter.file()
    assert keyring.excluded_users(only_case().dossier) == {team[1].user, team[2].user}


def test_who_is_involved_is_not_offered_again(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(betrokken={"involved": [str(team[2].user.pk)]})
    page = reporter.get("lezers/")
    assert f'value="{team[2].user.pk}"' not in page
    assert "Ziet het al niet, omdat je dat net zei: Wim de Roo." in page


def test_taking_the_tick_away_lets_that_person_read(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(betrokken={"involved": [str(team[2].user.pk)]})
    reporter.answer("betrokken", involved=[])
    reporter.file()
    assert not keyring.excluded_users(only_case().dossier)


def test_going_back_keeps_the_ticks(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell("school", "verhaal", "wens")
    sent = reporter.post("betrokken/", {"involved": [str(team[0].user.pk)], "ga": "terug"})
    assert sent["Location"] == "/melden/wens/"
    assert "checked" in reporter.get("betrokken/")


def test_an_involved_custodian_means_no_recovery(reporter: Reporter, recovery: Recovery) -> None:
    reporter.tell(betrokken={"involved": [str(recovery.custodians[0].pk)]})
    assert "Er is geen reservesleutel voor deze melding." in reporter.get("controle/")
    reporter.file()
    assert not Wrap.objects.filter(holder=Holder.RECOVERY, state=WrapState.WRAPPED).exists()


def test_a_whole_team_that_is_involved_is_no_reader(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(betrokken={"involved": [str(one.user.pk) for one in team]})
    assert reporter.client.get("/melden/controle/")["Location"] == "/melden/niemand/"
    assert 'href="/melden/betrokken/"' in reporter.get("niemand/")


def test_somebody_of_another_school_cannot_be_named(reporter: Reporter, school: School) -> None:
    stranger = cast.make_member(cast.duinkerk(), name="Els Vreemd")
    reporter.tell("school", "verhaal", "wens")
    sent = reporter.post("betrokken/", {"involved": [str(stranger.user.pk)]})
    assert sent.status_code == 422


def test_a_report_that_nobody_reads_names_nobody(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell(betrokken={"involved": [str(team[2].user.pk)]})
    reporter.answer("wens", wish="keep")
    filed = own(reporter.file())
    assert not keyring.excluded_users(filed.dossier)


@pytest.mark.parametrize("path", ["betrokken/", "lezers/"])
def test_without_a_school_the_school_comes_first(reporter: Reporter, path: str) -> None:
    reporter.post("verhaal/", {"account": "Iets"})
    assert reporter.client.get(reporter.url(path))["Location"] == "/melden/school/?nodig=1"
