"""The pages of /stages/vervanging/, as a coordinator uses them."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from placements.companies.models import TrainingCompany
from placements.replacement.models import Answer, ReplacementRequest, Suggestion
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.measures.deciding import after, client_of, decide
from tests.placements.replacement.asking import BASE, HOME, ask, form

PAGE_QUERIES = 11  # whoever is asking, the menu, two of the page itself


def read(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_list_says_what_to_do(desk: Client, school: School) -> None:
    assert desk.get(HOME).headers["Location"] == BASE
    assert "Niemand wacht op een nieuwe plek." in read(desk, BASE)
    assert "Er is nog geen verzoek gesloten." in read(desk, f"{BASE}?gesloten")


def test_a_coordinator_opens_finds_proposes_and_closes(
    desk: Client, company: TrainingCompany
) -> None:
    answer = desk.post(f"{BASE}nieuw/", form(wishes="Op vrijdag vrij"))
    request = ReplacementRequest.objects.get()
    here = f"{BASE}{request.pk}/"
    assert answer.headers["Location"] == here
    html = read(desk, here)
    assert "Op vrijdag vrij" in html
    assert request.code in read(desk, BASE)
    found = read(desk, f"{here}zoeken/")
    assert company.name in found
    assert desk.post(f"{here}lijst/", {"company": company.pk}).headers["Location"] == here
    assert "Staat op de lijst" in read(desk, f"{here}zoeken/")
    listed = Suggestion.objects.get()
    desk.post(f"{here}antwoord/", {"suggestion": listed.pk, "answer": "wanted"})
    assert str(Answer.WANTED.label) in read(desk, here)
    assert "Ja, er is een plek" in read(desk, f"{here}gevonden/")
    with suppose(after(9)):
        desk.post(f"{here}gevonden/")
        assert "Na 9 dagen gesloten" in read(desk, here)
    assert request.code not in read(desk, BASE)
    assert request.code in read(desk, f"{BASE}?gesloten")
    late = desk.post(f"{here}niet-nodig/", follow=True).content.decode()
    assert "Dit verzoek is al gesloten." in late


def test_what_was_typed_wrong_is_said_and_kept(desk: Client, company: TrainingCompany) -> None:
    answer = desk.post(f"{BASE}nieuw/", form(near="Kerkstraat 12", wishes="Dichtbij"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze plaats of postcode kennen we niet." in html
    assert "Dichtbij" in html
    assert not ReplacementRequest.objects.exists()


def test_the_students_place_stands_in_no_address(
    desk: Client, wish: ReplacementRequest, company: TrainingCompany
) -> None:
    for page in (BASE, f"{BASE}{wish.pk}/", f"{BASE}{wish.pk}/zoeken/"):
        html = read(desk, page)
        assert "near=" not in html
        assert "Oosterhaven" in html
    assert company.name in read(desk, f"{BASE}{wish.pk}/zoeken/", radius_km="50")


def test_a_company_that_is_closed_to_the_school_has_no_button(
    desk: Client, wish: ReplacementRequest, ilse: User, school: School, company: TrainingCompany
) -> None:
    decide(ilse, school, company)
    html = read(desk, f"{BASE}{wish.pk}/zoeken/")
    assert "Geen plaatsing vanuit jouw school" in html
    assert "Zet op de lijst" not in html
    told = desk.post(f"{BASE}{wish.pk}/lijst/", {"company": company.pk}, follow=True)
    assert "Je school plaatst nu niemand bij dit bedrijf." in told.content.decode()
    assert not Suggestion.objects.exists()


def test_for_everybody_else_no_request_exists(
    wish: ReplacementRequest, els: User, school: School, company: TrainingCompany
) -> None:
    listed = Suggestion.objects.create(request=wish, company=company)
    strangers = {
        "another school": client_of(els),
        "the administrator": client_of(cast.make_administrator(school)),
        "a counsellor": client_of(cast.make_member(school).user),
        "a student": client_of(cast.make_user("Sem Student")),
    }
    pages = ("", "zoeken/", "lijst/", "antwoord/", "gevonden/", "niet-nodig/")
    data = {"company": company.pk, "suggestion": listed.pk, "answer": "wanted"}
    for who, client in strangers.items():
        for code in ("zeewaarde", "duinkerk"):
            for page in pages:
                address = f"{HOME}{code}/{wish.pk}/{page}"
                assert client.get(address).status_code in (404, 405), (who, address)
                assert client.post(address, data).status_code in (404, 405), (who, address)
        assert client.get(f"{HOME}zeewaarde/").status_code == 404
    wish.refresh_from_db()
    listed.refresh_from_db()
    assert (wish.state, listed.answer) == ("open", "unasked")


def test_a_form_that_was_made_up_breaks_nothing(desk: Client, wish: ReplacementRequest) -> None:
    for page, data in {
        "lijst/": {"company": "x"},
        "antwoord/": {"suggestion": "x", "answer": "y"},
    }.items():
        assert desk.post(f"{BASE}{wish.pk}/{page}", data).status_code == 302
    missing = {"company": "6f9f6c1e-5d0e-4a63-9a44-1d1c1b0f4a55"}
    assert desk.post(f"{BASE}{wish.pk}/lijst/", missing).status_code == 404


def test_every_page_is_there_in_english(
    desk: Client, wish: ReplacementRequest, company: TrainingCompany
) -> None:
    for page in ("", "nieuw/", f"{wish.pk}/", f"{wish.pk}/zoeken/", f"{wish.pk}/gevonden/"):
        html = read(desk, f"/en{BASE}{page}")
        assert '<html lang="en"' in html
        assert "verzoek" not in html.lower()


@pytest.mark.parametrize("rows", [2, 12])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    desk: Client,
    ilse: User,
    school: School,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        ask(ilse, school)
    desk.get(BASE)
    with django_assert_max_num_queries(PAGE_QUERIES):
        assert read(desk, BASE).count("Oosterhaven") == rows
