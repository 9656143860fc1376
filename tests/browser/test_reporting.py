"""A student reports on a phone: with and without script, by keyboard, over a bad connection."""

import gzip
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, Response, expect

from placements.companies.actions import register
from reports.dossiers.models import Report
from reports.intake.models import Draft
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "Mijn begeleider zei dat klanten liever iemand anders zien."
FIRST_VISIT = 60_000  # bytes over the wire, in all; experience.md

# A microphone that hums, for a browser that has none.
HUM = """
navigator.mediaDevices.getUserMedia = async () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const ear = audio.createMediaStreamDestination();
  tone.connect(ear);
  tone.start();
  return ear.stream;
};
"""


@pytest.fixture(autouse=True)
def zeewaarde() -> None:
    school = cast.make_school(welcome_text="Fijn dat je er bent.")
    cast.make_recovery(school)
    cast.make_team(school)
    register(name="Autobedrijf Windwijzer", place="Zeedorp")


def go(page: Page) -> None:
    page.get_by_role("button", name="Verder").click()


def at(page: Page, slug: str) -> None:
    """Begin, and go straight to a question."""
    page.goto("/melden/school/")
    page.get_by_label("mbo Zeewaarde").check()
    go(page)
    page.goto(f"/melden/{slug}/")


def walk(page: Page) -> Iterator[str]:
    """Answer each question; yields the heading of every page on the way, before its answer."""

    def heading() -> str:
        page.wait_for_load_state()
        return page.get_by_role("heading", level=1).inner_text()

    page.goto("/melden/?school=zeewaarde")
    yield heading()
    page.get_by_role("button", name="Begin je melding").first.click()
    yield heading()
    page.get_by_label("Nee", exact=True).check()
    go(page)
    for label in (
        "Het is mij overkomen",
        "Tijdens de stage",
        "Afkomst of huidskleur",
        "Opmerkingen of grappen",
    ):
        yield heading()
        page.get_by_label(label).check()
        go(page)
    yield heading()
    page.get_by_label("Je verhaal").fill(STORY)
    go(page)
    yield heading()
    page.get_by_label("Deze week").check()
    go(page)
    yield heading()
    page.locator("#id_company_text").fill("De garage op de hoek")
    go(page)
    yield heading()
    page.get_by_label("Praat met mij").check()
    go(page)
    yield heading()
    page.get_by_label("Wim de Roo").check()
    go(page)
    yield heading()
    page.get_by_label("Ilse Bosgra").check()
    go(page)
    yield heading()
    page.get_by_label("Ik blijf anoniem").check()
    go(page)
    yield heading()
    page.get_by_label("Je e-mailadres").fill("noor@voorbeeld.nl")
    go(page)
    yield heading()
    page.get_by_role("button", name="Dit klopt").click()
    yield heading()
    page.get_by_role("button", name="Ik heb hem bewaard").click()
    yield heading()


@pytest.mark.parametrize("js", [True, False])
def test_a_student_files_on_a_phone(page_at: PageAt, *, js: bool) -> None:
    page = page_at(390, js=js)
    headings = list(walk(page))
    assert headings[-1] == "Jouw dossier"
    assert STORY in page.content()
    assert Report.objects.count() == 1


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_page_fits_and_can_be_used_by_everybody(page_at: PageAt, width: int) -> None:
    page = page_at(width)
    for heading in walk(page):
        assert overflow(page) <= 0, heading
        assert not axe(page), heading


@pytest.mark.parametrize("path", ["herken/", "wissen/", "verhaal/", "code/"])
def test_the_other_pages_can_be_used_by_everybody(page_at: PageAt, path: str) -> None:
    page = page_at(320)
    page.goto(f"/melden/{path}")
    assert overflow(page) <= 0
    assert not axe(page)


