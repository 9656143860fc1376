"""Danger that was told of: a member looks, it passes, and the reporter can raise it again."""

from uuid import uuid4

import pytest
from django.test import Client

from reports.casework import danger
from reports.casework.models import Case
from reports.dossiers.actions import conversation
from reports.intake.actions import FiledReport
from reports.notices import rounds
from reports.notices.models import News
from reports.reporter import danger as own_danger
from reports.reporter.actions import withdraw
from schools.registry.models import School
from stagebaken.audit.models import Verb
from stagebaken.vault import receipts
from tests.cast import Member
from tests.reports.casework.conftest import Desk, DeskOf, events, fresh, text
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db

RECEIPT = receipts.normalise("0" * 25)
SHOUTS = "Kijk vandaag"
ON_BOARD = "misschien gevaar"


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, danger="now", receipt=RECEIPT)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return filed.dossier.case


def mark(filed: FiledReport) -> str:
    mine = own(filed)
    return danger.standing(mine.account, mine.case.received_on, mine.conversation).mark  # type: ignore[union-attr]


def look(desk: Desk, case: Case, outcome: str, seen: str = "", **more: str) -> int:
    data = {"outcome": outcome, "seen": seen, "once": str(uuid4())} | more
    return int(desk.post(case, "danger", **data).status_code)


def test_whoever_looked_stops_the_alarm_for_everybody_and_says_when(
    mehmet: Desk, case: Case, team: list[Member], desk_of: DeskOf
) -> None:
    assert look(mehmet, case, "looked") == 302
    ilse = desk_of(team[1])
    board, page = ilse.list(), text(ilse.get(case))
    assert ON_BOARD not in board
    assert "Gevaar nog niet voorbij" in board
    assert SHOUTS not in page
    assert f"{mehmet.member.user.name} keek" in page
    assert events(case, Verb.DANGER_LOOKED) == 1


def test_danger_that_passed_leaves_no_mark(mehmet: Desk, case: Case, filed: FiledReport) -> None:
    assert look(mehmet, case, "over", text="We spraken elkaar net.") == 302
    board, page = mehmet.list(), text(mehmet.get(case))
    for words in (ON_BOARD, "Gevaar nog niet voorbij"):
        assert words not in board
    assert SHOUTS not in page
    assert own(filed).keys.read(own(filed).report, "card")["danger"] == ""
    assert events(case, Verb.DANGER_ENDED) == 1


def test_the_reporter_reads_that_somebody_looked_and_what_they_think(
    mehmet: Desk, case: Case, client: Client
) -> None:
    look(mehmet, case, "over", text="Fijn dat je belde.")
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    page = client.get("/dossier/inhoud/").content.decode()
    assert "denkt dat het gevaar voorbij is" in page
    assert "Fijn dat je belde." in page
    assert "keek of je veilig bent" in page  # who did it, by role, in the history


def test_the_reporter_raises_it_again_and_the_team_is_asked_today(
    mehmet: Desk, case: Case, client: Client, team: list[Member]
) -> None:
    look(mehmet, case, "over")
    News.objects.all().delete()
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    assert "Ben je nu in gevaar?" in client.get("/dossier/veilig/").content.decode()
    answer = client.post("/dossier/veilig/", {"danger": "fear", "once": str(uuid4())})
    assert answer.status_code == 302
    assert len(rounds.members_in_haste()) == len(team)
    assert ON_BOARD in mehmet.list()
    assert SHOUTS in text(mehmet.get(case))
    assert fresh(case).turn == "school"


def test_the_reporter_says_that_it_is_over(mehmet: Desk, case: Case, client: Client) -> None:
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    client.post("/dossier/veilig/", {"danger": "no", "once": str(uuid4())})
    assert ON_BOARD not in mehmet.list()
    assert SHOUTS not in text(mehmet.get(case))


def test_a_question_left_open_is_asked_again(client: Client, filed: FiledReport) -> None:
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    assert client.post("/dossier/veilig/", {}).status_code == 422


def test_an_old_page_does_not_end_the_danger_that_was_told_since(
    mehmet: Desk, case: Case, filed: FiledReport
) -> None:
    """Attack on time: the page was made before the reporter was in danger again."""
    assert look(mehmet, case, "over") == 302
    shown = mark(filed)
    own_danger.tell(own=own(filed), danger="now")
    assert look(mehmet, case, "over", seen=shown) == 409
    assert ON_BOARD in mehmet.list()
    assert look(mehmet, case, "over", seen=mark(filed)) == 302
    assert ON_BOARD not in mehmet.list()


def test_the_same_form_twice_looks_once(mehmet: Desk, case: Case, filed: FiledReport) -> None:
    once = str(uuid4())
    for _ in range(2):
        assert look(mehmet, case, "looked", once=once) == 302
    mine = own(filed)
    assert len(conversation(dossier=mine.dossier, keys=mine.keys)) == 1


def test_danger_in_a_closed_case_opens_it_again(
    mehmet: Desk, case: Case, filed: FiledReport
) -> None:
    mehmet.post(case, "acknowledge")
    Case.objects.filter(pk=case.pk).update(
        status="closed", closed_on=case.received_on, due_on=None, term_on=None, limit_on=None
    )
    own_danger.tell(own=own(filed), danger="now")
    assert not fresh(case).is_closed


def test_nothing_of_it_is_asked_of_who_keeps_a_report(school: School, client: Client) -> None:
    file(school, wish="keep", receipt=RECEIPT)
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})
    assert client.get("/dossier/veilig/").status_code == 302


def test_nobody_looks_at_what_was_withdrawn(mehmet: Desk, case: Case, filed: FiledReport) -> None:
    withdraw(own=own(filed))
    assert look(mehmet, case, "over") == 404


def test_the_dossier_of_who_is_in_danger_says_whom_to_call_and_who_looked(
    client: Client, mehmet: Desk, case: Case, filed: FiledReport
) -> None:
    """Found by hand: after 'yes, I am in danger' the dossier spoke of Wednesday, and of no 112."""
    client.post("/dossier/", {"code": receipts.grouped(RECEIPT)})

    def page() -> str:
        return text(client.get("/dossier/inhoud/"))

    assert 'href="tel:112"' in page()
    assert "We vroegen het meldteam om vandaag te kijken." in page()
    assert look(mehmet, case, "looked") == 302
    assert f"{mehmet.member.user.name} van het meldteam keek op" in page()
    assert look(mehmet, case, "over", mark(filed)) == 302
    assert 'href="tel:112"' not in page()
