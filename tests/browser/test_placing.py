"""Another place in a real browser: decided at a desk, asked of a reporter, found, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from placements.measures.models import Kind
from placements.replacement.models import ReplacementRequest
from reports.casework.models import Case
from stagebaken.vault import receipts
from stagebaken.web.days import suppose
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.placements.measures.deciding import TODAY, decide
from tests.placements.replacement.asking import ask
from tests.placements.search.conftest import bakery, garage
from tests.reports.filing import file

__all__ = ["bakery", "desk_at", "garage"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("garage"),
]

RECEIPT = receipts.normalise("0" * 25)


def look(page: Page, address: str) -> None:
    page.goto(address)
    assert axe(page) == [], address
    assert overflow(page) <= 0, address


def test_every_page_of_a_coordinator_is_accessible_on_a_phone(desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    ilse = cast.make_team(school)[1]
    from placements.companies.models import TrainingCompany

    company = TrainingCompany.objects.get()
    with suppose(TODAY):
        measure = decide(ilse.user, school, company, Kind.NO_PLACEMENTS)
        request = ask(ilse.user, school)
    page = desk_at(ilse, 320)
    here = "/stages/afspraken/zeewaarde/"
    one = f"{here}bedrijven/{company.pk}/"
    for address in (here, f"{here}?voorbij", f"{here}zoeken/?q=auto", one, f"{one}besluit/"):
        look(page, address)
    for address in (f"{measure.pk}/opnieuw/", f"{measure.pk}/beeindigen/"):
        look(page, here + address)
    there = "/stages/vervanging/zeewaarde/"
    for address in ("", "nieuw/", f"{request.pk}/", f"{request.pk}/zoeken/"):
        look(page, there + address)


def test_a_reporter_says_yes_and_chooses_a_place(page_at: PageAt, desk_at: DeskAt) -> None:
    school = cast.zeewaarde()
    mehmet = cast.make_team(school)[0]
    filed = file(school, wish="place", receipt=RECEIPT)
    case = Case.objects.get(dossier=filed.dossier)
    desk = desk_at(mehmet, 320)
    open_vault(desk)
    look(desk, f"/zaken/{case.pk}/")
    desk.get_by_role("link", name="Vraag het de melder").click()
    assert axe(desk) == []
    desk.get_by_label("In de buurt").fill("Oosterhaven")
    desk.get_by_role("button", name="Stel de vraag").click()

    reporter = page_at(320, js=False)
    reporter.goto("/dossier/")
    reporter.get_by_label("code").first.fill(RECEIPT)
    reporter.get_by_role("button", name="Open dossier").click()
    expect(reporter.get_by_text("In de buurt van: Oosterhaven")).to_be_visible()
    assert overflow(reporter) <= 0
    reporter.get_by_role("button", name="Ja, zoek mee").click()

    look(desk, f"/zaken/{case.pk}/")
    desk.get_by_role("link", name="Open het verzoek").click()
    assert axe(desk) == []
    desk.get_by_label("Je wachtzin").fill(cast.PASSPHRASE)
    desk.get_by_role("button", name="Open het verzoek").click()
    desk.get_by_role("link", name="Stel plekken voor").click()
    assert axe(desk) == []
    assert overflow(desk) <= 0
    desk.get_by_label("Autobedrijf Windwijzer").check()
    desk.get_by_role("button", name="Zet in het dossier").click()

    reporter.goto("/dossier/inhoud/")
    assert overflow(reporter) <= 0
    reporter.get_by_role("button", name=re.compile("Graag.*Autobedrijf Windwijzer")).click()
    expect(reporter.get_by_text("Jij zei: graag")).to_be_visible()
    assert ReplacementRequest.objects.get().suggestions.get().answer == "wanted"
