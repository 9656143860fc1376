"""The team at work: opening the vault, reading, answering; by keyboard, without script, small."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from reports.casework.models import Case, Note
from reports.intake.actions import FiledReport
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.web.days import suppose, today
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.filing import STORY, file, own

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 1280)
LONG = "Donaudampfschifffahrtsgesellschaft" * 8
FRESH = "Ik kreeg nooit antwoord."
Team = list[cast.Member]


@pytest.fixture
def school() -> School:
    return cast.zeewaarde()


@pytest.fixture
def team(school: School) -> Team:
    return cast.make_team(school)


@pytest.fixture(autouse=True)
def late(school: School, team: Team) -> FiledReport:
    """A report of nine days ago that nobody opened, and one of today."""
    with suppose(today() - timedelta(days=9)):
        late = file(school)
    file(school, story=FRESH)
    return late


def days_late(late: FiledReport) -> int:
    """By working days, so as many as the calendar of today makes it."""
    return (today() - late.dossier.case.due_on).days


def test_on_paper_a_case_is_what_was_told_and_said_with_nothing_to_press(
    desk_at: DeskAt, team: Team, late: FiledReport
) -> None:
    Case.objects.filter(dossier=late.dossier).update(assignee=team[1].user)
    page = desk_at(team[0], 1280)
    open_vault(page)
    page.goto(f"/zaken/{late.dossier.case.pk}/")
    page.emulate_media(media="print")
    expect(page.locator("main").get_by_text(STORY, exact=True)).to_be_visible()
    expect(page.get_by_text(team[1].user.name, exact=True).filter(visible=True)).to_have_count(1)
    pressed = page.locator("main :is(button, textarea, input, select)").filter(visible=True)
    expect(pressed).to_have_count(0)
    for words in ("Wat kun je nu doen?", "Naar het antwoord", "Alle zaken"):
        expect(page.get_by_text(words)).to_be_hidden()


def test_a_word_about_keys_stands_only_where_there_are_keys(
    browser: Browser, desk_at: DeskAt, team: Team
) -> None:
    page = desk_at(team[0], 1280)
    open_vault(page)
    expect(page.get_by_text("Dan gaat j naar de volgende")).to_be_visible()
    phone = browser.new_context(
        viewport={"width": 390, "height": 800},
        is_mobile=True,
        has_touch=True,
        storage_state=page.context.storage_state(),
    ).new_page()
    phone.goto(page.url)
    expect(phone.get_by_role("link", name=STORY)).to_be_visible()
    expect(phone.get_by_text("Dan gaat j naar de volgende")).to_be_hidden()
    phone.context.close()


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_opens_the_vault_reads_answers_notes_assigns_and_steps_back(
    desk_at: DeskAt, team: Team, late: FiledReport, tmp_path: Path, width: int, js: bool
) -> None:
    letter = tmp_path / "geheime naam.txt"
    letter.write_text("Een brief van het team.")
    page = desk_at(team[0], width, js=js)
    page.goto("/zaken/")
    expect(page.get_by_text(STORY)).to_have_count(0)
    expect(page.get_by_role("link", name="Nieuwe melding lezen")).to_have_count(2)
    open_vault(page)

    titles = page.locator(".stagebaken-case__title")
    expect(titles).to_have_text([STORY, FRESH])  # overdue first
    expect(page.get_by_text(f"{days_late(late)} dagen te laat")).to_be_visible()
    page.get_by_role("link", name=STORY).click()
    expect(page.get_by_role("region", name="Wat de melder vertelt")).to_contain_text(STORY)

    page.get_by_label("Jouw antwoord").fill("Dank je. Ik geloof je.")
    page.get_by_label("Bestand meesturen").set_input_files(letter)
    save(page, "Stuur in dossier")
    expect(page.get_by_role("status").first).to_contain_text("Je antwoord staat in het dossier.")
    expect(page.get_by_text("De melder is aan de beurt").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tekst 1").first.click()
    assert download.value.suggested_filename == "tekst-1.txt"

    page.get_by_label("Nieuwe notitie").fill("Eerst met de melder bespreken.")
    save(page, "Voeg notitie toe")
    notes = page.get_by_role("region", name="Notities van het team")
    expect(notes).to_contain_text("Eerst met de melder bespreken.")

    page.get_by_label("Wie pakt deze zaak op?").select_option("Ilse Bosgra")
    save(page, "Bewaar")
    expect(page.get_by_role("status").first).to_contain_text("Ilse Bosgra pakt deze zaak op.")

    page.get_by_role("link", name="Ik ken deze situatie").click()
    save(page, "Ja, ik wil deze zaak niet meer zien")
    expect(page.get_by_role("status").first).to_contain_text("Je ziet deze zaak niet meer.")
    expect(titles).to_have_text([FRESH])
    assert [said.text for said in own(late).conversation] == ["Dank je. Ik geloof je."]


def test_by_keyboard_alone_a_member_finds_the_case_and_answers(
    desk_at: DeskAt, team: Team, late: FiledReport
) -> None:
    page = desk_at(team[0], 1280)
    page.goto("/zaken/kluis/openen/")
    page.locator("#id_passphrase").focus()
    page.keyboard.type(cast.PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zaken/")

    forward(page, page.get_by_role("link", name=STORY))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{late.dossier.case.pk}/")
    forward(page, page.get_by_role("link", name="Naar het antwoord"))
    page.keyboard.press("Enter")
    forward(page, page.get_by_label("Jouw antwoord"))
    page.keyboard.type("Dank je.")
    forward(page, page.get_by_role("button", name="Stuur in dossier"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Je antwoord staat in het dossier.")
    forward(page, page.get_by_label("Nieuwe notitie"))
    forward(page, page.get_by_role("button", name="Voeg notitie toe"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the summary leads to the field
    expect(page.get_by_label("Nieuwe notitie")).to_be_focused()
    assert own(late).conversation[-1].text == "Dank je."


def forward(page: Page, wanted: Locator) -> None:
    """Go forward by the keyboard until this has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def test_every_place_of_the_keyboard_is_seen(desk_at: DeskAt, team: Team) -> None:
    page = desk_at(team[0], 1280)
    open_vault(page)
    for _ in range(14):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "parseFloat(getComputedStyle(document.activeElement).outlineWidth) || 0"
        )
        assert width >= 2, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_mistake_while_a_member_works(
    desk_at: DeskAt, team: Team, late: FiledReport, width: int
) -> None:
    page = desk_at(team[0], width)
    page.goto("/zaken/")
    assert axe(page) == []
    open_vault(page)
    assert axe(page) == []
    reporter.send(own=own(late), text="Er is nog iets.")
    page.goto(f"/zaken/{late.dossier.case.pk}/")
    page.get_by_text("Logboek: wie deed wat").click()
    assert axe(page) == []
    save(page, "Stuur in dossier")  # with nothing written
    assert axe(page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_fits_the_smallest_screen_and_is_accessible(
    desk_at: DeskAt, team: Team, school: School, language: str
) -> None:
    long = file(school, story=LONG, known_as=LONG[:100], outsiders=LONG).dossier.case
    page = desk_at(team[0], 320, language=language)
    prefix = "" if language == "nl" else "/en"
    open_vault(page, prefix)
    for address in ("", "?toon=mijn", f"{long.pk}/", f"{long.pk}/afstand/"):
        page.goto(f"{prefix}/zaken/{address}")
        assert page.locator("html").get_attribute("lang") == language
        assert overflow(page) <= 0, address
        assert axe(page) == [], address


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_typed_while_the_vault_closed_is_sent_with_the_passphrase(
    desk_at: DeskAt, team: Team, late: FiledReport, width: int
) -> None:
    page = desk_at(team[0], width, js=width == 1280)
    open_vault(page)
    page.goto(f"/zaken/{late.dossier.case.pk}/")
    page.get_by_label("Nieuwe notitie").fill("Dit mag niet weg.")
    page.context.clear_cookies(name="__Host-vault")
    save(page, "Voeg notitie toe")
    expect(page.get_by_text("Dit mag niet weg.")).to_be_visible()
    page.get_by_label("Je wachtzin").fill("niet mijn woorden")
    save(page, "Open kluis en ga door")
    expect(page.get_by_text("Deze wachtzin klopt niet.")).to_be_visible()
    if width == 1280:
        assert axe(page) == []
    page.get_by_label("Je wachtzin").fill(cast.PASSPHRASE)
    save(page, "Open kluis en ga door")
    expect(page.get_by_role("region", name="Notities van het team")).to_contain_text(
        "Dit mag niet weg."
    )
    assert Note.objects.count() == 1


def test_two_members_who_work_at_once_see_each_others_words(
    desk_at: DeskAt, team: Team, late: FiledReport
) -> None:
    case = f"/zaken/{late.dossier.case.pk}/"
    pages = [desk_at(member, 1280) for member in team[:2]]
    for page in pages:
        open_vault(page)
        page.goto(case)
    for number, page in enumerate(pages):
        page.get_by_label("Jouw antwoord").fill(f"Antwoord {number}")
    for page in pages:
        save(page, "Stuur in dossier")
    expect(pages[1].get_by_text("Antwoord 0")).to_be_visible()
    expect(pages[1].get_by_text("Antwoord 1")).to_be_visible()


def test_whom_the_reporter_excludes_meanwhile_finds_the_case_gone(
    desk_at: DeskAt, team: Team, late: FiledReport
) -> None:
    page = desk_at(team[2], 390)
    open_vault(page)
    page.goto(f"/zaken/{late.dossier.case.pk}/")
    page.get_by_label("Jouw antwoord").fill("Te laat.")
    choose_readers(own=own(late), excluded=[team[2].user])
    save(page, "Stuur in dossier")
    expect(page.get_by_text(STORY)).to_have_count(0)
    assert not own(late).conversation
    page.goto("/zaken/")
    expect(page.locator(".stagebaken-case__title")).to_have_text([FRESH])


def test_a_filter_stays_while_the_pages_turn(desk_at: DeskAt, team: Team, school: School) -> None:
    for _ in range(51):
        file(school)
    page = desk_at(team[0], 390)
    page.goto("/zaken/?weergave=lijst")
    page.get_by_role("link", name="Nieuw 53").click()
    page.get_by_role("link", name="Volgende").click()
    expect(page.get_by_text("Bladzijde 2 van 2")).to_be_visible()
    expect(page.get_by_role("link", name="Nieuw 53")).to_have_attribute("aria-current", "true")
    expect(page.locator(".stagebaken-case__title")).to_have_count(3)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_team_works_in_english(
    desk_at: DeskAt, team: Team, late: FiledReport, width: int
) -> None:
    page = desk_at(team[0], width, language="en")
    open_vault(page, "/en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    expect(page.get_by_text(f"{days_late(late)} days late")).to_be_visible()
    page.get_by_role("link", name=STORY).click()
    page.get_by_label("Your answer").fill("Thank you.")
    save(page, "Send to the dossier")
    expect(page.get_by_role("status").first).to_contain_text("Your answer is in the dossier.")
    assert Case.objects.get(pk=late.dossier.case.pk).turn == "reporter"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("label", "button", "place"),
    [
        ("Jouw antwoord", "Stuur in dossier", "gesprek"),
        ("Nieuwe notitie", "Voeg notitie toe", "notities"),
    ],
)
def test_what_became_of_the_words_is_in_view_where_the_page_lands(
    desk_at: DeskAt, team: Team, late: FiledReport, width: int, label: str, button: str, place: str
) -> None:
    page = desk_at(team[0], width, js=False)
    open_vault(page)
    page.goto(f"/zaken/{late.dossier.case.pk}/")
    page.get_by_label(label).fill("Dank je. Ik geloof je.")

    save(page, button)

    assert page.url.endswith(f"#{place}")
    said, heading = page.get_by_role("status").first, page.locator(f"#{place}")
    expect(said).to_be_in_viewport(ratio=1)
    expect(heading).to_be_in_viewport(ratio=1)
    above, below = said.bounding_box(), heading.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"], "it covers the heading"
    assert STORY not in said.inner_text(), "the case's title is no title of the message"
