"""The whole way without script, in both languages."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.intake.steps import STEPS
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from tests.cast import Member
from tests.reports.intake.journey import ANSWERS, LEAST, STORY, Reporter, only_case, own

LANGUAGES = {"nl": "Wat is er gebeurd?", "en": "What happened?"}


@pytest.mark.parametrize(("language", "question"), LANGUAGES.items())
def test_a_reporter_files_without_script_and_reads_the_dossier(
    team: list[Member], language: str, question: str
) -> None:
    reporter = Reporter(language)
    reporter.get()
    reporter.answer("school", school="zeewaarde")
    assert question in reporter.get("verhaal/")
    reporter.tell()
    receipt = reporter.file()
    page = reporter.client.get(reporter.url("verstuurd/"), follow=True)
    assert f'lang="{language}"' in page.content.decode()
    assert STORY in page.content.decode()
    assert own(receipt).account.account == STORY


def test_the_team_learns_in_which_language_it_was_told_and_the_preview_says_so(
    team: list[Member],
) -> None:
    """What may follow from a step is then proposed in it: nobody has to guess."""
    reporter = Reporter("en")
    reporter.tell()
    assert "Language in which you read this" in reporter.get("controle/")
    reporter.file()
    opened = open_case(member=team[0].unlocked, case=only_case())
    assert opened.account.language == "en"


def test_of_dutch_the_preview_says_nothing(reporter: Reporter) -> None:
    reporter.tell()
    assert "Taal waarin" not in reporter.get("controle/")


def test_the_team_reads_every_answer(reporter: Reporter, team: list[Member]) -> None:
    reporter.tell()
    reporter.file()
    opened = open_case(member=team[0].unlocked, case=only_case())
    account, decisions = opened.account, opened.decisions
    assert account.account == STORY
    assert (account.phases, account.grounds) == (["during"], ["race", "religion"])
    assert account.forms == ["remarks", "tasks"]
    assert account.when == "Deze week · bij de koffie"
    assert (account.company_text, account.company_id) == ("Garage Windstil", "")
    assert (decisions.known_as, decisions.known_contact) == ("Noor", "06 12345678")
    assert decisions.outsiders == "mijn mentor"


def test_only_school_story_and_wish_are_needed(reporter: Reporter) -> None:
    reporter.tell(*LEAST)
    reporter.file()
    assert only_case().status == "received"


def test_each_question_leads_to_the_next(reporter: Reporter) -> None:
    reached = [reporter.answer(step.slug, **ANSWERS[step.slug]) for step in STEPS]
    assert reached == [*(f"{step.slug}/" for step in STEPS[1:]), "controle/"]


@pytest.mark.parametrize("wish", ["keep", "count"])
def test_a_wish_without_readers_skips_the_questions_about_readers(
    reporter: Reporter, wish: str
) -> None:
    reporter.tell("school", "verhaal")
    assert reporter.answer("wens", wish=wish) == "controle/"
    assert "10 van 10" in reporter.get("wens/")
    receipt = reporter.file()
    assert not Case.objects.exists()
    assert own(receipt).decisions.wish == wish


def test_answers_about_readers_are_not_filed_when_nobody_reads(reporter: Reporter) -> None:
    reporter.tell()
    reporter.answer("wens", wish="keep")
    assert "Noor" not in reporter.get("controle/")
    filed = own(reporter.file())
    assert filed.decisions.known_as == filed.decisions.outsiders == ""
    assert filed.report.address is None


def test_counting_writes_one_record_and_shows_it_before(reporter: Reporter) -> None:
    reporter.tell("school", "moment", "gronden", "verhaal", wens={"wish": "count"})
    reporter.answer("wens", wish="count")
    preview = reporter.get("controle/")
    assert "Eén melding bij mbo Zeewaarde in dit schooljaar." in preview
    reporter.file()
    record = RegistrationRecord.objects.get()
    assert record.only_counted
    assert (record.grounds, record.phases) == (["race", "religion"], ["during"])


def test_going_back_keeps_what_was_typed(reporter: Reporter) -> None:
    reporter.tell("school")
    response = reporter.post("verhaal/", {"account": "Nog niet af", "ga": "terug"})
    assert response["Location"] == "/melden/vorm/"
    assert "Nog niet af" in reporter.get("verhaal/")


def test_going_back_needs_no_answer(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal")
    assert reporter.post("wens/", {"ga": "terug"})["Location"] == "/melden/bedrijf/"
    assert reporter.post("verhaal/", {"account": "", "ga": "terug"})["Location"] == "/melden/vorm/"


def test_nothing_is_chosen_beforehand(reporter: Reporter) -> None:
    reporter.tell("school")
    for step in STEPS[1:]:
        assert "checked" not in reporter.get(f"{step.slug}/")


def test_the_preview_sends_back_to_what_is_missing(reporter: Reporter) -> None:
    reporter.tell("school")
    assert reporter.client.get("/melden/controle/")["Location"] == "/melden/verhaal/?nodig=1"
    reporter.tell("verhaal")
    assert reporter.client.get("/melden/code/")["Location"] == "/melden/wens/?nodig=1"


def test_a_change_from_the_preview_leads_back_to_it(reporter: Reporter) -> None:
    reporter.tell()
    response = reporter.post("gronden/?na=controle", {"grounds": ["age"]})
    assert response["Location"] == "/melden/controle/"
    assert "Leeftijd" in reporter.get("controle/")


def test_new_readers_are_asked_about_before_the_preview(reporter: Reporter) -> None:
    reporter.tell("school", "verhaal")
    reporter.answer("wens", wish="keep")
    response = reporter.post("wens/?na=controle", {"wish": "act"})
    assert response["Location"] == "/melden/betrokken/"


def test_the_start_explains_before_it_asks(client: Client, school: School) -> None:
    page = client.get("/melden/").content.decode()
    assert "Wat is stagediscriminatie?" in page
    assert "Bel 112" in page
    assert "Wat gebeurt er met je melding?" in page
    assert "discriminatie.nl" in page


@pytest.mark.parametrize(("path", "words"), [("", "Fijn dat je er bent."), ("/en", "Good to see")])
def test_the_poster_leads_to_the_own_meldpunt(
    client: Client, school: School, path: str, words: str
) -> None:
    page = client.get(f"{path}/melden/?school=zeewaarde").content.decode()
    assert words in page
    assert 'name="school" value="zeewaarde"' in page


def test_an_unknown_school_is_no_reason_to_stop(client: Client, school: School) -> None:
    for code in ("nergens", "x" * 500, "\x00"):
        page = client.get("/melden/", {"school": code})
        assert page.status_code == 200
        assert "Het meldpunt van" not in page.content.decode()


def test_a_school_that_closes_meanwhile_leaves_the_logbook(reporter: Reporter) -> None:
    reporter.tell()
    School.objects.update(is_open=False)
    assert reporter.client.get("/melden/controle/")["Location"] == "/melden/niemand/"
    assert "Bewaar het in je eigen logboek" in reporter.get("niemand/")


def test_the_start_offers_to_go_on(reporter: Reporter) -> None:
    reporter.tell("school", "moment")
    assert 'href="/melden/gronden/"' in reporter.get()


def test_the_self_check_keeps_nothing_and_gives_no_verdict(client: Client, db: None) -> None:
    page = client.post("/melden/herken/", {"situations": ["name", "jokes"]})
    text = page.content.decode()
    assert "Je naam of je afkomst mag geen reden zijn." in text
    assert "Wij kunnen niet zeggen of het discriminatie was." in text
    assert "<title>Herken je dit?" not in text  # who hears the page must hear that it is another
    assert not page.cookies
    nothing = client.post("/melden/herken/", {}).content.decode()
    assert "Dan kan het nog steeds tellen." in nothing
    assert client.post("/melden/herken/", {"situations": ["iets"]}).status_code == 422


def test_an_unknown_question_is_not_there(client: Client, db: None) -> None:
    assert client.get("/melden/iets-anders/").status_code == 404


def test_no_page_of_the_intake_uses_a_session_or_is_kept(reporter: Reporter) -> None:
    reporter.tell()
    reporter.file()
    assert set(reporter.client.cookies) <= {"__Host-draft", "__Host-dossier", "__Host-csrf"}
    for path in ("", "verhaal/", "code/", "wissen/", "herken/"):
        assert reporter.client.get(reporter.url(path))["Cache-Control"] == "no-store"


def dutch_sentences() -> list[str]:
    """Every sentence of the product that has an English one, as it stands in a page."""
    catalogues = Path(settings.ROOT).glob("*/**/locale/en/LC_MESSAGES/django.po")
    return [
        escape(entry.msgid)
        for catalogue in catalogues
        if ".venv" not in catalogue.parts
        for entry in polib.pofile(str(catalogue))
        if " " in entry.msgid and "%" not in entry.msgid and entry.msgid != entry.msgstr
    ]


def test_no_dutch_is_left_in_an_english_page(team: list[Member]) -> None:
    reporter = Reporter("en")
    dutch = dutch_sentences()
    assert len(dutch) > 200
    paths = ["", "herken/", *(f"{step.slug}/" for step in STEPS), "controle/", "wissen/"]
    reporter.tell()
    reporter.confirm()
    for path in [*paths, "code/", "bedrijf/?kies=1"]:
        page = reporter.get(path)
        assert not [sentence for sentence in dutch if sentence in page], path
