"""What a team keeps beside the story, in a real browser: examples, tasks, cases, answers."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from reports.casework.models import Note, Status
from reports.consents.vocabulary import State, Step
from reports.intake.actions import FiledReport
from reports.ladder import actions as ladder
from reports.phrases.actions import example
from reports.phrases.vocabulary import Kind
from reports.tasks.models import Task
from schools.registry.models import School
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.casework.acting import walk
from tests.reports.filing import file, own

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Bel de mentor over dinsdag."
WHY = "Twee studenten in dezelfde week."
HEARD = "Ik hoorde het ook."
TABS = 150  # more than any page has places to stop at
Team = list[cast.Member]


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


@pytest.fixture
def team(school: School) -> Team:
    return cast.make_team(school)


@pytest.fixture
def filed(school: School, team: Team) -> FiledReport:
    filed = file(school)
    walk(team[0], filed, Status.ACKNOWLEDGED)
    return filed


@pytest.fixture
def other(school: School, team: Team) -> FiledReport:
    return file(school, story="De ander zag het ook.")


@dataclass
class Hands:
    """Somebody at a page: who taps, or who has no mouse and uses Tab, Enter and Space."""

    page: Page
    has_mouse: bool

    def go(self, name: str, role: str = "button") -> None:
        """Press what begins with these words; a hidden part may say of what it is."""
        found = self.page.get_by_role(role, name=re.compile(rf"^\s*{name}")).first  # type: ignore[arg-type]
        if self.has_mouse:
            found.click()
        else:
            self.reach(found)
            with self.page.expect_navigation():  # a key, unlike a click, waits for nothing
                self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, label: str, words: str) -> None:
        field = self.page.get_by_label(label)
        if self.has_mouse:
            field.fill(words)
        else:
            self.reach(field)
            self.page.keyboard.insert_text(words)

    def reach(self, found: Locator) -> None:
        expect(found).to_be_visible()
        for _ in range(TABS):
            if found.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {found}")


@pytest.fixture(params=["390 without script", "1280 by keyboard"])
def hands(request: pytest.FixtureRequest, desk_at: DeskAt, team: Team) -> Hands:
    is_phone = request.param.startswith("390")
    page = desk_at(team[0], 390 if is_phone else 1280, js=not is_phone)
    page.set_default_timeout(15_000)
    open_vault(page)
    return Hands(page, has_mouse=is_phone)


def show(page: Page, filed: FiledReport) -> None:
    page.goto(f"/zaken/{filed.dossier.case.pk}/")


def test_an_answer_begins_with_an_example(hands: Hands, filed: FiledReport, school: School) -> None:
    show(hands.page, filed)
    hands.go("Begin met een voorbeeld")
    hands.go("Neem over in het Nederlands")
    expect(hands.page.get_by_text("Het voorbeeld staat in je antwoord.")).to_be_visible()
    hands.go("Stuur in dossier")
    hands.page.wait_for_url(f"**/zaken/{filed.dossier.case.pk}/**")
    first = next(iter(Kind))
    said = own(filed).conversation[-1].text
    assert said.split() == example(school, first).text.split()


def test_a_task_is_written_ticked_and_given_back(hands: Hands, filed: FiledReport) -> None:
    show(hands.page, filed)
    hands.go("Nieuwe taak", role="link")
    hands.write("Wat moet er gebeuren?", WORDS)
    day = hands.page.locator("[name=due_on]")
    day.fill((today() + timedelta(days=1)).isoformat())
    hands.go("Bewaar")
    expect(hands.page.get_by_text(WORDS).first).to_be_visible()
    hands.go("Klaar")
    assert Task.objects.get().done_on == today()
    done = hands.page.get_by_text("Wat klaar is")
    if hands.has_mouse:
        done.click()
    else:
        hands.reach(hands.page.locator("summary", has_text="Wat klaar is"))
        hands.page.keyboard.press("Enter")
    hands.go("Toch niet klaar")
    assert Task.objects.get().done_on is None


def test_two_cases_stand_beside_each_other_and_apart(
    hands: Hands, filed: FiledReport, other: FiledReport
) -> None:
    show(hands.page, filed)
    hands.go("Verbind met een andere zaak", role="link")
    hands.write("Nummer van de andere zaak", other.dossier.case.number)
    hands.write("Waarom?", WHY)
    hands.go("Verbind")
    expect(hands.page.get_by_text(WHY)).to_be_visible()
    hands.go("Maak los")
    assert not Note.objects.exists()


def ask_a_witness(team: Team, filed: FiledReport) -> None:
    """Asked, answered with yes and carried out."""
    from reports.consents import actions as consents

    mine = own(filed)
    request = consents.Request(step=Step.WITNESS, receiver="Sanne", document="Wat zag je?")
    asked, _ = consents.ask(dossier=mine.dossier, keys=mine.keys, request=request, day=today())
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=asked.pk, answer=State.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    ladder.carry_out(
        member=team[0].unlocked, case=filed.dossier.case, consent_id=asked.pk, step=Step.WITNESS
    )


def test_a_witness_answer_is_kept_and_told_later(
    hands: Hands, team: Team, filed: FiledReport
) -> None:
    ask_a_witness(team, filed)
    show(hands.page, filed)
    hands.go("Schrijf een antwoord op", role="link")
    hands.write("Wat was het antwoord?", HEARD)
    choose(hands, "later")
    hands.go("Bewaar")
    assert HEARD not in [said.text for said in own(filed).conversation]
    hands.go("Laat de melder dit lezen", role="link")
    choose(hands, "whole")
    hands.go("Zet in het gesprek")
    expect(hands.page.get_by_text("De melder leest dit").first).to_be_visible()
    assert own(filed).conversation[-1].text == HEARD


def choose(hands: Hands, value: str) -> None:
    """Radio buttons: the first takes the focus, arrows and Space choose."""
    radio = hands.page.locator(f"input[type=radio][value={value}]")
    if hands.has_mouse:
        hands.page.locator(f"label[for={radio.get_attribute('id')}]").first.click()
    else:
        hands.reach(hands.page.locator("input[type=radio]").first)
        for _ in range(4):
            if radio.is_checked():
                return
            hands.page.keyboard.press("ArrowDown")
    expect(radio).to_be_checked()


@pytest.mark.parametrize("width", [390, 1280])
def test_these_pages_fit_and_can_be_used_by_everybody(
    desk_at: DeskAt, team: Team, filed: FiledReport, width: int
) -> None:
    ask_a_witness(team, filed)
    page, case = desk_at(team[0], width), filed.dossier.case
    open_vault(page)
    question = case.dossier.consents.get().pk
    for place in (
        "", "voorbeelden/", "taken/nieuw/", "ernaast/", f"vragen/{question}/antwoord/"
    ):  # fmt: skip
        page.goto(f"/zaken/{case.pk}/{place}")
        assert overflow(page) <= 0, page.url
        assert not axe(page), page.url
