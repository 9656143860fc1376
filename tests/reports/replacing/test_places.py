"""Places are proposed in the dossier and answered there; the days until a new one are measured."""

import re
from datetime import timedelta

import pytest

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.measures import actions as measures
from placements.measures.days import Days
from placements.measures.models import Kind
from placements.replacement import actions as requests
from placements.replacement.models import Answer, ReplacementRequest, Suggestion
from reports.casework.models import Case, Status
from reports.casework.moving import move
from reports.registration.models import RegistrationRecord
from reports.registration.vocabulary import ReplacedWithin
from reports.replacing import actions, proposals
from reports.replacing.models import Proposal
from schools.registry.models import School
from stagebaken.vault import keyring
from stagebaken.web.days import suppose
from tests.cast import Member
from tests.placements.search.conftest import TODAY
from tests.reports.filing import file
from tests.reports.replacing.conftest import Reporter, Team


def test_a_place_is_found_proposed_and_wanted(
    mehmet: Team, reporter: Reporter, request_row: ReplacementRequest, garage: TrainingCompany
) -> None:
    assert garage.name in mehmet.get("propose").content.decode()
    assert mehmet.propose(garage, words="Kijk hier eens naar.").status_code == 302
    page = reporter.dossier()
    assert "Kijk hier eens naar." in page
    assert f"/stages/{garage.pk}/" in page
    assert Suggestion.objects.get().answer == Answer.ASKED
    proposal = Proposal.objects.get()
    reporter.post(f"{proposal.pk}/", answer="ja")
    assert "Jij zei: graag" in reporter.dossier()
    assert Suggestion.objects.get().answer == Answer.WANTED
    assert str(Answer.WANTED.label) in mehmet.page()
    reporter.post(f"{proposal.pk}/", answer="nee")
    assert Suggestion.objects.get().answer == Answer.UNWANTED


def test_when_a_place_was_found_no_proposal_asks_for_an_answer(
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    team: list[Member],
    garage: TrainingCompany,
) -> None:
    """Found by hand: 'There is a place', and below it two buttons that did nothing."""
    mehmet.propose(garage)
    address = f"{Proposal.objects.get().pk}/"
    assert address in reporter.dossier()
    requests.find(by=team[1].user, request=request_row)
    assert garage.name in reporter.dossier()
    assert address not in reporter.dossier()


def test_the_address_of_the_search_holds_nothing_of_the_student(
    mehmet: Team, request_row: ReplacementRequest
) -> None:
    html = mehmet.get("propose", radius_km="50").content.decode()
    assert "near=" not in html
    assert "crebo=" not in html


def test_what_a_coordinator_set_ready_is_marked(
    mehmet: Team, request_row: ReplacementRequest, team: list[Member], garage: TrainingCompany
) -> None:
    requests.suggest(by=team[2].user, request=request_row, company=garage)  # who sees no case
    assert "zetten 1 plek klaar" in mehmet.page()
    assert "Klaargezet door een stagecoördinator" in mehmet.get("propose").content.decode()


def test_what_was_set_ready_comes_first_at_any_distance_and_once(
    mehmet: Team,
    request_row: ReplacementRequest,
    team: list[Member],
    garage: TrainingCompany,
    bakery: TrainingCompany,
) -> None:
    """Found by hand: it was somewhere in the list by distance, or on no page at all."""
    far = register(name="Verre Garage", latitude=50.85, longitude=5.69)
    unknown = register(name="Garage Nergens")
    for company in (unknown, far):
        requests.suggest(by=team[2].user, request=request_row, company=company)
    page = mehmet.get("propose", radius_km="10").content.decode()
    first, _heading, rest = page.partition("Bedrijven in de buurt")
    assert "Klaargezet door een stagecoördinator" in first
    assert first.index("Verre Garage") < first.index("Garage Nergens")
    assert re.search(r"Verre Garage.*?\d+.* km", first, re.DOTALL)
    assert garage.name in rest
    requests.suggest(by=team[2].user, request=request_row, company=garage)
    page = mehmet.get("propose", radius_km="10").content.decode()
    assert page.count(f'value="{garage.pk}"') == 1
    assert page.index(garage.name) < page.index("Verre Garage")
    assert mehmet.propose(far).status_code == 302
    assert "Verre Garage" not in mehmet.get("propose", radius_km="10").content.decode()


def test_what_was_ticked_of_the_ready_places_survives_a_mistake(
    mehmet: Team, request_row: ReplacementRequest, team: list[Member], garage: TrainingCompany
) -> None:
    requests.suggest(by=team[2].user, request=request_row, company=garage)
    many = [garage, *(register(name=f"Garage {number}") for number in range(5))]
    answer = mehmet.propose(*many, words="Kijk hier eens.")
    assert answer.status_code == 422
    assert f'id="plek-{garage.pk}" checked' in answer.content.decode()
    assert "Kijk hier eens." in answer.content.decode()


def test_a_place_set_ready_that_cannot_be_proposed_any_more_is_not_shown(
    mehmet: Team,
    request_row: ReplacementRequest,
    team: list[Member],
    school: School,
    garage: TrainingCompany,
) -> None:
    requests.suggest(by=team[2].user, request=request_row, company=garage)
    days = Days(TODAY, TODAY + timedelta(days=100), TODAY + timedelta(days=50))
    measures.take(
        by=team[1].user, school=school, company=garage, kind=Kind.NO_PLACEMENTS, days=days
    )
    assert garage.name not in mehmet.get("propose").content.decode()


