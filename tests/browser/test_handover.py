"""A report goes to SBB and an answer comes back, in small and wide windows, without script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from placements.accreditations.actions import is_erkend, recognise
from placements.accreditations.models import Key, Programme
from placements.companies.actions import register
from reports.handover.models import Investigation
from stagebaken.web.days import today
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at
from tests.cast import PASSPHRASE, make_advisor, make_team, zeewaarde
from tests.reports.filing import file
from tests.reports.handover.conftest import REASONS, RESPONSE, Scene

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOCUMENT = "School: mbo Zeewaarde\nBedrijf: Garage De Vonk\n\nEen stagiair kreeg ander werk."


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    school = zeewaarde()
    return Scene(school, make_team(school), file(school))


@pytest.fixture
def key(transactional_db: None) -> Key:
    company = register(name="Garage De Vonk")
    programme = Programme.objects.create(kind="kwalificatie", crebo="90211", name="Autotechnicus")
    found = Key(company.pk, programme.pk, "bol")
    recognise(key=found, source="proef")
    return found


def unlock(page: Page, address: str) -> None:
    page.goto("/zaken/kluis/openen/")
    page.locator("#id_passphrase").fill(PASSPHRASE)
    press(page)
    page.get_by_text("Kluis open tot").wait_for()
    page.goto(address)


def press(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def look(page: Page) -> None:
    """Nothing that axe finds, and nothing that leaves the window."""
    assert axe(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_yes_to_the_outcome_without_script(
    scene: Scene, key: Key, desk_at: DeskAt, width: int
) -> None:
    arend = make_advisor()
    scene.consent(DOCUMENT)
    school = desk_at(scene.mehmet, width, js=False)
    unlock(school, f"/zaken/{scene.case.pk}/")
    school.get_by_role("link", name="Bekijk en geef door").click()
    expect(school.get_by_text("Een stagiair kreeg ander werk.")).to_be_visible()
    school.get_by_label("Je wachtzin").fill(PASSPHRASE)
    press(school)
    expect(school.get_by_text("SBB heeft de melding gekregen")).to_be_visible()
    found = Investigation.objects.get()

    sbb = desk_at(arend, width, js=False)
    unlock(sbb, "/toezicht/zaken/")
    sbb.get_by_role("link", name=re.compile("School: mbo Zeewaarde")).click()
    sbb.get_by_label("Eerste reactie aan de school").fill(RESPONSE)
    press(sbb)
    sbb.get_by_role("link", name="Zoek het bedrijf").click()
    sbb.get_by_label("Naam of leerbedrijf-ID").fill("De Vonk")
    press(sbb)
    sbb.get_by_role("button", name="Dit bedrijf").click()
    sbb.get_by_role("link", name="Naar de uitkomst").click()
    sbb.get_by_text("Erkenning geschorst").click()
    press(sbb)
    sbb.get_by_label("Autotechnicus (bol)").check()
    sbb.get_by_label("Waarom").fill(REASONS)
    press(sbb)
    expect(sbb.get_by_text("Klopt deze uitkomst?")).to_be_visible()
    sbb.get_by_role("button", name="Ja, bewaar dit").click()
    assert not is_erkend(key, today())
    expect(sbb.get_by_text(f"Melding {found.number}")).to_be_visible()

    school.goto(f"/zaken/{scene.case.pk}/")
    school.get_by_role("link", name=re.compile("Uitkomst van SBB")).click()
    expect(school.get_by_text(REASONS).first).to_be_visible()
    press(school)
    expect(school.get_by_text("De brief staat in het dossier.")).to_be_visible()


def addresses(scene: Scene, asked: Any, found: Investigation) -> dict[str, list[str]]:
    case, copy = f"/zaken/{scene.case.pk}/", f"/toezicht/zaken/{found.pk}/"
    return {
        "school": [case, f"{case}sbb/{asked.pk}/"],
        "sbb": [
            "/toezicht/zaken/", "/toezicht/zaken/jaar/", copy, f"{copy}bedrijf/",
            f"{copy}uitkomst/", f"{copy}vernietigen/", "/zaken/kluis/sbb/",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_a_hand_over_passes_axe_and_fits(
    scene: Scene, key: Key, desk_at: DeskAt, width: int
) -> None:
    arend = make_advisor()
    scene.hand_over(scene.consent(DOCUMENT))
    asked = scene.consent("Nog een tekst, die nog niet weg is.")
    pages = addresses(scene, asked, Investigation.objects.get())
    for member, whose in ((scene.mehmet, "school"), (arend, "sbb")):
        page = desk_at(member, width)
        unlock(page, pages[whose][0])
        for address in pages[whose]:
            page.goto(address)
            assert page.url.endswith(address)  # and not the door
            if address.endswith("/bedrijf/"):
                page.get_by_label("Naam of leerbedrijf-ID").fill("Vonk")
                press(page)
                page.get_by_role("button", name="Dit bedrijf").wait_for()
            look(page)
