"""The pages of /stages/afspraken/, as a coordinator uses them."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.measures.models import Kind, Measure
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from tests import cast
from tests.placements.measures.deciding import HOME, after, decide, form

BASE = f"{HOME}zeewaarde/"
PAGE_QUERIES = 11  # whoever is asking, the menu, three of the page itself
SEARCH_QUERIES = 19


def read(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_list_says_what_to_do(desk: Client) -> None:
    assert desk.get(HOME).headers["Location"] == BASE
    html = read(desk, BASE)
    assert "Je school heeft nu geen besluit dat geldt." in html
    assert f"{BASE}zoeken/" in html


def test_a_coordinator_finds_a_company_decides_and_finds_it_marked(
    desk: Client, company: TrainingCompany
) -> None:
    found = read(desk, f"{BASE}zoeken/", q="windwijzer")
    where = f"{BASE}bedrijven/{company.pk}/"
    assert where in found
    assert "Geen plaatsing vanuit jouw school" not in found
    assert "niets vastgelegd" in read(desk, where)
    assert desk.post(f"{where}besluit/", form()).headers["Location"] == where
    until = "15 juni 2027"
    assert after(200).strftime("%Y-%m-%d") == "2027-06-15"
    marked = read(desk, f"{BASE}zoeken/", q="windwijzer")
    assert f"Geen plaatsing vanuit jouw school tot en met {until}" in marked
    html = read(desk, where)
    assert "Voorlopig geen plaatsingen" in html
    assert "door Ilse Bosgra" in html
    assert "Waarvoor is het bedrijf erkend?" in html  # the public page stands below it
    assert company.name in read(desk, BASE)


def test_what_was_typed_wrong_is_said_per_field_and_kept(
    desk: Client, company: TrainingCompany
) -> None:
    where = f"{BASE}bedrijven/{company.pk}/besluit/"
    answer = desk.post(where, form(until=""))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Een besluit zonder einde kan niet." in html
    assert after(90).isoformat() in html
    later = desk.post(where, form("conversation", starts_on=after(3).isoformat()))
    assert "Leg een gesprek pas vast als het geweest is." in later.content.decode()
    assert not Measure.objects.exists()
    desk.post(where, form())
    twice = desk.post(where, form())
    assert "Je school plaatst hier nu al niemand." in twice.content.decode()


def test_a_double_click_decides_once(desk: Client, company: TrainingCompany) -> None:
    where = f"{BASE}bedrijven/{company.pk}/besluit/"
    mark = "6f9f6c1e-5d0e-4a63-9a44-1d1c1b0f4a55"
    for _ in range(2):
        answer = desk.post(where, form("agreement", once=mark))
        assert answer.status_code == 302
    assert Measure.objects.count() == 1


def test_looking_again_moves_the_days_and_ending_asks_first(
    desk: Client, ilse: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    again = f"{BASE}{measure.pk}/opnieuw/"
    assert 'name="seen" value="1"' in read(desk, again)
    sent = {"seen": 1, "until": after(300).isoformat(), "review_on": after(200).isoformat()}
    assert desk.post(again, sent).status_code == 302
    measure.refresh_from_db()
    assert (measure.until, measure.review_on) == (after(300), after(200))
    stop = f"{BASE}{measure.pk}/beeindigen/"
    assert "Ja, stop het" in read(desk, stop)
    stale = desk.post(stop, {"seen": 1}, follow=True).content.decode()
    assert "Een collega veranderde dit intussen" in stale
    assert desk.post(stop, {"seen": 2}).status_code == 302
    assert company.name not in read(desk, BASE)
    assert company.name in read(desk, f"{BASE}?voorbij")
    for kept in (again, stop):  # the address of a form that could only be refused
        assert "Dit besluit is al afgelopen." in desk.get(kept, follow=True).content.decode()


def test_a_conversation_is_looked_at_again_without_a_last_day(
    desk: Client, ilse: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company, Kind.CONVERSATION)
    again = f"{BASE}{measure.pk}/opnieuw/"
    assert 'name="until"' not in read(desk, again)
    desk.post(again, {"seen": 1, "review_on": after(120).isoformat()})
    measure.refresh_from_db()
    assert (measure.until, measure.review_on) == (None, after(120))


def test_what_is_to_be_looked_at_stands_on_top(
    desk: Client, ilse: User, school: School, company: TrainingCompany, bakery: TrainingCompany
) -> None:
    decide(ilse, school, company, review=100)
    decide(ilse, school, bakery, review=14)
    html = read(desk, BASE)
    assert "Naar 1 besluit kijken jullie nu of binnenkort opnieuw." in html
    assert html.index("Bakkerij") < html.index("Autobedrijf")


def test_whoever_works_for_two_schools_chooses_one(desk: Client, ilse: User, other: School) -> None:
    cast.join(other, ilse, Role.INTERNSHIP_COORDINATOR)
    html = read(desk, HOME)
    assert f"{HOME}duinkerk/" in html
    assert BASE in html


def test_every_page_is_there_in_english(
    desk: Client, ilse: User, school: School, company: TrainingCompany
) -> None:
    measure = decide(ilse, school, company)
    pages = ("", "zoeken/", f"bedrijven/{company.pk}/", f"bedrijven/{company.pk}/besluit/")
    for page in (*pages, f"{measure.pk}/opnieuw/", f"{measure.pk}/beeindigen/"):
        html = read(desk, f"/en{BASE}{page}")
        assert '<html lang="en"' in html
        page_itself = html.partition("<main")[2]  # an address in the menu is Dutch
        assert page_itself
        assert "plaatsing" not in page_itself.replace(measure.company.name, "")


def test_a_nonsense_search_breaks_nothing(desk: Client, company: TrainingCompany) -> None:
    for query in ({"near": "Nergenshuizen"}, {"crebo": "x"}, {"page": "9999999999"}, {"q": "\x00"}):
        assert desk.get(f"{BASE}zoeken/", query).status_code == 200


@pytest.mark.parametrize("rows", [2, 12])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    desk: Client,
    ilse: User,
    school: School,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        decide(ilse, school, register(name=f"Garage {number}"), review=number)
    desk.get(BASE)
    with django_assert_max_num_queries(PAGE_QUERIES):
        assert read(desk, BASE).count("Voorlopig geen plaatsingen") == rows


@pytest.mark.parametrize("companies", [1, 9])
def test_the_search_asks_one_question_more_for_all_marks(
    desk: Client,
    ilse: User,
    school: School,
    companies: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(companies):
        decide(ilse, school, register(name=f"Garage Vonk {number}", place="Oosterhaven"))
    address = f"{BASE}zoeken/?q=vonk&vetted=0"
    desk.get(address)
    with django_assert_max_num_queries(SEARCH_QUERIES):
        html = read(desk, address)
    assert html.count("Geen plaatsing vanuit jouw school") == companies
