"""Schools: their terms, their words, and the list that everybody may read."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils.translation import override

from schools.registry.models import School


def test_anybody_reads_the_schools_in_the_promised_shape(
    client: Client, school: School, other_school: School
) -> None:
    response = client.get("/api/v1/schools/")
    assert response.json() == [
        {"code": "duinkerk", "name": "Hogeschool Duinkerk", "sector": "hbo"},
        {"code": "zeewaarde", "name": "mbo Zeewaarde", "sector": "mbo"},
    ]


def test_a_closed_school_is_still_named_so_that_a_student_learns_that_it_is_closed(
    client: Client, school: School
) -> None:
    School.objects.update(is_open=False)
    assert client.get("/api/v1/schools/").json()[0]["code"] == school.code
    assert not School.objects.open().exists()


@pytest.mark.parametrize(
    "terms",
    [{"acknowledge_days": 6}, {"acknowledge_days": 0}, {"feedback_days": 64}, {"keep_months": 61}],
)
def test_no_school_promises_more_than_the_outer_limits(
    school: School, terms: dict[str, int]
) -> None:
    with pytest.raises(IntegrityError):
        School.objects.filter(pk=school.pk).update(**terms)


def test_a_visitor_reads_the_welcome_in_their_language_if_there_is_one() -> None:
    school = School(welcome_text="Welkom", welcome_text_en="Welcome")
    with override("en"):
        assert school.welcome == ("Welcome", "en")
        assert School(welcome_text="Welkom").welcome == ("Welkom", "nl")
    with override("nl"):
        assert school.welcome == ("Welkom", "nl")


def test_a_visitor_reads_whom_to_reach_in_their_language_if_the_school_wrote_it() -> None:
    school = School(counsellor_contact="Kamer 1.20", counsellor_contact_en="Room 1.20")
    with override("en"):
        assert school.counsellor == ("Room 1.20", "en")
        assert School(counsellor_contact="Kamer 1.20").counsellor == ("Kamer 1.20", "nl")
    with override("nl"):
        assert school.counsellor == ("Kamer 1.20", "nl")


def test_the_api_describes_itself_to_anybody(client: Client, db: None) -> None:
    response = client.get("/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
    schema = response.json()
    assert schema["openapi"].startswith("3.1")
    described = {"/api/v1/schools/", "/api/v1/schools/{code}/team/", "/api/v1/companies/"}
    assert described <= schema["paths"].keys()
