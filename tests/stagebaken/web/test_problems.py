"""The API's errors are problems as RFC 9457 describes them."""

from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIRequestFactory

from stagebaken.web.problems import Problem, ProblemSerializer, body, documented, handler
from tests.stagebaken.web.addresses import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.stagebaken.web.addresses")]


def post(data: Any, language: str = "nl") -> Any:
    client = Client(raise_request_exception=False)
    headers = {"accept-language": language}
    return client.post("/api/v1/reports/", data, "application/json", headers=headers)


def test_a_field_that_is_wrong_is_named_with_its_text() -> None:
    response = post({"account": "far too long", "grounds": ["age", "height"]}, "en")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "urn:stagebaken:problem:invalid"
    assert problem["title"] == "The request is not right"
    assert set(problem["errors"]) == {"account", "grounds.1"}
    assert problem["errors"]["account"] == ["Ensure this field has no more than 9 characters."]


def test_texts_are_in_the_language_that_is_asked_for() -> None:
    problem = post({}).json()
    assert problem["title"] == "Het verzoek klopt niet"
    assert problem["errors"] == {"account": ["Vul dit nog in."]}


def test_what_concerns_no_field_is_the_detail() -> None:
    problem = post({"account": "alone"}).json()
    assert problem["detail"] == "Not alone."
    assert "errors" not in problem


def test_a_view_can_answer_with_a_problem_of_its_own() -> None:
    response = post({"account": "mistyped"})
    assert response.status_code == 422
    assert response.json() == {
        "type": "urn:stagebaken:problem:receipt-mistyped",
        "title": "Typfout",
        "status": 422,
        "detail": "Kijk na.",
    }


@pytest.mark.parametrize(
    ("data", "status", "name"),
    [
        ({"account": "hidden"}, 403, "forbidden"),
        ({"account": "broken"}, 500, "server-error"),
        ({"account": "busy"}, 503, "busy"),
        ("{", 400, "bad-request"),
        (b'{"account": "\xff"}', 400, "bad-request"),
    ],
)
def test_an_error_has_a_name_and_no_secret(data: Any, status: int, name: str) -> None:
    response = post(data)
    assert response.status_code == status
    assert response.json()["type"] == f"urn:stagebaken:problem:{name}"
    assert CANARY not in response.content.decode()


def test_json_of_any_length_is_not_read_into_memory() -> None:
    response = post({"account": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE})
    assert response.status_code == 413
    assert response.json()["title"] == "Dit is te groot"


def test_other_methods_and_types_are_problems(client: Client) -> None:
    assert client.get("/api/v1/reports/").json()["status"] == 405
    assert client.post("/api/v1/reports/", {"account": "x"}).json()["status"] == 415
    assert client.get("/api/v1/cases/").json()["type"] == "urn:stagebaken:problem:forbidden"


def test_an_unknown_error_is_left_to_the_page_for_errors() -> None:
    request = APIRequestFactory().get("/")
    assert handler(ValueError(CANARY), {"request": request}) is None


def test_a_status_without_a_name_is_still_a_problem() -> None:
    problem = body(Problem(HTTPStatus.GONE))
    assert problem == {"type": "urn:stagebaken:problem:gone", "title": "Gone", "status": 410}


def test_a_problem_fits_its_description_in_the_schema() -> None:
    (name,) = documented(400)
    assert name == (400, "application/problem+json")
    problem = post({}).json()
    assert ProblemSerializer(data=problem).is_valid()
