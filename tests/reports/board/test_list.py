"""The team's list: what is new, whose turn, what is due; and nothing that is not theirs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.casework import actions, deadlines
from reports.casework.models import Case, Turn
from reports.casework.policy import POLICY
from reports.reporter import actions as reporter
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.web.days import suppose, today
from tests.cast import Member, duinkerk, make_member
from tests.reports.casework.conftest import Desk, DeskOf
from tests.reports.filing import STORY, file, own
from tests.stagebaken.accounts.signing_in import sign_in
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def numbers(page: str) -> list[str]:
    order = {number: page.find(number) for number in Case.objects.values_list("number", flat=True)}
    return [number for number, place in sorted(order.items(), key=lambda one: one[1]) if place > 0]


def test_without_a_case_the_page_says_what_will_come(mehmet: Desk) -> None:
    assert "Er is nog geen zaak voor jou." in mehmet.list()


def test_a_closed_vault_shows_that_something_is_asked_and_not_what(
    mehmet: Desk, case: Case
) -> None:
    mehmet.close_vault()
    page = mehmet.list()
    assert STORY not in page
    assert "Windwijzer" not in page
    assert "Nieuwe melding lezen" in page
    assert "Je kluis is dicht" in page
    assert not Event.objects.filter(verb=Verb.SEARCHED).exists()


def test_an_open_vault_shows_the_cards_and_one_event_for_all(mehmet: Desk, school: School) -> None:
    file(school)
    file(school, story="Een ander verhaal.")
    page = mehmet.list()
    assert STORY in page
    assert "Een ander verhaal." in page
    assert "Autobedrijf Windwijzer" in page
    assert Event.objects.filter(verb=Verb.SEARCHED).count() == 1


def test_what_is_overdue_comes_first_and_what_waits_for_the_reporter_last(
    mehmet: Desk, school: School
) -> None:
    with suppose(today() - timedelta(days=20)):
        answered, late = file(school).dossier.case, file(school).dossier.case
        actions.reply(member=mehmet.member.unlocked, case=answered, text="Dank je.")
    fresh = file(school).dossier.case

    page = mehmet.list()

    assert numbers(page) == [late.number, fresh.number, answered.number]
    late_days = (today() - deadlines.acknowledge_due(school, late.received_on)).days
    assert f"{late_days} dagen te laat" in page
    assert "2 zaken wachten op jullie." in page


def test_what_is_new_is_marked_until_it_is_opened(mehmet: Desk, case: Case) -> None:
    assert "Nieuw voor jou" in mehmet.list()
    mehmet.get(case)
    assert "Nieuw voor jou" not in mehmet.list()
    assert "Hier staat nu geen zaak." in mehmet.list(toon="nieuw")


@pytest.mark.parametrize("view", ["bord", "lijst"])
@pytest.mark.parametrize(
    "wanted",
    [
        {"toon": "nieuw"},
        {"toon": "te-laat"},
        {"toon": "niemand"},
        {"toon": "mijn"},
        {"beurt": "school"},
        {"beurt": "melder"},
        {"status": "received"},
        {"status": "acknowledged"},
    ],
    ids=str,
)
def test_each_filter_shows_what_it_counts(
    mehmet: Desk, school: School, wanted: dict[str, str], view: str
) -> None:
    with suppose(today() - timedelta(days=20)):
        late = file(school).dossier.case
    answered = file(school).dossier.case
    actions.reply(member=mehmet.member.unlocked, case=answered, text="Dank je.")
    actions.assign(member=mehmet.member.unlocked, case=answered, assignee=mehmet.member.user)

    page = mehmet.list(**wanted, weergave=view)

    is_answered = {"melder", "mijn", "acknowledged"} & set(wanted.values())
    shown = answered if is_answered else late
    assert numbers(page) == [shown.number]
    assert "nu geen zaak" not in page


def test_an_unknown_filter_or_page_shows_all(mehmet: Desk, case: Case) -> None:
    assert case.number in mehmet.list(toon="<script>", page="9999")


def test_who_is_excluded_counts_nothing(
    school: School, team: list[Member], desk_of: DeskOf
) -> None:
    wim = desk_of(team[2])
    before = words(wim.list())
    filed = file(school, excluded=(wim.member.user,))
    reporter.send(own=own(filed), text="Nog iets.")
    assert words(wim.list()) == before


def words(page: str) -> str:
    """What somebody reads on the page, without the tokens that differ at every request."""
    return Page(page).one("body").text


def test_a_stranger_finds_no_list(case: Case, desk_of: DeskOf) -> None:
    client = Client()
    assert client.get("/zaken/").status_code == 302
    els = desk_of(make_member(duinkerk(), name="Els Vreemd"))
    assert case.number not in els.list()


def test_who_works_at_two_schools_sees_whose_case_it_is(
    school: School, team: list[Member], mehmet: Desk, case: Case
) -> None:
    other = duinkerk()
    make_member(other, user=mehmet.member.user)
    theirs = file(other).dossier.case

    page = mehmet.list()

    assert {case.number, theirs.number} == set(numbers(page))
    assert "Hogeschool Duinkerk" in page
    assert "Nieuwe melding lezen" in page  # the vault of one school is open, not the other's
    assert STORY in page


def test_a_title_that_is_hostile_stays_text(mehmet: Desk, school: School) -> None:
    file(school, story="<script>alert(1)</script>")
    page = mehmet.list()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_report_that_was_only_spoken_has_a_title_too(mehmet: Desk, school: School) -> None:
    filed = file(school)
    keys = own(filed).keys
    report = filed.dossier.report
    keys.seal(report, "card", {"title": "", "grounds": [], "phases": [], "company": ""})
    report.save()
    assert "Melding zonder tekst" in mehmet.list()


def test_a_list_of_fifty_asks_the_database_few_questions(mehmet: Desk, school: School) -> None:
    for _ in range(52):
        file(school)
    with CaptureQueriesContext(connection) as captured:
        page = mehmet.list(weergave="lijst")
    assert "Bladzijde 1 van 2" in page
    assert len(captured) < MOST_QUERIES, [query["sql"][:120] for query in captured]


def test_the_board_asks_as_few_for_ten_cases_as_for_one(mehmet: Desk, school: School) -> None:
    """With something in every column: a column costs no question of its own."""
    for turn in Turn:
        filed = file(school)
        Case.objects.filter(pk=filed.dossier.case.pk).update(turn=turn)
    counts = []
    for more in (1, 9):
        for _ in range(more):
            file(school)
        with CaptureQueriesContext(connection) as captured:
            mehmet.list()
        counts.append(len(captured))
    assert counts[0] == counts[1] < MOST_QUERIES


def test_signing_in_alone_opens_no_titles(team: list[Member], case: Case) -> None:
    client = Client()
    sign_in(client, team[0].user)
    assert STORY not in client.get("/zaken/").content.decode()


def test_going_through_all_finds_what_looking_one_by_one_finds(
    mehmet: Desk, school: School, team: list[Member]
) -> None:
    """Two ways to ask for the visible cases, of which one is fast for few and one for all (P2)."""
    for excluded in ((), (team[1].user,), (team[2].user,)):
        file(school, excluded=excluded)
    keyring.recuse(file(school).dossier, team[2].recipient)
    elsewhere = duinkerk()
    make_member(elsewhere, name="Elders")
    file(elsewhere)

    for member in team:
        asked_for_all = set(POLICY.all_visible_to(member.user))
        assert asked_for_all == set(POLICY.visible_to(member.user))
        assert asked_for_all
