"""The reporter comes back: on a phone and a screen, with and without script, by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports.casework import actions as casework
from reports.casework.opening import open_case
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport
from stagebaken.vault import receipts
from stagebaken.vault.models import Dossier
from stagebaken.web.days import suppose, today
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.test_reporting import HUM
from tests.reports.filing import STORY, file, own

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECEIPT = "0" * 25
OTHER = receipts.new_receipt()
DECIDING = ("aanvullen", "wens", "wie", "mail", "naam", "intrekken")
WIDTHS = (390, 1280)
LONG = "Donaudampfschifffahrtsgesellschaft" * 8


@pytest.fixture(autouse=True)
def filed() -> FiledReport:
    """A report that was answered, and a new member about whom the reporter is asked."""
    school = cast.zeewaarde()
    cast.make_recovery(school)
    mehmet, _ilse, wim = cast.make_team(school)
    with suppose(today() - timedelta(days=9)):
        filed = file(school, receipt=RECEIPT, excluded=(wim.user,))
    with suppose(today() - timedelta(days=7)):
        open_case(member=mehmet.unlocked, case=filed.dossier.case)
        casework.reply(
            member=mehmet.unlocked, case=filed.dossier.case, text="Dank je. Ik geloof je."
        )
    cast.make_member(school, name="Nora Nieuw")
    return filed


def come_back(page: Page, receipt: str = RECEIPT, prefix: str = "") -> None:
    page.goto(f"{prefix}/dossier/")
    page.locator("#id_code").fill(receipts.grouped(receipt))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/dossier/inhoud/")


def send(page: Page) -> None:
    page.get_by_role("button", name="Stuur bericht").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_reporter_comes_back_reads_writes_decides_and_withdraws(
    page_at: PageAt, filed: FiledReport, tmp_path: Path, width: int, js: bool
) -> None:
    letter = tmp_path / "geheime naam.txt"
    letter.write_text("Wat er in het rooster stond.")
    page = page_at(width, js=js)
    come_back(page)
    expect(page.get_by_text("Dank je. Ik geloof je.")).to_be_visible()
    expect(page.get_by_text("Jij bent aan de beurt")).to_be_visible()
    expect(page.get_by_text("Kan dit openen, en deed dat: Mehmet Aydın.")).to_be_visible()

    page.get_by_label("Jouw bericht").fill("Ja, ik werk er nog.")
    page.get_by_text("Een foto, bestand of spraakbericht").click()
    page.get_by_label("Kies een bestand").set_input_files(letter)
    send(page)
    expect(page.get_by_role("status").first).to_contain_text("Je bericht staat in je dossier.")
    expect(page.get_by_text("Ja, ik werk er nog.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tekst 1").first.click()
    assert download.value.suggested_filename == "tekst-1.txt"

    page.get_by_role("button", name="Nee, liever niet").click()
    expect(page.get_by_text("Mag Nora Nieuw ook meelezen?")).to_have_count(0)

    page.get_by_role("link", name="Kies wie dit niet mag zien").click()
    page.get_by_role("checkbox", name="Ilse Bosgra").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_text("ziet niet dat het er is: Ilse Bosgra")).to_be_visible()

    page.get_by_role("link", name="Trek je melding in").click()
    expect(page.get_by_text("2 berichten")).to_be_visible()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is gewist")
    assert not Dossier.objects.exists()


def test_a_logbook_grows_and_is_handed_in_after_a_preview(
    page_at: PageAt, filed: FiledReport
) -> None:
    file(filed.dossier.case.school, wish=Wish.KEEP, receipt=OTHER)
    page = page_at(390, js=False)
    come_back(page, OTHER)
    page.get_by_role("link", name="Schrijf erbij").click()
    page.get_by_label("Wat wil je toevoegen?").fill("Vandaag weer.")
    page.get_by_role("button", name="Zet het erbij").click()
    page.get_by_role("link", name="Doe er iets mee").click()
    page.get_by_label("Praat met mij").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    preview = page.get_by_role("region", name="Dit leest het meldteam")
    expect(preview).to_contain_text(STORY)
    expect(preview).to_contain_text("Vandaag weer.")
    page.get_by_role("checkbox", name="Wim de Roo").check()
    page.get_by_role("button", name="Ja, geef dit aan het team").click()
    expect(page.get_by_role("status").first).to_contain_text("bij het meldteam")
    expect(page.get_by_text("School is aan de beurt")).to_be_visible()


def test_a_voice_is_recorded_in_the_page_and_goes_as_a_message(
    page_at: PageAt, filed: FiledReport
) -> None:
    page = page_at(390)
    page.add_init_script(HUM)
    come_back(page)
    page.get_by_text("Een foto, bestand of spraakbericht").click()
    expect(page.get_by_text("Een stem kun je herkennen.")).to_be_visible()
    page.get_by_role("button", name="Neem nu op").click()
    expect(page.get_by_text("De opname loopt.")).to_be_visible()
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Stop de opname").click()
    expect(page.get_by_text("Je opname staat klaar.")).to_be_visible()
    expect(page.locator("audio")).to_be_visible()
    send(page)
    expect(page.get_by_role("link", name="Geluid 1").first).to_be_visible()
    assert [len(said.files) for said in own(filed).conversation] == [0, 1]


def test_a_recording_can_be_thrown_away_or_make_place_for_a_file(
    page_at: PageAt, filed: FiledReport
) -> None:
    page = page_at(390)
    page.add_init_script(HUM)
    come_back(page)
    page.get_by_text("Een foto, bestand of spraakbericht").click()
    chooser = page.get_by_label("Kies een bestand")
    for end in ("throw", "choose"):
        page.get_by_role("button", name="Neem nu op").click()
        page.get_by_role("button", name="Stop de opname").click()
        expect(page.get_by_text("Je opname staat klaar.")).to_be_visible()
        assert chooser.evaluate("input => input.files.length") == 1
        if end == "throw":
            page.get_by_role("button", name="Gooi deze opname weg").click()
            assert chooser.evaluate("input => input.files.length") == 0
        else:
            chooser.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"A"})
            expect(page.locator("audio")).to_be_hidden()
            assert chooser.evaluate("input => input.files[0].name") == "a.txt"


def test_a_microphone_that_is_refused_points_to_the_phone(page_at: PageAt) -> None:
    page = page_at(390)
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no'));"
    )
    come_back(page)
    page.get_by_text("Een foto, bestand of spraakbericht").click()
    page.get_by_role("button", name="Neem nu op").click()
    expect(page.get_by_text("We mogen de microfoon niet gebruiken.")).to_be_visible()


def test_by_keyboard_alone_a_reporter_opens_answers_and_hears_what_is_wrong(
    page_at: PageAt, filed: FiledReport
) -> None:
    page = page_at(1280)
    page.goto("/dossier/")
    page.locator("#id_code").focus()
    page.keyboard.type(RECEIPT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/inhoud/")

    page.get_by_label("Jouw bericht").focus()
    press_until(page, "Stuur bericht")
    page.keyboard.press("Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the summary leads to the field
    expect(page.get_by_label("Jouw bericht")).to_be_focused()
    page.keyboard.type("Ja, dat klopt.")
    press_until(page, "Stuur bericht")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Je bericht staat in je dossier.")
    assert own(filed).conversation[-1].text == "Ja, dat klopt."


def press_until(page: Page, name: str) -> None:
    """Go forward by the keyboard until this button has the focus."""
    wanted = page.get_by_role("button", name=name)
    for _ in range(12):
        page.keyboard.press("Tab")
        if wanted.evaluate("button => button === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {name!r}.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_mistake_in_the_dossier(page_at: PageAt, width: int, dark: bool) -> None:
    page = page_at(width, dark=dark)
    page.goto("/dossier/")
    assert axe(page) == []
    come_back(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert axe(page) == []
    send(page)  # with nothing written
    assert axe(page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_fits_the_smallest_screen_and_is_accessible(
    page_at: PageAt, language: str
) -> None:
    page = page_at(320, language=language)
    prefix = "" if language == "nl" else "/en"
    for address in ("", "code-kwijt/", "ingetrokken/"):
        page.goto(f"{prefix}/dossier/{address}")
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    come_back(page, prefix=prefix)
    for address in ("inhoud", *DECIDING):
        page.goto(f"{prefix}/dossier/{address}/")
        assert page.locator("html").get_attribute("lang") == language
        assert axe(page) == [], address
        assert overflow(page) <= 0, address


def test_a_long_word_breaks_and_pushes_nothing_aside(page_at: PageAt, filed: FiledReport) -> None:
    file(filed.dossier.case.school, receipt=OTHER, story=LONG, outsiders=LONG[:400])
    page = page_at(320)
    come_back(page, OTHER)
    assert overflow(page) <= 0


def test_what_was_typed_into_a_dossier_that_closed_is_sent_with_the_code(
    page_at: PageAt, filed: FiledReport
) -> None:
    page = page_at(390, js=False)
    come_back(page)
    page.get_by_label("Jouw bericht").fill("Dit mag niet weg.")
    page.context.clear_cookies(name="__Host-dossier")
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Je dossier ging dicht")
    expect(page.get_by_text("Dit mag niet weg.")).to_be_visible()
    page.get_by_label("Je code van 25 cijfers").fill(RECEIPT)
    page.get_by_role("button", name="Open dossier en ga door").click()
    expect(page.get_by_role("status").first).to_contain_text("Je bericht staat in je dossier.")
    assert own(filed).conversation[-1].text == "Dit mag niet weg."


def test_a_closed_dossier_does_not_come_back_with_the_back_button(page_at: PageAt) -> None:
    page = page_at(390)
    come_back(page)
    page.get_by_role("button", name="Sluit dit dossier").click()
    page.wait_for_url("**/dossier/")
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_text(STORY)).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_dossier_speaks_english(page_at: PageAt, width: int) -> None:
    page = page_at(width, language="en")
    come_back(page, prefix="/en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dossier")
    expect(page.get_by_text("It is your turn")).to_be_visible()
    page.get_by_label("Your message").fill("Thank you.")
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("status").first).to_contain_text("Your message is in your dossier.")


def test_no_page_makes_the_browser_warn(page_at: PageAt) -> None:
    """Somebody who looks in the console would wonder what else is wrong."""
    page, warned = page_at(1280), []
    page.on("console", lambda said: warned.append(said.text))
    for address in ("/", "/melden/", "/dossier/"):
        page.goto(address)
    assert not warned


def test_on_paper_the_dossier_has_nothing_to_press(page_at: PageAt) -> None:
    page = page_at(1280)
    come_back(page)
    page.emulate_media(media="print")
    expect(page.get_by_text(STORY)).to_be_visible()
    expect(page.get_by_text("Dank je. Ik geloof je.")).to_be_visible()
    expect(page.locator("main :is(button, textarea)").filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("Wat kun je nog beslissen?")).to_be_hidden()
