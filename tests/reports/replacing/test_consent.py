"""Nothing goes to the coordinators without a yes to exactly that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.replacement.models import ReplacementRequest
from placements.replacement.wanted import Wanted
from reports.casework.models import Case, Status, Turn
from reports.intake.actions import FiledReport
from reports.replacing import actions, own_actions
from reports.replacing import matter as matters
from reports.replacing.matter import TRANSITIONS, IllegalStage, Matter, Stage
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from tests.cast import Member
from tests.placements.search.conftest import TODAY
from tests.reports.filing import file, own
from tests.reports.replacing.conftest import WANTED, Reporter, Team


def test_a_report_that_ends_a_placement_starts_a_task(mehmet: Team) -> None:
    assert "Deze melding raakt een stage" in mehmet.page()
    mehmet.post("rest", why="De melder is klaar.")
    page = mehmet.page()
    assert "vroeg of er een andere plek nodig is" not in page, "nobody was asked"
    assert "Deze melding raakt een stage" not in page
    assert "Vraag de melder of je mag zoeken" in page  # and it can be asked all the same


def test_asked_agreed_opened(mehmet: Team, reporter: Reporter, case: Case) -> None:
    assert mehmet.ask().status_code == 302
    page = reporter.dossier()
    assert "Mag je school een andere plek voor je zoeken?" in page
    assert "Wensen: Op vrijdag vrij, om te bidden" in page
    assert "ook als je iemand van hen uitsloot" in page
    case.refresh_from_db()
    assert (case.status, case.turn) == (Status.ACKNOWLEDGED, Turn.REPORTER)
    reporter.answer("ja")
    case.refresh_from_db()
    assert case.turn == Turn.SCHOOL
    assert not ReplacementRequest.objects.exists()  # a yes opens nothing by itself
    assert "De melder zei ja" in mehmet.page()
    mehmet.open()
    request = ReplacementRequest.objects.get()
    kept = (request.near, request.crebo, request.pathway, str(request.level), request.wishes)
    assert kept == tuple(WANTED.values())
    assert request.cause == "asked"
    case.refresh_from_db()
    assert case.status == Status.REPLACEMENT
    page = reporter.dossier()
    assert request.code in page
    assert "kan wel raden dat er een melding is" in page  # before the code is put at a placement
    assert request.code in mehmet.page()


def test_no_means_no(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    reporter.answer("nee")
    assert mehmet.open().status_code == 302
    assert not ReplacementRequest.objects.exists()
    assert "Je zei nee. Er wordt niet gezocht." in reporter.dossier()
    mehmet.ask(wishes="Ook goed: Sint-Vlietdorp")  # asked again, of something else
    assert reporter.matter.stage == Stage.ASKED


def test_a_yes_is_taken_back_until_it_is_opened(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    reporter.answer("ja")
    reporter.post("terug/")
    mehmet.open()
    assert not ReplacementRequest.objects.exists()
    assert [stage for stage, _day in reporter.matter.history] == ["asked", "yes", "revoked"]


def test_nothing_goes_along_that_the_reporter_cannot_see(mehmet: Team, reporter: Reporter) -> None:
    """Attack: signs that nobody sees spell the reporter's name in the wishes."""
    mehmet.ask(wishes="Op\u200b vrijdag\u2060 vrij\U000e004e\U000e006f")
    reporter.answer("ja")
    mehmet.open()
    assert ReplacementRequest.objects.get().wishes == "Op vrijdag vrij"


def test_a_yes_to_another_text_is_no_yes(mehmet: Team, reporter: Reporter) -> None:
    """Attack: the team changes the question while the reporter reads it."""
    mehmet.ask()
    before = reporter.matter.digest
    mehmet.ask(wishes="Een heel andere wens")
    answer = reporter.post("antwoord/", answer="ja", digest=before)
    assert answer.status_code == 409
    assert "De vraag is veranderd" in answer.content.decode()
    assert reporter.matter.stage == Stage.ASKED


