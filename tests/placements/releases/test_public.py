"""What a school chose to make public, and the API: to everybody what is public, to itself all."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.releases import consenting
from placements.releases.models import Kind, PublishedCell, SchoolConsent
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose, today
from tests.cast import make_administrator, make_school, make_team, zeewaarde
from tests.placements.releases.making import DAY, YEAR, released
from tests.placements.releases.test_pages import text_of
from tests.stagebaken.accounts.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/uitkomsten/school/zeewaarde/"
API = "/api/v1/outcomes/"
Covers = SchoolConsent.Covers


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def administrator(school: School) -> User:
    return make_administrator(school)


def give(by: User, school: School, covers: Covers, day: date = DAY) -> None:
    consenting.give(by=by, school=school, covers=covers, day=day)


def tables() -> set[str]:
    answer = Client().get(API, {"school": "zeewaarde"})
    return {cell["table"] for cell in answer.json()} if answer.status_code == 200 else set()


def test_nothing_is_public_until_the_school_says_so(school: School) -> None:
    released(school)
    assert Client().get(PAGE).status_code == 404
    assert tables() == set()
    assert "Nog geen school" in text_of(Client().get("/uitkomsten/"))


def test_with_consent_to_tables_nothing_by_origin_is_public(
    school: School, administrator: User
) -> None:
    released(school)
    give(administrator, school, Covers.TABLES)
    assert tables() == {"total", "level", "leerweg", "sector"}
    page = text_of(Client().get(PAGE, {"per": "herkomst"}))
    assert "per niveau" in page
    assert "herkomst" not in page.lower()


def test_origin_is_public_with_consent_and_one_dimension_only(
    school: School, administrator: User
) -> None:
    released(school)
    give(administrator, school, Covers.ORIGIN)
    assert tables() == {"total", "level", "leerweg", "sector", "herkomst"}
    assert "Buiten Europa" in text_of(Client().get(PAGE))
    assert "herkomst en" not in text_of(Client().get(PAGE, {"per": "herkomst_level"}))


def test_a_small_school_has_no_origin_in_public(school: School, administrator: User) -> None:
    """Decided on the published number."""
    release = released(school, 200)
    assert PublishedCell.objects.get(release=release, table="total", name="n").value < 250
    give(administrator, school, Covers.ORIGIN)
    assert "herkomst" not in tables()


def test_what_came_out_stays_out_and_what_comes_does_not(
    school: School, administrator: User
) -> None:
    released(school, 300, day=DAY)
    give(administrator, school, Covers.TABLES, DAY)
    consenting.withdraw(by=administrator, school=school, day=DAY + timedelta(days=9))
    released(school, 300, kind=Kind.FINAL, day=DAY + timedelta(days=150))
    cells = Client().get(API, {"school": "zeewaarde"}).json()
    assert {cell["release"] for cell in cells} == {"provisional"}
    assert Client().get(API, {"school": "zeewaarde", "release": "final"}).status_code == 404


def test_taken_back_on_the_same_day_is_as_if_never_given(
    school: School, administrator: User
) -> None:
    released(school, 60, day=DAY - timedelta(days=30))
    give(administrator, school, Covers.TABLES)
    consenting.withdraw(by=administrator, school=school, day=DAY)
    assert tables() == set()


def test_only_an_administrator_decides_and_it_is_recorded(
    school: School, administrator: User
) -> None:
    coordinator = make_team(school)[0].user
    with pytest.raises(PermissionDenied):
        give(coordinator, school, Covers.TABLES)
    client = Client()
    sign_in(client, administrator)
    address = "/uitkomsten/scholen/zeewaarde/openbaar/"
    assert client.post(address, {"covers": "tables"}).status_code == 422
    with suppose(DAY):
        client.post(address, {"covers": "tables", "sure": "on"})
        client.post(address, {"covers": "origin", "sure": "on"})
    now = SchoolConsent.objects.get(withdrawn_on=None)
    assert (now.covers, now.given_on, now.given_by) == ("origin", DAY, administrator)
    client.post(address, {"covers": "nothing", "sure": "on"})
    assert not SchoolConsent.objects.filter(withdrawn_on=None).exists()
    verbs = Event.objects.filter(verb__startswith="figures_").values_list("verb", flat=True)
    assert list(verbs) == [Verb.FIGURES_CONSENTED] * 2 + [Verb.FIGURES_WITHHELD]


def test_schools_stand_by_name(school: School, administrator: User) -> None:
    released(school, 60)
    other = make_school("aal", "Aalschool")
    released(other, 200)
    for one in (school, other):
        SchoolConsent.objects.create(school=one, covers=Covers.TABLES, given_on=today())
    page = text_of(Client().get("/uitkomsten/"))
    assert page.index("Aalschool") < page.index("mbo Zeewaarde")


# ---------- the API ----------


def test_a_coordinator_gets_all_of_the_own_school_and_the_public_part_of_others(
    school: School,
) -> None:
    release = released(school, 300)
    client = Client()
    sign_in(client, make_team(school)[0].user)
    answer = client.get(API, {"school": "zeewaarde", "year": YEAR, "release": str(release.pk)})
    assert len(answer.json()) == release.cells.count()
    assert "private" in answer["Cache-Control"]
    released(make_school("aal", "Aalschool"), 60)
    assert client.get(API, {"school": "aal"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"school": ""}, 400),
        ({"school": "zeewaarde", "year": "twintig"}, 400),
        ({"school": "zeewaarde", "release": "x"}, 400),
        ({"school": "zeewaarde", "year": "2001"}, 404),
        ({"school": "nergens"}, 404),
        ({"school": "zeewaarde", "year": "", "release": ""}, 200),
        ({"school": "zeewaarde", "release": "provisional"}, 200),
    ],
)
def test_wrong_questions_are_problems(
    school: School, administrator: User, query: dict[str, str], status: int
) -> None:
    released(school, 60)
    give(administrator, school, Covers.TABLES)
    answer = Client().get(API, query)
    assert answer.status_code == status
    if status != 200:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_an_answer_that_is_known_is_not_sent_again(school: School, administrator: User) -> None:
    released(school, 60)
    give(administrator, school, Covers.TABLES)
    query = {"school": "zeewaarde"}
    first = Client().get(API, query)
    again = Client().get(API, query, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    give(administrator, school, Covers.ORIGIN)
    signed = Client()
    sign_in(signed, administrator)
    own = signed.get(API, query, headers={"if-none-match": first["ETag"]})
    assert own.status_code == 200
