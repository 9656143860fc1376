"""A case that ends a placement closes when it is known what becomes of the student (R5)."""

from typing import Any

import pytest

from placements.replacement.models import ReplacementRequest
from reports.casework.models import Case, Note, Status
from reports.casework.moving import MissingNeed, PlaceAgreed, move
from reports.casework.opening import open_case
from reports.intake.actions import FiledReport
from reports.registration.models import RegistrationRecord
from reports.replacing import own_actions
from reports.replacing.matter import IllegalStage, Stage
from schools.registry.models import School
from tests.cast import Member
from tests.placements.search.conftest import TODAY
from tests.reports.casework.acting import fresh, given
from tests.reports.replacing.conftest import Reporter, Team
from tests.reports.replacing.threatened import filed_as

WORDS = "Dit schreef ik met zorg aan de melder."
WHY = "De melder is klaar met de stage."
MUST = "schrijf hier waarom dat niet nodig is"


def close(there: Team, **data: Any) -> Any:
    """Send the page of closing, as its browser does."""
    case = fresh(there.case)
    if case.status == Status.RECEIVED:
        there.desk.post(case, "acknowledge")
    filled = {"text": WORDS, "outcome": "settled", "note": "Klaar."} | data
    return there.desk.post(case, "step", to="closed", do="1", **filled)


def status(there: Team) -> str:
    return fresh(there.case).status


def test_closing_asks_what_becomes_of_the_placement(mehmet: Team, reporter: Reporter) -> None:
    mehmet.desk.post(mehmet.case, "acknowledge")
    first = mehmet.desk.post(mehmet.case, "step", to="closed").content.decode()
    assert "Waarom is er geen andere plek nodig?" in first
    assert "Deze zaak raakt een stage" in first
    assert "Waarom is er geen andere plek nodig? <span" not in first  # it cannot stay empty
    answer = close(mehmet)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert MUST in html
    assert WORDS in html
    assert status(mehmet) == Status.ACKNOWLEDGED
    assert not RegistrationRecord.objects.exists()
    assert reporter.matter.stage == Stage.NONE


def test_a_reason_is_kept_for_the_team_and_the_reporter_can_answer_it(
    mehmet: Team, reporter: Reporter, team: list[Member]
) -> None:
    assert close(mehmet, no_place=WHY).status_code == 302
    assert status(mehmet) == Status.CLOSED
    notes = [note.text for note in open_case(member=team[0].unlocked, case=mehmet.case).notes]
    assert f"Geen andere plek nodig: {WHY}" in notes
    assert (reporter.matter.stage, reporter.matter.rested_by) == (Stage.NOT_NEEDED, "staff")
    page = reporter.dossier()
    assert WHY not in page
    assert "Klopt dat niet? Open je zaak dan weer." in page
    record = RegistrationRecord.objects.get()
    assert (record.replaced_within, record.measures) == ("", [])


