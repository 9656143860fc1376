"""/stages/: the search page and suggestions."""

from urllib.parse import urlencode

from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from tests.placements.search.conftest import programme, recognised

SCRIPT = "<script>alert(1)</script>"


def page(client: Client, address: str = "/stages/", **asked: str | int) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_sees_every_accredited_company_without_asking(
    client: Client, garage: TrainingCompany, studio: TrainingCompany
) -> None:
    html = page(client)
    assert "1 leerbedrijf" in html
    assert "Autobedrijf Windwijzer" in html
    assert "Vandaag erkend voor Autotechnicus, tot en met 1 maart 2028" in html
    assert "€ 350 per maand" in html
    assert "Studio Vuurtoren" not in html


def test_an_hbo_student_can_ask_for_companies_without_accreditation(
    client: Client, garage: TrainingCompany, studio: TrainingCompany
) -> None:
    html = page(client, vetted=0, q="ontwerp")
    assert "Studio Vuurtoren" in html
    assert "Vandaag niet erkend" in html
    assert "Vergoeding niet opgegeven" in html


def test_a_student_in_another_language_reads_the_page_in_it(
    client: Client, garage: TrainingCompany
) -> None:
    html = page(client, "/en/stages/")
    assert "Find a training company" in html
    assert "Accredited today for Autotechnicus, up to and including" in html


def test_a_search_without_result_says_which_one_filter_to_loosen(
    client: Client, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    html = page(client, q="autotechnicus", near="Oosterhaven", radius_km=5, level=3)
    assert "Geen leerbedrijven gevonden." in html
    assert "Zonder niveau" in html
    assert 'href="?q=autotechnicus&amp;near=Oosterhaven&amp;radius_km=5"' in html
    html = page(client, q="autotechnicus", near="sint vlietdorp", radius_km=5)
    assert "Binnen 15 km" in html
    assert "Zonder je zoekwoorden" in html
    assert page(client, q="zeppelin").count("Ook bedrijven zonder erkenning</a>") == 0


def test_when_no_single_filter_helps_what_is_left_without_all_of_them_is_offered(
    client: Client, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    html = page(client, q="autotechnicus", near="Leeuwarden", level=3, pathway="bbl")
    assert "Geen leerbedrijven gevonden." in html
    assert "Alleen je zoekwoorden, zonder plaats en filters" in html
    assert 'href="?q=autotechnicus"' in html
    html = page(client, q="zeppelin", near="Oosterhaven", level=4)
    assert "Alleen de plaats, zonder zoekwoorden en filters" in html
    assert 'href="?near=Oosterhaven"' in html
    assert "Alleen" not in page(client, q="zeppelin").split("Geen leerbedrijven")[1]


def test_an_unknown_place_is_explained_beside_the_field(
    client: Client, garage: TrainingCompany
) -> None:
    html = page(client, near="Nergenshuizen")
    assert 'href="#id_near"' in html
    assert "Klopt de spelling?" in html


def test_a_mistyped_place_leads_to_the_one_that_was_meant(
    client: Client, garage: TrainingCompany
) -> None:
    html = page(client, near="Oosterhavn", q="banden")
    assert "Bedoel je misschien" in html
    assert "near=Oosterhaven" in html
    assert "q=banden" in html
    assert ">Leiden</a>" in page(client, near="Leidn")
    assert "Bedoel je" not in page(client, near="Nergenshuizen")


def test_companies_without_recognition_are_not_counted_as_leerbedrijven(
    client: Client, studio: TrainingCompany
) -> None:
    assert "1 bedrijf" in page(client, vetted=0)


def test_pages_of_twenty_keep_what_was_asked(client: Client, db: None) -> None:
    for number in range(21):
        register(name=f"Bedrijf {number:02}", trades="hout")
    first = page(client, q="hout", vetted=0)
    assert "Bedrijf 19" in first
    assert "Bedrijf 20" not in first
    assert "q=hout" in first
    assert "Bedrijf 20" in page(client, q="hout", vetted=0, page=2)
    assert "Bedrijf 20" in page(client, q="hout", vetted=0, page=10**30)


def test_a_search_asks_the_database_the_same_few_questions_however_much_it_finds(
    client: Client, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    trade = programme("90001", "Timmerman", 2)
    for number in range(30):
        company = register(name=f"Bedrijf {number}", place="Oosterhaven", latitude=52, longitude=5)
        recognised(company, trade, "bol")
    # The commitments; has a day come; new words; where the place is (3); the answer; the numbers;
    # the companies with recognitions, approvals, commitments and places; the demo's banner.
    with django_assert_max_num_queries(14):
        page(client, near="Oosterhaven", q="timmer")


def test_a_hostile_company_shows_as_text(client: Client, db: None) -> None:
    company = register(name=SCRIPT, place=SCRIPT[:80], latitude=52, longitude=5, trades=SCRIPT)
    recognised(company, programme("90001", SCRIPT, 2), "bol")
    for html in (page(client), page(client, q=SCRIPT), page(client, near=SCRIPT)):
        assert SCRIPT not in html
    assert "&lt;script&gt;" in page(client)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "near",
                "radius_km",
                "pathway",
                "level",
                "vetted",
                "page",
                "x",
                "crebo",
                "more",
                "school",
            ]
        ),
        st.text(),
    )
)
@example({"q": "\x00", "near": "\x00", "page": "\x00"})
@example({"page": "9" * 5000})
@example({"radius_km": "nan", "level": "9" * 400})
def test_a_visitor_never_breaks_the_search(
    client: Client, garage: TrainingCompany, asked: dict[str, str]
) -> None:
    address = urlencode(asked, errors="surrogatepass")
    assert client.get(f"/stages/?{address}").status_code == 200
    assert client.get(f"/stages/zoek/?{address}").status_code == 200


@given(st.binary())
def test_raw_bytes_never_break_the_search(
    client: Client, garage: TrainingCompany, query: bytes
) -> None:
    response = client.get("/stages/", QUERY_STRING=query.decode("latin-1"))
    assert response.status_code == 200


def test_suggestions_come_after_two_letters_and_are_kept_by_no_browser(
    client: Client, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert client.get("/stages/zoek/?q=w").json() == {"results": []}
    response = client.get("/stages/zoek/?q=wind")
    assert response.json() == {
        "results": [{"id": str(garage.pk), "name": garage.name, "place": "Oosterhaven"}]
    }
    assert "no-store" in response["Cache-Control"]


def test_at_most_eight_suggestions_are_given(client: Client, db: None) -> None:
    for number in range(9):
        register(name=f"Bakkerij {number}")
    assert len(client.get("/stages/zoek/?q=bakkerij").json()["results"]) == 8


def test_nobody_can_change_anything_here(client: Client, garage: TrainingCompany) -> None:
    for address in ("/stages/", "/stages/zoek/"):
        assert client.post(address).status_code == 405
