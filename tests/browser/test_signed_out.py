"""A session that ends while a member writes: the words wait in the tab, with or without script."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from reports.intake.actions import FiledReport
from schools.registry.models import School
from stagebaken.accounts import factors
from tests import cast
from tests.browser.chromium import axe, overflow
from tests.browser.desk import DeskAt, desk_at, open_vault
from tests.reports.filing import file, own

__all__ = ["desk_at"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Ik geloof je.\nMorgen om tien uur bel ik."


@pytest.fixture
def ilse() -> cast.Member:
    ilse = cast.make_team(cast.zeewaarde())[1]
    EmailAddress.objects.create(user=ilse.user, email=ilse.user.email, primary=True, verified=True)
    return ilse


@pytest.fixture
def filed(ilse: cast.Member) -> FiledReport:
    return file(School.objects.get())


def sign_in(tab: Page, member: cast.Member) -> None:
    tab.get_by_label("E-mailadres").fill(member.user.email)
    tab.get_by_label("Wachtwoord").fill(cast.PASSWORD)
    tab.get_by_role("button", name="Inloggen", exact=True).click()
    tab.get_by_label("Code").fill(factors.totp_code(member.user))
    tab.get_by_role("main").get_by_role("button").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Je bent ingelogd")


@pytest.mark.parametrize(("width", "js"), [(390, False), (1280, True)])
def test_a_member_whose_session_ended_signs_in_elsewhere_and_sends_the_same_words(
    desk_at: DeskAt, ilse: cast.Member, filed: FiledReport, width: int, *, js: bool
) -> None:
    page = desk_at(ilse, width, js=js)
    open_vault(page)
    page.goto(f"/zaken/{filed.dossier.case.pk}/")
    page.get_by_label("Jouw antwoord").fill(WORDS)
    Session.objects.all().delete()  # eight hours later

    page.get_by_role("button", name="Stuur in dossier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Je werd uitgelogd terwijl je schreef"
    )
    expect(page.get_by_text("Morgen om tien uur bel ik.")).to_be_visible()
    assert overflow(page) == 0
    if js:
        assert axe(page) == []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="1. Log in").click()
    sign_in(opened.value, ilse)
    opened.value.close()
    page.get_by_role("button", name="2. Ik ben ingelogd, ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stuur je tekst nog een keer")
    assert overflow(page) == 0
    page.get_by_label("Je wachtzin").fill(cast.PASSPHRASE)
    page.get_by_role("button", name="Stuur nog een keer").click()

    expect(page.get_by_role("status").first).to_contain_text("Je antwoord staat in het dossier.")
    assert [said.text.splitlines() for said in own(filed).conversation] == [WORDS.splitlines()]