def test_a_question_without_an_answer_is_not_enough(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    assert close(mehmet).status_code == 422
    assert close(mehmet, no_place=WHY).status_code == 302
    reporter.answer("ja")  # to an old page: the question is gone
    assert reporter.matter.stage == Stage.NOT_NEEDED


def test_a_yes_is_carried_out_before_the_case_closes(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    reporter.answer("ja")
    first = mehmet.desk.post(mehmet.case, "step", to="closed").content.decode()
    assert "Open eerst dat verzoek" in first
    answer = close(mehmet, no_place=WHY)  # no reason of the team outweighs a yes
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Open eerst dat verzoek" in html
    assert WORDS in html
    mehmet.open()
    assert close(mehmet).status_code == 302
    record = RegistrationRecord.objects.get()
    assert (record.replaced_within, record.measures) == ("not_found", ["replacement"])


def test_what_the_reporter_asked_for_is_opened_also_where_nothing_threatened(
    mehmet: Team, school: School, reporter: Reporter
) -> None:
    reporter.post("", near="Oosterhaven")
    with pytest.raises(PlaceAgreed):
        move(
            member=mehmet.desk.member.unlocked, case=acknowledged(mehmet), to=Status.CLOSED,
            **given(fresh(mehmet.case), Status.CLOSED),
        )  # fmt: skip


def acknowledged(there: Team) -> Case:
    there.desk.post(there.case, "acknowledge")
    return fresh(there.case)


@pytest.mark.parametrize("said", ["nee", "none", "terug"])
def test_the_reporters_word_is_enough(mehmet: Team, reporter: Reporter, said: str) -> None:
    if said == "none":
        assert "Ik heb geen andere plek nodig" in reporter.dossier()
        reporter.post("niet-nodig/")
        assert "Je zei dat je geen andere plek zoekt." in reporter.dossier()
        assert "De melder zei: er is geen andere plek nodig." in mehmet.page()
    else:
        mehmet.ask()
        reporter.answer("nee" if said == "nee" else "ja")
        if said == "terug":
            reporter.post("terug/")
    assert close(mehmet).status_code == 302
    assert RegistrationRecord.objects.get().replaced_within == ""


def test_a_case_that_threatens_nothing_closes_as_it_did(mehmet: Team, school: School) -> None:
    there = Team(mehmet.desk, filed_as(school).dossier.case)
    there.desk.post(there.case, "acknowledge")
    first = there.desk.post(there.case, "step", to="closed").content.decode()
    assert "andere plek nodig" not in first
    assert close(there).status_code == 302
    assert Note.objects.filter(dossier=there.case.dossier).count() == 1  # of the table's own need


@pytest.mark.parametrize(
    "ends",
    [
        {"outcome": "placements_stopped"},
        {"outcome": "suspended"},
        {"outcome": "revoked"},
        {"measures": ["no_placements"]},
    ],
)
def test_an_outcome_that_ends_placements_there_asks_it_too(
    mehmet: Team, school: School, ends: dict[str, Any]
) -> None:
    there = Team(mehmet.desk, filed_as(school).dossier.case)
    answer = close(there, **ends)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert MUST in html
    assert WORDS in html
    assert 'name="no_place"' in html
    assert close(there, no_place=WHY, **ends).status_code == 302


def test_who_was_not_there_loses_nothing_by_an_outcome(mehmet: Team, school: School) -> None:
    there = Team(mehmet.desk, filed_as(school, phases=["seeking"]).dossier.case)
    assert close(there, outcome="revoked").status_code == 302


# The record says what was recorded, and nothing that a status or a tick suggests


def test_a_status_alone_says_of_no_search(
    mehmet: Team, filed: FiledReport, team: list[Member]
) -> None:
    """A case was brought to 'replacement', and no request was ever opened."""
    case = acknowledged(mehmet)
    move(member=team[0].unlocked, case=case, to=Status.REPLACEMENT)
    assert close(mehmet, no_place=WHY).status_code == 302
    record = RegistrationRecord.objects.get()
    assert (record.replaced_within, record.measures) == ("", [])


def test_a_search_is_no_tick_of_the_member(mehmet: Team, school: School) -> None:
    there = Team(mehmet.desk, filed_as(school).dossier.case)
    acknowledged(there)
    form = there.desk.post(there.case, "step", to="closed").content.decode()
    assert 'value="replacement"' not in form
    assert close(there, measures=["replacement"]).status_code == 422
    case = fresh(there.case)
    brought = given(case, Status.CLOSED) | {"measures": ["replacement"]}
    move(member=there.desk.member.unlocked, case=case, to=Status.CLOSED, **brought)
    assert RegistrationRecord.objects.get().measures == []


def test_the_table_demands_it_of_whoever_calls_the_verb(mehmet: Team, team: list[Member]) -> None:
    case = acknowledged(mehmet)
    brought = given(case, Status.CLOSED) | {"no_place": "  "}
    with pytest.raises(MissingNeed):
        move(member=team[0].unlocked, case=case, to=Status.CLOSED, **brought)


# Without closing


def test_the_team_says_why_none_is_needed(mehmet: Team, reporter: Reporter) -> None:
    assert mehmet.get("rest").status_code == 200
    empty = mehmet.post("rest", why="  ")
    assert empty.status_code == 422
    assert reporter.matter.stage == Stage.NONE
    for _ in range(2):
        assert mehmet.post("rest", why=WHY).status_code == 302
    assert reporter.matter.history == [["not_needed", TODAY.isoformat()]]
    page = mehmet.page()
    assert page.count(f"Geen andere plek nodig: {WHY}") == 1
    assert "Het team schreef op: er is geen andere plek nodig." in page
    assert "Klopt dat niet? Vraag het hieronder." in reporter.dossier()
    reporter.post("", near="Oosterhaven")  # and the reporter does
    assert reporter.matter.stage == Stage.YES


def test_with_a_closed_vault_the_reason_is_kept(mehmet: Team) -> None:
    mehmet.desk.close_vault()
    answer = mehmet.post("rest", why=WHY)
    assert answer.status_code == 409
    assert WHY in answer.content.decode()


def test_an_old_page_of_the_reporter_says_no_to_nothing_that_runs(
    reporter: Reporter, request_row: ReplacementRequest
) -> None:
    with pytest.raises(IllegalStage):
        own_actions.need_none(own=reporter.own)
    reporter.post("niet-nodig/")
    assert reporter.matter.stage == Stage.OPENED
    assert "Ik heb geen andere plek nodig" not in reporter.dossier()


def test_the_reporter_says_it_once(reporter: Reporter) -> None:
    for _ in range(2):
        reporter.post("niet-nodig/")
    assert reporter.matter.history == [["not_needed", TODAY.isoformat()]]