def test_mistakes_and_files_can_be_used_by_everybody(page_at: PageAt) -> None:
    page = page_at(320)
    at(page, "verhaal")
    go(page)
    expect(page.get_by_role("alert")).to_contain_text("Vertel kort wat er gebeurde")
    expect(page.get_by_role("alert")).to_be_focused()
    assert not axe(page)
    page.get_by_text("Foto’s, screenshots of andere bestanden meesturen").click()
    page.get_by_label("Foto’s, screenshots of andere bestanden").set_input_files(
        [
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Dit stond in de app."},
            {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00" + bytes(99)},
        ]
    )
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", name="1 bestand gaat mee")).to_be_visible()
    assert not axe(page)
    assert overflow(page) <= 0
    page.get_by_role("button", name="Weghalen Tekst 1").click()
    expect(page.get_by_role("heading", name="1 bestand gaat mee")).to_have_count(0)


def test_a_student_files_by_keyboard_alone(page_at: PageAt) -> None:
    page = page_at(1280)

    def press_on(name: str, key: str = "Enter") -> None:
        """Walk with Tab to the control with this name, and press a key on it."""
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('a, button, input, textarea')"):
                focused = page.locator(":focus")
                label = focused.evaluate("e => (e.labels?.[0] ?? e).innerText")
                if name in label:
                    page.keyboard.press(key)
                    return
        raise AssertionError(name)

    page.goto("/melden/?school=zeewaarde")
    press_on("Begin je melding")
    page.wait_for_url("**/veilig/")
    press_on("Ja, ik ben nu in gevaar", "ArrowUp")  # the last of the three: no
    press_on("Verder")
    for label in ("Het is mij overkomen", "Tijdens de stage", "Geloof", "Ik werd afgewezen"):
        page.wait_for_selector(f"text={label}")
        press_on(label, "Space")
        press_on("Verder")
    page.wait_for_url("**/verhaal/")
    press_on("Je verhaal", "a")
    press_on("Verder")
    page.wait_for_url("**/wanneer/")
    press_on("Deze vraag overslaan")
    page.wait_for_url("**/bedrijf/")
    press_on("Naam van het bedrijf", "w")
    page.keyboard.type("ind")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    press_on("Verder")
    page.wait_for_url("**/wens/")
    press_on("Bewaar het alleen", "Space")
    press_on("Verder")
    page.wait_for_url("**/controle/")
    expect(page.get_by_text("Autobedrijf Windwijzer, Zeedorp")).to_be_visible()
    press_on("Dit klopt")
    page.wait_for_url("**/code/")
    press_on("Ik heb hem bewaard")
    page.wait_for_url("**/dossier/**")
    assert Report.objects.count() == 1


def test_typing_is_kept_without_a_button(page_at: PageAt) -> None:
    page = page_at(390)
    at(page, "verhaal")
    with page.expect_response(lambda response: response.status == 204):
        page.get_by_label("Je verhaal").press_sequentially("Half af")
    expect(page.get_by_role("status").filter(has_text="bewaard")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Je verhaal")).to_have_value("Half af")


def test_typing_is_kept_when_the_page_goes_away(page_at: PageAt) -> None:
    page = page_at(390)
    at(page, "verhaal")
    page.get_by_label("Je verhaal").fill("Ik moet gaan")
    with page.expect_response(lambda response: response.status == 204):
        page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.goto("/melden/verhaal/")
    expect(page.get_by_label("Je verhaal")).to_have_value("Ik moet gaan")


def test_a_lost_connection_is_told_and_the_words_stay(page_at: PageAt) -> None:
    page = page_at(390)
    at(page, "verhaal")
    page.context.set_offline(True)
    page.get_by_label("Je verhaal").press_sequentially("Onderweg")
    expect(page.get_by_text("Tussendoor bewaren lukt nu niet.")).to_be_visible()
    expect(page.get_by_label("Je verhaal")).to_have_value("Onderweg")
    page.context.set_offline(False)
    go(page)
    page.wait_for_url("**/wanneer/")


def test_a_company_is_suggested_while_it_is_typed(page_at: PageAt) -> None:
    page = page_at(390)
    at(page, "bedrijf")
    expect(page.get_by_role("button", name="Zoek in de lijst")).to_have_count(0)
    field = page.get_by_role("combobox", name="Naam van het bedrijf")
    field.press_sequentially("wind")
    page.get_by_role("option", name="Autobedrijf Windwijzer Zeedorp").click()
    expect(field).to_have_value("Autobedrijf Windwijzer, Zeedorp")
    assert not axe(page)
    go(page)
    page.goto("/melden/bedrijf/")
    expect(page.locator("input[name=company_id]")).not_to_have_value("")


def test_a_voice_is_recorded_in_the_page(page_at: PageAt) -> None:
    page = page_at(390)
    page.add_init_script(HUM)
    at(page, "verhaal")
    page.get_by_text("Liever inspreken?").click()
    expect(page.get_by_text("Een stem kun je herkennen.")).to_be_visible()
    page.get_by_role("button", name="Neem nu op").click()
    expect(page.get_by_text("De opname loopt.")).to_be_visible()
    page.wait_for_function("new Promise(done => setTimeout(() => done(true), 400))")
    page.get_by_role("button", name="Stop de opname").click()
    expect(page.get_by_text("Je opname staat klaar.")).to_be_visible()
    assert not axe(page)
    go(page)
    page.wait_for_url("**/wanneer/")
    page.goto("/melden/verhaal/")
    expect(page.get_by_role("button", name="Weghalen Geluid 1")).to_be_visible()


def test_a_long_list_of_schools_is_searched_while_typing(page_at: PageAt) -> None:
    for number in range(9):
        cast.make_school(f"school-{number}", f"College nummer {number}")
    page = page_at(390)
    page.goto("/melden/school/")
    page.get_by_label("Typ de naam van je school").fill("zeewaarde")
    expect(page.get_by_label("mbo Zeewaarde")).to_be_visible()
    expect(page.get_by_label("College nummer 1")).to_be_hidden()
    assert not axe(page)
    page.get_by_label("Typ de naam van je school").fill("onbekend")
    expect(page.get_by_text("Geen school met die letters.")).to_be_visible()


def test_the_code_can_be_copied_printed_and_saved(page_at: PageAt) -> None:
    page = page_at(390)
    at(page, "verhaal")
    page.get_by_label("Je verhaal").fill(STORY)
    go(page)
    page.goto("/melden/wens/")
    page.get_by_label("Tel het alleen mee").check()
    go(page)
    page.get_by_role("button", name="Dit klopt").click()
    expect(page.get_by_role("button", name="Kopieer")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar als plaatje").click()
    assert download.value.suggested_filename == "cijfers.png"


def test_two_clicks_file_once(page_at: PageAt) -> None:
    page = page_at(390)
    for _ in walk(page):
        if page.url.endswith("/code/"):
            page.get_by_role("button", name="Ik heb hem bewaard").dblclick()
            page.wait_for_url("**/dossier/**")
            break
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is al verstuurd.")
    assert Report.objects.count() == 1
    assert Draft.objects.count() == 1


def test_the_way_out_leaves_no_draft_in_the_browser(
    page_at: PageAt, settings: LazySettings
) -> None:
    settings.NEUTRAL_PAGE = "/hulp/"
    page = page_at(390)
    at(page, "verhaal")
    page.get_by_role("link", name="Verlaat deze site").click()
    page.wait_for_url("**/hulp/")
    page.goto("/melden/verhaal/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hier staan nog geen antwoorden.")


def test_a_first_visit_is_light(page_at: PageAt) -> None:
    page = page_at(390)
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto("/melden/?school=zeewaarde", wait_until="networkidle")
    # The page travels as it is; styles and scripts are compressed when they are collected.
    document, *others = [answer.body() for answer in answers]
    assert len(document) + sum(len(gzip.compress(body)) for body in others) <= FIRST_VISIT
