"""Confirm receipt of many at once: how many is said first, and what vanished says nothing."""

from unittest.mock import patch

import pytest

from reports.casework import actions
from reports.casework.models import Case, Status
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.sessions import UnlockedMember
from tests.cast import Member, duinkerk, make_member
from tests.reports.casework.conftest import Desk, DeskOf, events, fresh
from tests.reports.filing import STORY, FiledReport, file, own

pytestmark = pytest.mark.django_db

ADDRESS = "/zaken/ontvangst/"


@pytest.fixture
def three(school: School, team: list[Member]) -> list[FiledReport]:
    return [file(school) for _ in range(3)]


def ids(filed: list[FiledReport]) -> list[str]:
    return [str(one.dossier.case.pk) for one in filed]


def statuses() -> list[str]:
    return list(Case.objects.order_by("number").values_list("status", flat=True))


def test_ticked_cases_are_confirmed_after_a_page_that_says_how_many(
    mehmet: Desk, three: list[FiledReport]
) -> None:
    page = mehmet.client.get(ADDRESS).content.decode()
    assert all(one.dossier.case.number in page for one in three)

    asked = mehmet.client.post(ADDRESS, {"cases": ids(three[:2])}).content.decode()
    assert "Bevestig je de ontvangst van 2 zaken?" in asked
    assert set(statuses()) == {Status.RECEIVED}

    done = mehmet.client.post(ADDRESS, {"cases": ids(three[:2]), "zeker": "1"}, follow=True)
    assert "De ontvangst van 2 zaken is bevestigd." in done.content.decode()
    for one in three[:2]:
        assert fresh(one.dossier.case).status == Status.ACKNOWLEDGED
        assert events(one.dossier.case, Verb.ACKNOWLEDGED) == 1
    assert fresh(three[2].dossier.case).status == Status.RECEIVED


def test_confirming_twice_does_its_work_once(mehmet: Desk, three: list[FiledReport]) -> None:
    for _ in range(2):
        sent = {"cases": ids(three), "zeker": "1"}
        assert mehmet.client.post(ADDRESS, sent).status_code == 302
    assert Event.objects.filter(verb=Verb.ACKNOWLEDGED).count() == 3


def test_ticking_nothing_is_a_mistake(mehmet: Desk, three: list[FiledReport]) -> None:
    answer = mehmet.client.post(ADDRESS)
    assert answer.status_code == 422
    assert "Vink minstens één zaak aan." in answer.content.decode()


def test_forged_ids_are_as_if_they_were_not_sent(
    school: School, team: list[Member], desk_of: DeskOf
) -> None:
    """Attack: the id of a case that excludes somebody, in their own form."""
    wim, els = desk_of(team[2]), desk_of(make_member(duinkerk(), name="Els Vreemd"))
    hidden = file(school, excluded=(team[2].user,)).dossier.case
    shared = file(school).dossier.case
    for desk in (wim, els):
        for forged in (str(hidden.pk), "geen id", ""):
            answer = desk.client.post(ADDRESS, {"cases": [forged]})
            assert answer.status_code == 422
            page = answer.content.decode()
            assert hidden.number not in page
            assert desk.client.post(ADDRESS, {"cases": [forged], "zeker": "1"}).status_code == 302
    both = {"cases": [str(hidden.pk), str(shared.pk)]}
    assert "de ontvangst van 1 zaak?" in wim.client.post(ADDRESS, both).content.decode()
    done = wim.client.post(ADDRESS, both | {"zeker": "1"}, follow=True).content.decode()
    assert "De ontvangst van 1 zaak is bevestigd." in done
    assert fresh(hidden).status == Status.RECEIVED
    assert events(hidden, Verb.ACKNOWLEDGED) == 0


@pytest.mark.parametrize("happens", ["excluded", "withdrawn"])
def test_a_case_that_vanishes_while_the_others_are_confirmed_is_passed_over_in_silence(
    mehmet: Desk, three: list[FiledReport], happens: str
) -> None:
    acknowledge = actions.acknowledge

    def decide_first(*, member: UnlockedMember, case: Case) -> Case:
        if case.pk == three[1].dossier.case.pk:
            if happens == "withdrawn":
                reporter.withdraw(own=own(three[1]))
            else:
                choose_readers(own=own(three[1]), excluded=[mehmet.member.user])
        return acknowledge(member=member, case=case)

    number = three[1].dossier.case.number
    with patch("reports.board.actions.actions.acknowledge", decide_first):
        done = mehmet.client.post(ADDRESS, {"cases": ids(three), "zeker": "1"}, follow=True)
    page = done.content.decode()
    assert "De ontvangst van 2 zaken is bevestigd." in page
    assert number not in page
    for one in (three[0], three[2]):
        assert fresh(one.dossier.case).status == Status.ACKNOWLEDGED


def test_a_closed_vault_shows_and_confirms_nothing(mehmet: Desk, three: list[FiledReport]) -> None:
    mehmet.close_vault()
    assert mehmet.client.get(ADDRESS)["Location"].startswith("/zaken/kluis/openen/")
    answer = mehmet.client.post(ADDRESS, {"cases": ids(three), "zeker": "1"})
    assert answer["Location"].startswith("/zaken/kluis/openen/")
    assert STORY not in answer.content.decode()
    assert set(statuses()) == {Status.RECEIVED}


def test_a_case_of_another_school_waits_for_its_own_vault(
    mehmet: Desk, three: list[FiledReport]
) -> None:
    other = duinkerk()
    make_member(other, user=mehmet.member.user)
    theirs = file(other).dossier.case
    assert theirs.number not in mehmet.client.get(ADDRESS).content.decode()
    assert mehmet.client.post(ADDRESS, {"cases": [str(theirs.pk)]}).status_code == 422