def test_nobody_is_sent_back_to_the_company_of_the_report(
    school: School, team: list[Member], garage: TrainingCompany, mehmet: Team
) -> None:
    from reports.dossiers.account import Account
    from reports.intake.actions import Filing, file_report
    from stagebaken.vault import receipts

    account = Account(
        school=school.code, account="Weggestuurd.", company_id=str(garage.pk),
        company_text=garage.name, wish="place",
    )  # fmt: skip
    filed = file_report(
        filing=Filing(school=school, account=account), receipt=receipts.new_receipt()
    )
    there = Team(mehmet.desk, filed.dossier.case)
    there.ask()
    assert garage.name not in there.get("propose").content.decode()
    assert there.propose(garage).status_code == 422
    assert not Proposal.objects.exists()


def test_where_the_school_places_nobody_is_not_proposed(
    mehmet: Team,
    request_row: ReplacementRequest,
    team: list[Member],
    school: School,
    garage: TrainingCompany,
) -> None:
    days = Days(TODAY, TODAY + timedelta(days=100), TODAY + timedelta(days=50))
    measures.take(
        by=team[1].user, school=school, company=garage, kind=Kind.NO_PLACEMENTS, days=days
    )
    page = mehmet.get("propose").content.decode()
    assert garage.name not in page
    assert "Geen plaatsing" not in page  # a counsellor learns nothing of the decision itself
    answer = mehmet.propose(garage)
    assert answer.status_code == 422
    assert "Een van deze plekken kan nu niet." in answer.content.decode()
    assert not Proposal.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_message_holds_a_choice_and_no_list(
    mehmet: Team, request_row: ReplacementRequest
) -> None:
    many = [register(name=f"Garage {number}") for number in range(6)]
    answer = mehmet.propose(*many)
    assert answer.status_code == 422
    assert "Kies hooguit 5 plekken." in answer.content.decode()
    none = mehmet.propose()
    assert none.status_code == 422
    assert "Kies minstens één plek." in none.content.decode()
    assert not Proposal.objects.exists()


def test_a_double_click_proposes_once(
    mehmet: Team, reporter: Reporter, request_row: ReplacementRequest, garage: TrainingCompany
) -> None:
    for _ in range(2):
        mehmet.propose(garage, once="6f9f6c1e-5d0e-4a63-9a44-1d1c1b0f4a55")
    assert Proposal.objects.count() == 1
    links = [said for said in reporter.own.conversation if str(garage.pk) in said.text]
    assert len(links) == 1


def test_a_place_that_was_proposed_before_is_listed_once(
    mehmet: Team, request_row: ReplacementRequest, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    mehmet.propose(garage)
    mehmet.propose(garage, bakery)
    assert Proposal.objects.count() == 2


def test_without_a_place_to_look_around_the_team_asks_first(mehmet: Team) -> None:
    assert mehmet.get("propose").headers["Location"] == mehmet.address("ask")


def test_another_dossiers_proposal_does_not_exist_here(
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    garage: TrainingCompany,
    school: School,
) -> None:
    other = Team(mehmet.desk, file(school, wish="place").dossier.case)
    other.ask()
    other.propose(garage)
    theirs = Proposal.objects.get()
    before = bytes(theirs.body)
    reporter.post(f"{theirs.pk}/", answer="ja")
    theirs.refresh_from_db()
    assert bytes(theirs.body) == before


def keys_of(team: list[Member], case: Case) -> keyring.DossierKeys:
    return keyring.open_as_member(case.dossier, team[0].unlocked)


def test_the_days_until_a_new_place_are_measured(
    request_row: ReplacementRequest, team: list[Member], case: Case
) -> None:
    keys = keys_of(team, case)
    assert actions.days_to_replacement(case.dossier, keys) is None
    with suppose(TODAY + timedelta(days=23)):
        requests.find(by=team[1].user, request=request_row)
    assert actions.days_to_replacement(case.dossier, keys) == 23


@pytest.mark.parametrize(
    ("days", "band"), [(10, ReplacedWithin.TWO_WEEKS), (None, ReplacedWithin.NOT_FOUND)]
)
def test_the_closing_counts_them_in_bands(
    request_row: ReplacementRequest, team: list[Member], case: Case, days: int | None, band: str
) -> None:
    if days is not None:
        with suppose(TODAY + timedelta(days=days)):
            requests.find(by=team[1].user, request=request_row)
    with suppose(TODAY + timedelta(days=30)):
        move(
            member=team[0].unlocked, case=Case.objects.get(pk=case.pk), to=Status.CLOSED,
            words="Afgerond.", outcome="settled",
        )  # fmt: skip
    record = RegistrationRecord.objects.get()
    assert record.replaced_within == band
    assert "replacement" in record.measures
    assert str(TODAY) not in str(vars(record))


def test_days_count_from_the_first_request(
    mehmet: Team,
    reporter: Reporter,
    request_row: ReplacementRequest,
    team: list[Member],
    case: Case,
) -> None:
    with suppose(TODAY + timedelta(days=5)):
        reporter.post("stoppen/")
        mehmet.ask()
        reporter.answer("ja")
        mehmet.open()
    second = ReplacementRequest.objects.exclude(pk=request_row.pk).get()
    with suppose(TODAY + timedelta(days=12)):
        requests.find(by=team[1].user, request=second)
    assert actions.days_to_replacement(case.dossier, keys_of(team, case)) == 12


def test_a_case_without_a_request_measures_nothing(team: list[Member], case: Case) -> None:
    keys = keys_of(team, case)
    assert actions.days_to_replacement(case.dossier, keys) is None
    assert proposals.opened(case.dossier, keys) == []
