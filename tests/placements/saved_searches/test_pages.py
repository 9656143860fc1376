"""What a student does under /mijn-stage/zoekopdrachten/, and what nobody else can."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.saved_searches import actions, errors, shapes
from placements.saved_searches.models import SEARCHES_MOST, Find, SavedSearch
from stagebaken.web.days import today
from tests.placements.applications.scene import Scene, account_of, make_student
from tests.placements.places.writing import a_company
from tests.placements.saved_searches.saving import AUTO, keep, morning
from tests.stagebaken.accounts.signing_in import sign_in

LIST = "/mijn-stage/zoekopdrachten/"
NEW = f"{LIST}nieuw/"


def test_the_search_leads_here_with_its_own_words(student: Client, scene: Scene) -> None:
    """The page of the search knows nobody: the way is there for all."""
    page = student.get(f"/stages/?{AUTO}&q=auto&page=2").content.decode()
    assert f'href="{NEW}?crebo=90211&amp;vetted=1&amp;q=auto&amp;page=2"' in page
    assert 'href="/mijn-stage/"' in page
    assert NEW not in Client().get("/stages/").content.decode()  # nothing was asked yet


def test_saving_seeing_and_throwing_away(student: Client, scene: Scene) -> None:
    page = student.get(f"{NEW}?q=auto&near=&level=2&vetted=0").content.decode()
    assert "auto · Niveau 2 · Ook bedrijven zonder erkenning" in page
    answer = student.post(NEW, {"asked": "q=auto&level=2&vetted=0", "name": "Auto’s"})
    assert answer.status_code == 302
    search = SavedSearch.objects.get()
    assert search.asked == "q=auto&radius_km=15&level=2&vetted=0"
    Find.objects.create(search=search, company=scene.garage, found_on=today())
    assert "1 nieuw" in student.get(LIST).content.decode()
    one = f"{LIST}{search.pk}/"
    page = student.get(one).content.decode()
    assert "Garage De Slinger" in page
    assert "/stages/?q=auto&amp;radius_km=15&amp;level=2&amp;vetted=0" in page
    student.post(f"{one}gezien/", {"until": Find.objects.get().pk})
    assert "Garage De Slinger" not in student.get(one).content.decode()
    student.post(f"{one}naam/", {"name": "Anders"})
    student.post(f"{one}pauze/")
    search.refresh_from_db()
    assert (search.name, search.is_paused) == ("Anders", True)
    student.post(f"{one}verder/")
    assert student.get(f"{one}weg/").status_code == 200
    student.post(f"{one}weg/")
    assert not SavedSearch.objects.exists()


def test_ten_is_the_most(student: Client, scene: Scene) -> None:
    for number in range(SEARCHES_MOST):
        keep(scene, f"q=auto{number}&vetted=0")
    with pytest.raises(errors.TooMany):
        keep(scene, "q=elf")
    answer = student.post(NEW, {"asked": "q=elf", "name": "Elf"})
    assert answer.status_code == 422
    assert "al 10 zoekopdrachten" in answer.content.decode()
    assert SavedSearch.objects.count() == SEARCHES_MOST


HOSTILE = [
    {"level": "9"},
    {"crebo": "9021'; drop"},
    {"q": "x" * 500},
    {"near": "a\x00b"},
    {"commitment": "bestaat-niet"},
    {"sector": ["99"] * 50},
    {"radius_km": "1e309"},
]


@pytest.mark.parametrize("asked", HOSTILE, ids=str)
def test_what_the_search_refuses_is_not_kept(
    student: Client, scene: Scene, asked: dict[str, object]
) -> None:
    query = urlencode(asked, doseq=True)
    assert student.get(f"{NEW}?{query}").status_code == 422
    assert student.post(NEW, {"asked": query, "name": "x"}).status_code == 422
    assert not SavedSearch.objects.exists()


def test_nothing_but_the_searchs_own_words_is_kept_and_signs_stay_signs(
    student: Client, scene: Scene
) -> None:
    asked = urlencode({"q": "<script>alert(1)</script>", "next": "//evil.example", "vetted": "0"})
    student.post(NEW, {"asked": asked, "name": "<b>dik</b>"})
    search = SavedSearch.objects.get()
    assert "evil" not in search.asked
    for address in (LIST, f"{LIST}{search.pk}/", "/mijn-stage/", f"{LIST}{search.pk}/naam/"):
        page = student.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>dik" not in page


@pytest.mark.parametrize("typed", ["3511 AB", "3511ab"])
def test_of_a_postcode_the_four_digits_are_kept(db: None, typed: str) -> None:
    """As everywhere: six signs point at one street."""
    form = shapes.read_text(urlencode({"q": "auto", "near": typed}))
    assert form is not None
    assert "near=3511&" in shapes.write(form)
    for said in (shapes.suggested_name(form), *shapes.described(form)):
        assert "AB" not in said.upper()


def test_thousands_of_parameters_are_no_error(student: Client, scene: Scene) -> None:
    asked = "&".join(f"a{number}=1" for number in range(3_000))
    assert student.post(NEW, {"asked": asked, "name": "x"}).status_code == 422
    assert student.get(f"{NEW}?{asked}").status_code in (200, 400, 422)


def test_another_students_search_does_not_exist(scene: Scene) -> None:
    search = keep(scene)
    Find.objects.create(search=search, company=scene.garage, found_on=today())
    other = Client()
    sign_in(other, account_of(make_student(scene.school, "Bram Ander")))
    for path in ("", "naam/", "weg/"):
        assert other.get(f"{LIST}{search.pk}/{path}").status_code == 404
    for path in ("naam/", "gezien/", "pauze/", "verder/", "weg/"):
        sent = {"name": "van mij", "until": 9}
        assert other.post(f"{LIST}{search.pk}/{path}", sent).status_code == 404
    search.refresh_from_db()
    assert (search.name, search.is_paused, search.finds.count()) == ("Auto", False, 1)
    assert "Auto" not in other.get(LIST).content.decode()


def test_whoever_lost_the_record_meanwhile_saves_nothing(scene: Scene) -> None:
    other = make_student(scene.school, "Bram Ander")
    with pytest.raises(PermissionDenied):
        actions.save(by=account_of(other), student=scene.yasmina, asked=AUTO, name="x")
    search = keep(scene)
    for verb in (actions.pause, actions.resume, actions.remove):
        with pytest.raises(PermissionDenied):
            verb(by=account_of(other), search=search)


def test_the_list_asks_as_much_for_ten_as_for_one(
    student: Client, scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(scene, "q=auto&vetted=0")
    student.get(LIST)
    with django_assert_num_queries(10):
        student.get(LIST)
    for number in range(9):
        search = keep(scene, f"q=auto{number}&vetted=0")
        Find.objects.create(search=search, company=a_company(f"B{number}"), found_on=today())
    with django_assert_num_queries(10):
        student.get(LIST)


def test_a_search_of_a_place_nobody_knows_is_not_kept(student: Client, scene: Scene) -> None:
    answer = student.post(NEW, {"asked": "near=Nergenshuizen", "name": "x"})
    assert answer.status_code == 422
    morning()
    assert not SavedSearch.objects.exists()


def test_the_own_page_says_that_something_is_new(student: Client, scene: Scene) -> None:
    search = keep(scene)
    assert "Iets nieuws bij" not in student.get("/mijn-stage/").content.decode()
    Find.objects.create(search=search, company=scene.garage, found_on=today())
    page = student.get("/mijn-stage/").content.decode()
    assert "Iets nieuws bij 1 zoekopdracht" in page
    assert LIST in page
