"""The public pages: complete in two languages, light, and without a trace of the visitor."""

import gzip
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.utils import get_app_template_dirs
from django.test import Client

from tests.stagebaken.ui.markup import Page, inline_code

pytestmark = pytest.mark.django_db  # a page asks whether this is a demo

ROOT = Path(__file__).resolve().parents[3]
PUBLIC = ["/", "/hulp/", "/bescherming/", "/privacy/", "/toegankelijkheid/"]
BOTH = [prefix + address for prefix in ("", "/en") for address in PUBLIC]
FIRST_VISIT = 60_000  # bytes over the wire; design/experience.md


def visit(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def our_templates() -> list[str]:
    folders = [Path(each) for each in get_app_template_dirs("templates")]
    ours = [each for each in folders if each.is_relative_to(ROOT) and ".venv" not in each.parts]
    return sorted(str(file.relative_to(each)) for each in ours for file in each.rglob("*.html"))


@pytest.mark.parametrize("name", our_templates())
def test_every_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


@pytest.mark.parametrize("address", BOTH)
def test_a_visitor_reads_every_page_in_the_language_of_its_address(
    client: Client, address: str
) -> None:
    page = visit(client, address)
    html = page.one("html")
    assert html.attrs == {"lang": "en" if address.startswith("/en") else "nl", "dir": "ltr"}
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("address", BOTH)
def test_no_page_holds_what_the_policy_blocks(client: Client, address: str) -> None:
    assert inline_code(visit(client, address)) == []


@pytest.mark.parametrize("address", BOTH)
def test_a_visit_leaves_no_cookie_and_reads_none(client: Client, address: str) -> None:
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC)
def test_the_way_out_is_the_first_link_after_the_skip_link(client: Client, address: str) -> None:
    skip, leave, *_ = visit(client, address).all("a")
    assert skip.attrs["href"] == "#inhoud"
    assert leave.attrs["href"] == "/verlaat/"
    assert "data-exit" in leave.attrs


@pytest.mark.parametrize("address", BOTH)
def test_independent_help_is_on_every_page(client: Client, address: str) -> None:
    addresses = {link.attrs["href"] for link in visit(client, address).all("a")}
    assert {"https://discriminatie.nl", "https://www.mensenrechten.nl"} <= addresses


@pytest.mark.parametrize("address", BOTH)
def test_links_that_leave_do_not_say_where_from(client: Client, address: str) -> None:
    outside = [link for link in visit(client, address).all("a") if "//" in link.attrs["href"]]
    assert outside
    assert all(link.attrs.get("rel") == "noreferrer" for link in outside)


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_is_fetched_from_elsewhere(client: Client, address: str) -> None:
    page = visit(client, address)
    fetched = [each.attrs["href"] for each in page.all("link")]
    fetched += [each.attrs["src"] for each in page.elements if "src" in each.attrs]
    assert all(each.startswith("/static/") for each in fetched)


def test_the_language_switch_leads_to_the_same_page_with_its_question(client: Client) -> None:
    english = visit(client, "/hulp/?van=1").one("a", hreflang="en")
    assert english.attrs["href"] == "/en/hulp/?van=1"
    assert (english.attrs["lang"], english.text) == ("en", "English")
    dutch = visit(client, "/en/hulp/?van=1").one("a", hreflang="nl")
    assert (dutch.attrs["href"], dutch.text) == ("/hulp/?van=1", "Nederlands")


def test_a_browser_that_prefers_english_still_gets_the_address_it_asked_for(
    client: Client,
) -> None:
    response = client.get("/hulp/", headers={"Accept-Language": "en"})
    assert Page(response.content.decode()).one("html").attrs["lang"] == "nl"


def test_anchors_that_other_pages_point_at_exist(client: Client) -> None:
    page = visit(client, "/hulp/")
    for name in ("vertrouwenspersoon", "studenten"):
        assert page.by_id(name).text


def test_the_components_are_shown_on_a_local_machine_only(
    client: Client, settings: LazySettings
) -> None:
    settings.LOCAL = False
    assert client.get("/ontwerp/").status_code == 404
    del settings.LOCAL
    assert client.get("/ontwerp/").status_code == 404
    settings.LOCAL = True
    page = visit(client, "/ontwerp/")
    assert inline_code(page) == []


def test_every_id_on_the_page_of_components_is_unique_and_every_reference_lands(
    client: Client, settings: LazySettings
) -> None:
    settings.LOCAL = True
    page = visit(client, "/ontwerp/")
    ids = [each.attrs["id"] for each in page.elements if "id" in each.attrs]
    assert len(ids) == len(set(ids))
    named = ("for", "aria-describedby", "aria-labelledby")
    wanted = {
        name for each in page.elements for key in named for name in each.attrs.get(key, "").split()
    }
    wanted |= {
        a.attrs["href"][1:]
        for a in page.all("a")
        if len(a.attrs["href"]) > 1 and a.attrs["href"][0] == "#"
    }
    assert wanted <= set(ids)


def test_a_first_visit_stays_light(client: Client) -> None:
    page = visit(client, "/")
    files = {each.attrs["href"] for each in page.all("link")}
    files |= {each.attrs["src"] for each in page.all("script")}
    weight = len(page.source.encode())
    for file in files:
        path = finders.find(file.removeprefix("/static/"))
        assert isinstance(path, str)
        weight += len(gzip.compress(Path(path).read_bytes()))
    assert weight < FIRST_VISIT