def test_a_change_after_the_yes_asks_anew(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    reporter.answer("ja")
    mehmet.ask(wishes="Toch iets anders")
    mehmet.open()
    assert not ReplacementRequest.objects.exists()


def test_what_was_changed_behind_the_yes_opens_nothing(
    mehmet: Team, reporter: Reporter, team: list[Member], case: Case
) -> None:
    """Attack: another fact under a yes that was given. The digest of the yes finds it out."""
    mehmet.ask()
    reporter.answer("ja")
    opened = reporter.own
    forged = Matter(**(vars(reporter.matter) | {"near": "Elders"}))
    matters.write(opened.dossier, opened.keys, forged)
    with pytest.raises(actions.NoConsent):
        actions.open_agreed(member=team[0].unlocked, case=case)


def test_the_reporter_can_ask_in_their_own_words(mehmet: Team, reporter: Reporter) -> None:
    assert reporter.client.get("/dossier/plek/").status_code == 200
    wrong = reporter.post("", near="Kerkstraat 12")
    assert wrong.status_code == 422
    reporter.post("", near="Oosterhaven", closes="on")
    assert reporter.matter.stage == Stage.YES
    mehmet.open()
    assert ReplacementRequest.objects.get().near == "Oosterhaven"
    reporter.post("", near="Oosterhaven", wishes="Nog een")  # one runs already
    assert ReplacementRequest.objects.count() == 1
    assert reporter.matter.wishes == ""


def test_twice_is_once(mehmet: Team, reporter: Reporter) -> None:
    for _ in range(2):
        mehmet.ask()
    mehmet.ask()
    reporter.answer("ja")
    reporter.answer("ja")
    for _ in range(2):
        mehmet.open()
    assert ReplacementRequest.objects.count() == 1
    assert [stage for stage, _day in reporter.matter.history] == ["asked", "yes", "opened"]


def test_an_old_page_undoes_nothing(
    mehmet: Team, reporter: Reporter, request_row: ReplacementRequest
) -> None:
    digest = reporter.matter.digest
    for answer in ("ja", "nee"):
        reporter.post("antwoord/", answer=answer, digest=digest)
    reporter.post("terug/")
    mehmet.post("rest", why="Te laat.")
    mehmet.ask()
    assert reporter.matter.stage == Stage.OPENED
    assert reporter.matter.request == str(request_row.pk)


def test_opening_asks_for_the_passphrase(mehmet: Team, reporter: Reporter) -> None:
    mehmet.ask()
    reporter.answer("ja")
    assert "Op vrijdag vrij" in mehmet.get("open").content.decode()
    answer = mehmet.post("open", passphrase="acid acid acid acid acid acid acid acid")
    assert answer.status_code == 422
    assert not ReplacementRequest.objects.exists()
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED).count() == 1, "somebody is guessing"


def test_what_is_wrong_in_the_question_is_said_and_kept(mehmet: Team) -> None:
    answer = mehmet.ask(near="Kerkstraat 12", wishes="Dichtbij huis")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze plaats of postcode kennen we niet." in html
    assert "Dichtbij huis" in html


def test_with_a_closed_vault_the_words_are_kept(mehmet: Team) -> None:
    mehmet.desk.close_vault()
    answer = mehmet.ask(wishes="Dichtbij huis")
    assert answer.status_code == 409
    assert "Dichtbij huis" in answer.content.decode()


def test_every_opening_is_in_the_log_first(
    mehmet: Team, reporter: Reporter, request_row: ReplacementRequest, case: Case
) -> None:
    verbs = [event.verb for event in Event.objects.of_dossier(case.dossier_id).order_by("seq")]
    places = [verbs.index(verb) for verb in ("replacement_asked", "replacement_answered")]
    assert places == sorted(places)
    assert verbs.index("replacement_opened") > max(places)
    assert "opende een verzoek voor een andere plek" in reporter.dossier()
    assert Verb.REPLACEMENT_ASKED in verbs


def test_a_closed_case_asks_nothing(reporter: Reporter, team: list[Member], case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(
        status=Status.CLOSED, turn=Turn.NOBODY, acknowledged_on=TODAY, closed_on=TODAY,
        due_on=None, term_on=None, limit_on=None, paused_days=None,
    )  # fmt: skip
    with pytest.raises(actions.NotNow):
        actions.ask(member=team[0].unlocked, case=case, wanted=Wanted(near="Oosterhaven"))
    with pytest.raises(actions.NotNow):
        own_actions.ask_for_place(own=reporter.own, wanted=Wanted(near="Oosterhaven"), closes=True)


def test_what_is_only_kept_offers_nothing(school: School, team: list[Member]) -> None:
    kept = file(school, wish="keep")
    with pytest.raises(actions.NotNow):
        own_actions.ask_for_place(own=own(kept), wanted=Wanted(near="Oosterhaven"), closes=True)


@given(st.lists(st.sampled_from(Stage), max_size=12))
def test_nothing_is_opened_but_from_a_yes(stages: list[Stage]) -> None:
    matter = Matter()
    for stage in stages:
        try:
            moved = matter.moved(stage, TODAY)
        except IllegalStage:
            continue
        assert stage != Stage.OPENED or matter.stage == Stage.YES
        assert moved.history[:-1] == matter.history
        matter = moved
    assert set(TRANSITIONS) == set(Stage)


def test_the_pages_are_there_in_english(
    mehmet: Team, reporter: Reporter, filed: FiledReport
) -> None:
    mehmet.ask()
    address = "/en" + mehmet.address("ask")
    own_page = reporter.client.get("/en/dossier/inhoud/").content.decode()
    assert "May your school look for another placement for you?" in own_page
    asking = mehmet.desk.client.get(address).content.decode()
    assert "May you look for another placement?" in asking
