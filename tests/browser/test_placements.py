"""A placement from a find to three yeses: a student on a phone, a coordinator, a company."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from placements.agreements.models import Placement
from placements.agreements.transitions import State
from stagebaken.accounts.models import User
from tests.browser.chromium import PageAt, axe, overflow
from tests.placements.agreements.scene import TEXT, Scene, make_scene
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SeenBy = Callable[..., Page]


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return make_scene()


@pytest.fixture
def seen_by(page_at: PageAt, live_server: LiveServer, settings: LazySettings) -> SeenBy:
    """The test server has no TLS, and Playwright then takes no `__Host-` session."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "session", "csrf"

    def seen_by(user: User, width: int, *, js: bool = True, language: str = "nl") -> Page:
        client = Client()
        sign_in(client, user)
        page = page_at(width, js=js, language=language)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        return page

    return seen_by


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_from_a_find_to_an_agreement(seen_by: SeenBy, scene: Scene, js: bool) -> None:
    student = seen_by(scene.user, 390, js=js)
    student.goto("/mijn-stage/plek/")
    student.get_by_role("link", name="Geef je plek door").click()
    student.get_by_label("Bedrijf").fill("Slinger")
    student.get_by_text("Via mensen die ik ken").click()
    student.get_by_label("Hoeveel sollicitaties").fill("7")
    student.get_by_role("button", name="Geef door").click()
    student.get_by_text("Garage De Slinger").click()
    student.get_by_role("button", name="Geef door").click()
    expect(student.get_by_text("Je school kijkt ernaar.")).to_be_visible()

    school = seen_by(scene.ilse, 1280, js=js)
    school.goto("/studenten/zeewaarde/stages/?state=ours")
    school.get_by_role("link", name="Yasmina el Amrani").click()
    school.get_by_role("link", name="Kijk de plek na").click()
    school.get_by_role("button", name="Neem over").click()
    school.get_by_text("Garage De Slinger").last.click()
    school.get_by_role("button", name="Neem over").click()
    school.get_by_role("link", name="Stel de overeenkomst op").click()
    school.get_by_label("Eerste dag").fill(TEXT.starts_on.isoformat())
    school.get_by_label("Laatste dag").fill(TEXT.ends_on.isoformat())
    school.get_by_label("Uren per week").fill("32")
    school.get_by_label("Uren in totaal").fill("640")
    school.get_by_label("Praktijkopleider", exact=True).fill("Gijs Garage")
    school.get_by_label("Hoe gaat de begeleiding?").fill("Elke dinsdag een gesprek.")
    school.get_by_role("button", name="Leg de overeenkomst voor").click()
    school.get_by_role("button", name="De school gaat akkoord").click()
    expect(school.get_by_text("Het akkoord van de school staat erin.")).to_be_visible()

    student.goto("/mijn-stage/plek/")
    student.get_by_role("link", name="Garage De Slinger").click()
    student.get_by_role("button", name="Ik ga akkoord").click()
    expect(student.get_by_text("Je akkoord staat erin.")).to_be_visible()

    company = seen_by(scene.gijs, 390, js=js)
    company.goto("/leerbedrijf/stagiairs/")
    company.get_by_role("link", name="Yasmina el Amrani").click()
    company.get_by_role("button", name="Wij gaan akkoord").click()
    expect(company.get_by_text("Jullie akkoord staat erin.")).to_be_visible()
    assert Placement.objects.get().state == State.AGREED


@pytest.mark.parametrize(("width", "prefix"), [(390, ""), (1280, "/en")])
def test_every_page_is_accessible_and_fits(
    seen_by: SeenBy, scene: Scene, width: int, prefix: str
) -> None:
    placement = scene.drawn_up()
    own = f"{prefix}/mijn-stage/plek/"
    student = seen_by(scene.user, width)
    for path in ("", "gevonden/", f"{placement.pk}/", f"{placement.pk}/wijziging/",
                 f"{placement.pk}/stoppen/"):  # fmt: skip
        looks(student, own + path)
    school, stages = seen_by(scene.ilse, width), f"{prefix}/studenten/zeewaarde/stages/"
    for path in ("", f"student/{scene.yasmina.pk}/", f"student/{scene.yasmina.pk}/nieuw/",
                 f"{placement.pk}/", f"{placement.pk}/overeenkomst/", f"{placement.pk}/stoppen/",
                 f"{placement.pk}/ander-bedrijf/"):  # fmt: skip
        looks(school, stages + path)
    company = seen_by(scene.gijs, width)
    trainees = f"{prefix}/leerbedrijf/{scene.garage.pk}/stagiairs/"
    for path in ("", f"{placement.reference}/", f"{placement.reference}/stoppen/"):
        looks(company, trainees + path)
    scene.confirm(placement)
    looks(student, f"{own}{placement.pk}/")


def looks(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    assert axe(page) == [], address
    assert overflow(page) <= 0, address
