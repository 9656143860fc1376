"""A leerbedrijf's page, the check and SBB's desk in a real browser: small, in print, no script."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.accreditations.actions import block, is_erkend, recognise
from placements.accreditations.approvals import approve
from placements.accreditations.models import Key, Programme, Status
from placements.commitments.actions import declare
from placements.commitments.installing import install
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.places.models import State, TrainingPlace
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import today
from tests import cast
from tests.browser.chromium import PageAt, axe, overflow
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = timedelta(days=1)


@pytest.fixture
def garage(transactional_db: None) -> TrainingCompany:
    """A company of which there is everything to say that a page can say."""
    company = register(
        name="Autobedrijf Windwijzer-Noorderlichtenstraat", leerbedrijf_id="100417920",
        street="Kade", house_number="4", postcode="1234AB", place="Oosterhaven", sector="02",
        learning_tasks="Onderhoud en banden.", website="https://windwijzer.example/over-ons",
    )  # fmt: skip
    for number, (name, level) in enumerate(
        [("Autotechnicus", 2), ("Eerste autotechnicus", 3), ("Verkoper mobiliteit", 3)]
    ):
        programme = Programme.objects.create(
            kind="kwalificatie", crebo=f"{90211 + number}", name=name, level=level
        )
        recognise(
            key=Key(company.pk, programme.pk, "bol"),
            source="erkenningen.csv",
            valid_until=today() + 400 * DAY,
        )
    last = Key(company.pk, programme.pk, "bol")
    block(key=last, status=Status.SUSPENDED, source="SBB", day=today(), until=today() + 9 * DAY)
    add_commitment(company)
    TrainingPlace.objects.create(
        company=company, title="Sleutelen aan elektrische auto's", pathway="bol",
        programme=Programme.objects.get(crebo="90211"), state=State.OPEN, published_on=today(),
    )  # fmt: skip
    school = cast.duinkerk()
    approve(
        by=cast.make_administrator(school), school=school, company=company, programme=None,
        valid_from=today(), valid_until=today() + 200 * DAY, reason="Gezien",
    )  # fmt: skip
    return company


def add_commitment(company: TrainingCompany) -> None:
    contact = cast.make_user("Gijs Garage")
    Membership.objects.create(user=contact, role=Role.COMPANY_CONTACT)
    CompanyContact.objects.create(company=company, user=contact, started_on=today())
    install("default")  # a transactional test begins with empty tables
    declare(by=contact, company=company, code="vacaturetekst")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_the_page_of_a_company_is_accessible(
    page_at: PageAt, garage: TrainingCompany, language: str, width: int, dark: bool
) -> None:
    page = page_at(width, dark=dark)
    page.goto(f"{language}/stages/{garage.pk}/")
    assert axe(page) == []
    assert overflow(page) <= 0


def test_a_company_prints_on_one_sheet(page_at: PageAt, garage: TrainingCompany) -> None:
    page = page_at(1280)
    page.goto(f"/stages/{garage.pk}/")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    with pikepdf.open(BytesIO(printed)) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_company_is_no_wider_than_the_paper_of_a_phone(
    page_at: PageAt, garage: TrainingCompany, language: str
) -> None:
    TrainingCompany.objects.update(size_class="10-49", public_email="stage@windwijzer.example")
    page = page_at(390)
    page.goto(f"{language}/stages/{garage.pk}/")
    page.emulate_media(media="print")
    assert overflow(page) <= 0


def test_a_coordinator_checks_a_recognition_without_script(
    page_at: PageAt, garage: TrainingCompany
) -> None:
    page = page_at(320, js=False)
    page.goto(f"/stages/{garage.pk}/")
    page.get_by_role("link", name="Controleer de erkenning op een andere dag").click()
    page.get_by_label("Crebo van de opleiding").fill("90211")
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("heading", level=2, name="Erkend")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "/stages/controle/",
        "/stages/controle/?leerbedrijf_id=100417920&crebo=90299&day=2026-11-27",
        "/stages/controle/?leerbedrijf_id=x&crebo=1&day=",
        "/stages/controle/nummer/?name=windwijzer&postcode=1234AB",
    ],
)
def test_the_check_is_accessible_on_a_small_phone(
    page_at: PageAt, garage: TrainingCompany, address: str
) -> None:
    page = page_at(320)
    page.goto(address)
    assert axe(page) == []
    assert overflow(page) <= 0


def signed_in(page: Page, user: User, server: LiveServer, settings: LazySettings) -> Page:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"
    client = Client()
    sign_in(client, user)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": server.url}])
    return page


@pytest.fixture
def advisor(transactional_db: None) -> User:
    user = cast.make_user("Arend Adviseur")
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    return user


def test_an_advisor_suspends_without_script_and_reads_first_what_happens(
    page_at: PageAt,
    garage: TrainingCompany,
    advisor: User,
    live_server: LiveServer,
    settings: LazySettings,
) -> None:
    page = signed_in(page_at(390, js=False), advisor, live_server, settings)
    page.goto("/toezicht/")
    page.get_by_label("Naam of leerbedrijf-ID").fill("windwijzer")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Autobedrijf Windwijzer").first.click()
    page.get_by_role("link", name=re.compile(r"Schors\s?: Autotechnicus \(bol\)")).click()
    page.get_by_label("Reden").fill("Geen praktijkopleider")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("is Autobedrijf Windwijzer")).to_be_visible()
    page.get_by_role("button", name="Ja, schors de erkenning").click()
    expect(page.get_by_role("status")).to_contain_text("De erkenning is geschorst.")
    programme = Programme.objects.get(crebo="90211")
    assert not is_erkend(Key(garage.pk, programme.pk, "bol"), today())


def test_the_desk_of_sbb_is_accessible_on_a_small_screen(
    page_at: PageAt,
    garage: TrainingCompany,
    advisor: User,
    live_server: LiveServer,
    settings: LazySettings,
) -> None:
    page = signed_in(page_at(320), advisor, live_server, settings)
    programme = Programme.objects.get(crebo="90211")
    company = f"/toezicht/bedrijven/{garage.pk}/"
    for address in (
        "/toezicht/",
        "/toezicht/?q=wind",
        company,
        f"{company}erkennen/",
        f"{company}{programme.pk}/bol/schorsen/",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
    page.get_by_label("Reden").fill("x")
    page.get_by_role("button", name="Verder").click()
    assert axe(page) == []
    assert overflow(page) <= 0


def test_the_approvals_of_a_school_are_accessible_on_a_small_screen(
    page_at: PageAt, garage: TrainingCompany, live_server: LiveServer, settings: LazySettings
) -> None:
    administrator = User.objects.get(name="Truus Beheer")
    page = signed_in(page_at(320), administrator, live_server, settings)
    home = "/leerbedrijf/goedkeuring/duinkerk/"
    approval = garage.approvals.get()
    for address in (
        f"{home}?q=wind",
        f"{home}bedrijven/{garage.pk}/",
        f"{home}{approval.pk}/intrekken/",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert overflow(page) <= 0, address
