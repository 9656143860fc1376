"""When nobody could read it, that is said before filing, and there are other ways."""

import pytest

from reports.casework.models import Case
from reports.dossiers.models import Report
from schools.registry.models import School
from tests import cast
from tests.cast import Member
from tests.reports.intake.journey import ANSWERS, STORY, Reporter, own


def exclude_all(reporter: Reporter, team: list[Member]) -> str:
    return reporter.answer("lezers", team=[str(member.user.pk) for member in team])


def test_excluding_everybody_is_told_before_filing(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    exclude_all(reporter, team)
    page = reporter.get("controle/")
    assert "Je hebt iedereen van het meldteam van mbo Zeewaarde aangevinkt." in page
    assert 'href="/melden/lezers/"' in page
    assert "discriminatie.nl" in page
    assert 'name="gezien"' not in page


def test_the_logbook_is_one_button_away(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    exclude_all(reporter, team)
    assert reporter.post("niemand/")["Location"] == "/melden/controle/"
    receipt = reporter.file()
    assert own(receipt).account.account == STORY
    assert not Case.objects.exists()


@pytest.mark.parametrize("wish", ["talk", "place", "act"])
def test_a_school_without_a_team_is_told_at_the_wish(db: None, wish: str) -> None:
    cast.make_school(counsellor_contact="Kamer 1.12")
    reporter = Reporter()
    reporter.tell("school", "verhaal")
    assert reporter.answer("wens", wish=wish) == "niemand/"
    page = reporter.get("niemand/")
    assert "Bij mbo Zeewaarde is nu niemand die een melding kan openen." in page
    assert "Kamer 1.12" in page
    assert not Report.objects.exists()


def test_a_school_without_a_vault_keeps_and_counts(db: None) -> None:
    School.objects.create(code="zeewaarde", name="mbo Zeewaarde", sector="mbo")
    reporter = Reporter()
    reporter.tell("school", "verhaal")
    reporter.get("lezers/")
    reporter.answer("wens", wish="count")
    assert own(reporter.file()).decisions.counted


def test_members_without_a_key_do_not_count_as_readers(db: None) -> None:
    school = cast.make_school()
    member = cast.make_member(school, state=cast.RecipientState.KEYED)
    reporter = Reporter()
    reporter.tell("school", "verhaal")
    assert reporter.answer("wens", **ANSWERS["wens"]) == "niemand/"
    # The member may be admitted later, so can be excluded now.
    assert member.user.name in reporter.get("lezers/")


def test_a_member_slipped_into_the_database_is_no_reader(team: list[Member]) -> None:
    for member in team:
        member.recipient.public_key = cast.generate_key_pair().public
        member.recipient.save()
    reporter = Reporter()
    reporter.tell("school", "verhaal")
    assert reporter.answer("wens", wish="talk") == "niemand/"


def test_with_a_reader_there_is_nothing_to_tell(reporter: Reporter) -> None:
    reporter.tell()
    assert reporter.client.get("/melden/niemand/")["Location"] == "/melden/controle/"


def test_a_closed_reporting_point_is_told_before_anything_is_told(team: list[Member]) -> None:
    School.objects.update(is_open=False)
    reporter = Reporter()
    page = reporter.get("?school=zeewaarde")
    assert "Bij mbo Zeewaarde is nu niemand die een melding kan openen." in page
    assert "een logboek voor jezelf bijhouden" in page
    assert "mbo · het meldpunt is nu gesloten" in reporter.get("school/")


def test_an_open_reporting_point_frightens_nobody(team: list[Member]) -> None:
    reporter = Reporter()
    assert "niemand die een melding kan openen" not in reporter.get("?school=zeewaarde")
    assert "nu gesloten" not in reporter.get("school/")
