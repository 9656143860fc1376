"""The board: whose turn, overdue first, danger before all; a choice is kept in the address."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from reports.casework import actions, turns
from reports.casework.danger import Look, standing
from reports.casework.danger import look as write_look
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import open_case
from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Perspective
from reports.reporter import danger
from schools.registry.models import School
from stagebaken.web.days import suppose, today
from tests.cast import Member
from tests.reports.casework.acting import fresh, given, walk
from tests.reports.casework.conftest import Desk, DeskOf
from tests.reports.filing import STORY, file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db


def columns(page: str) -> list[str]:
    board = page[page.index('class="stagebaken-board"') :]
    return board.split("<section ")[1:]


def give(case: Case, turn: Turn) -> Case:
    turns.give(case, turn, today())
    return case


def test_every_case_stands_with_whose_turn_it_is(mehmet: Desk, school: School) -> None:
    order = (Turn.SCHOOL, Turn.REPORTER, Turn.COMPANY, Turn.SBB)
    cases = [give(file(school).dossier.case, turn) for turn in order]
    for column, case in zip(columns(mehmet.list()), cases, strict=True):
        assert case.number in column
        assert "1 zaak" in column
        assert [one.number for one in cases if one.number in column] == [case.number]


def test_an_empty_column_says_so(mehmet: Desk, case: Case) -> None:
    page = mehmet.list()
    assert "Hier ligt nu niets bij SBB." in page
    assert "Hier wacht nu niets op een melder." in page


def test_a_clock_that_stands_still_is_said(mehmet: Desk, school: School) -> None:
    give(walk(mehmet.member, file(school), Status.ACKNOWLEDGED), Turn.REPORTER)
    assert "Klok staat stil" in mehmet.list()


def test_danger_stands_before_what_is_late_and_only_for_who_opened_the_vault(
    mehmet: Desk, school: School
) -> None:
    with suppose(today() - timedelta(days=20)):
        file(school)
    file(school, story="Ik ben bang.", danger="now")
    for view in ("bord", "lijst"):
        page = mehmet.list(weergave=view)
        assert page.index("Ik ben bang.") < page.index(STORY)
        assert "Kijk vandaag: misschien gevaar" in page
    mehmet.close_vault()
    assert "misschien gevaar" not in mehmet.list()


@pytest.mark.parametrize("view", ["bord", "lijst"])
def test_danger_comes_into_sight_from_behind_a_long_queue(
    mehmet: Desk,
    school: School,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
) -> None:
    settings.BOARD_COLUMN_CASES = 2
    monkeypatch.setattr("reports.board.views.PAGE_SIZE", 2)
    with suppose(today() - timedelta(days=20)):
        for _ in range(3):
            file(school)
    file(school, story="Ik ben bang.", danger="fear")
    page = mehmet.list(weergave=view)
    assert "Ik ben bang." in page
    if view == "bord":
        assert page.count("stagebaken-case__title") == 2
        assert "Toon alle 4 zaken" in page


def test_danger_told_again_comes_into_sight_though_receipt_was_confirmed(
    mehmet: Desk, school: School, settings: LazySettings
) -> None:
    settings.BOARD_COLUMN_CASES = 1
    settings.BOARD_NEWEST_CASES = 1
    with suppose(today() - timedelta(days=20)):
        file(school)
    filed = file(school, story="Het begint weer.")
    actions.acknowledge(member=mehmet.member.unlocked, case=filed.dossier.case)
    mehmet.get(filed.dossier.case)
    danger.tell(own=own(filed), danger="now")
    page = mehmet.list()
    assert "Het begint weer." in page
    assert page.count("stagebaken-case__title") == 1


def test_a_witness_is_marked(mehmet: Desk, school: School) -> None:
    filed = file(school)
    assert "Getuige" not in mehmet.list()
    report = filed.dossier.report
    told = Account(school=school.code, account="Ik zag het.", perspective=Perspective.WITNESS)
    own(filed).keys.seal(report, "card", told.card())
    report.save()
    assert "Getuige" in mehmet.list()


def test_the_choice_of_view_and_filter_stays_in_every_link(mehmet: Desk, case: Case) -> None:
    page = Page(mehmet.list(weergave="lijst", toon="nieuw", status="received"))
    links = [one.attrs["href"] for one in page.all("a") if one.attrs["href"].startswith("?")]
    assert any("toon=mijn" in one and "weergave=lijst" in one for one in links)
    assert any("beurt=sbb" in one and "status=received" in one for one in links)


def test_what_rests_is_one_link_away(mehmet: Desk, school: School) -> None:
    resting = give(file(school).dossier.case, Turn.NOBODY)
    file(school)
    page = mehmet.list()
    assert resting.number not in page
    assert "Bij 1 zaak hoeft nu niets" in page
    assert resting.number in mehmet.list(weergave="lijst", beurt="rust")


def test_counts_agree_with_what_each_link_shows(mehmet: Desk, school: School) -> None:
    """Whatever is chosen together: the number beside a link is the number of cases behind it."""
    with suppose(today() - timedelta(days=20)):
        file(school)
    mine = file(school).dossier.case
    actions.assign(member=mehmet.member.unlocked, case=mine, assignee=mehmet.member.user)
    give(file(school).dossier.case, Turn.REPORTER)
    for show in ("", "nieuw", "te-laat", "week", "mijn", "niemand"):
        page = Page(mehmet.list(weergave="lijst", toon=show))
        for link in page.all("a"):
            href, text = link.attrs["href"], link.text.split()
            if not (href.startswith("?") and text and text[-1].isdigit()):
                continue
            behind = mehmet.client.get(f"/zaken/{href}").content.decode()
            assert behind.count("stagebaken-case__title") == int(text[-1]), (show, href)


def test_who_is_excluded_sees_the_same_board_as_before(
    school: School, team: list[Member], desk_of: DeskOf
) -> None:
    wim = desk_of(team[2])
    give(file(school).dossier.case, Turn.REPORTER)
    for view in ("bord", "lijst"):
        before = Page(wim.list(weergave=view)).one("main").text
        file(school, excluded=(team[2].user,), danger="now")
        assert Page(wim.list(weergave=view)).one("main").text == before


# ---------- danger, whoever has the turn ----------


def in_danger(mehmet: Desk, school: School, turn: Turn, story: str = "Ik ben bang.") -> Case:
    """Danger was told, the team wrote, and somebody else has the turn."""
    case = file(school, story=story, danger="now").dossier.case
    mehmet.get(case)
    actions.reply(member=mehmet.member.unlocked, case=case, text="Waar ben je nu?")
    case.refresh_from_db()
    return give(case, turn)


@pytest.mark.parametrize("turn", [Turn.REPORTER, Turn.COMPANY, Turn.SBB])
def test_danger_stands_first_with_the_school_whoever_has_the_turn(
    mehmet: Desk, school: School, turn: Turn
) -> None:
    with suppose(today() - timedelta(days=20)):
        file(school)
    case = in_danger(mehmet, school, turn)
    lamp, *others = columns(mehmet.list())
    assert lamp.index(case.number) < lamp.index(STORY)
    assert "is aan de beurt" in lamp
    assert "1 zaak<" in lamp  # the number is of those whose turn it is
    assert sum(case.number in one for one in others) == 1
    page = mehmet.list(weergave="lijst")
    assert page.count(case.number) == 1
    assert page.index(case.number) < page.index(STORY)


def test_danger_that_somebody_looked_at_stays_at_the_top_until_it_is_over(
    mehmet: Desk, school: School
) -> None:
    """After whom nobody looked at, before what is late."""
    with suppose(today() - timedelta(days=20)):
        file(school)
    looked = in_danger(mehmet, school, Turn.REPORTER)
    look(mehmet, looked, Look.LOOKED)
    new = file(school, story="Nu weer.", danger="fear").dossier.case
    for page in (columns(mehmet.list())[0], mehmet.list(weergave="lijst")):
        assert page.index(new.number) < page.index(looked.number) < page.index(STORY)
    look(mehmet, looked, Look.OVER)
    assert looked.number not in columns(mehmet.list())[0]


def look(mehmet: Desk, case: Case, found: Look) -> None:
    opened = open_case(member=mehmet.member.unlocked, case=fresh(case))
    mark = standing(opened.account, case.received_on, opened.conversation).mark
    write_look(member=mehmet.member.unlocked, case=opened.case, found=found, seen=mark)


@pytest.mark.parametrize("view", ["bord", "lijst"])
@pytest.mark.parametrize("turn", [Turn.SCHOOL, Turn.REPORTER])
def test_danger_comes_into_sight_from_behind_a_long_queue_of_any_turn(
    mehmet: Desk,
    school: School,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    turn: Turn,
) -> None:
    """Read and answered already: neither unread nor unconfirmed, and the last of its column."""
    settings.BOARD_COLUMN_CASES = 2
    settings.BOARD_NEWEST_CASES = settings.BOARD_LATEST_CASES = 1
    monkeypatch.setattr("reports.board.views.PAGE_SIZE", 2)
    with suppose(today() - timedelta(days=20)):
        for _ in range(3):
            give(walk(mehmet.member, file(school), Status.ACKNOWLEDGED), turn)
    case = in_danger(mehmet, school, turn)
    page = mehmet.list(weergave=view)
    assert case.number in (columns(page)[0] if view == "bord" else page)


def test_a_closed_case_and_a_closed_vault_show_no_danger(mehmet: Desk, school: School) -> None:
    case = in_danger(mehmet, school, Turn.REPORTER)
    mehmet.close_vault()
    assert case.number not in columns(mehmet.list())[0]
    mehmet.open_vault()
    case = fresh(case)
    closing = given(case, Status.CLOSED) | {"no_place": "Er is nog een plek."}
    actions.move(member=mehmet.member.unlocked, case=case, to=Status.CLOSED, **closing)
    assert case.number not in mehmet.list()
