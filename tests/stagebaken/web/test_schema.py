"""The description of the API: valid, complete, readable by anybody, and true."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from tests.cast import make_team, zeewaarde
from tests.reports.filing import file

ADDRESS = "/api/v1/schema/"
PROBLEM = "application/problem+json"
Schema = dict[str, Any]


@pytest.fixture
def schema(client: Client) -> Schema:
    GENERATOR_STATS.reset()
    answer = client.get(ADDRESS, headers={"accept": "application/vnd.oai.openapi+json"})
    assert answer.status_code == 200
    described: Schema = answer.json()
    return described


def addresses(patterns: list[Any], start: str = "/") -> list[str]:
    """Every address of the API, written as OpenAPI writes it."""
    found: list[str] = []
    for pattern in patterns:
        path = start + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith("/api/"):
            found.append(path)
    return found


def operations(schema: Schema) -> list[tuple[str, str, Schema]]:
    return [
        (method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def check(schema: Schema, name: str, value: Any) -> None:
    """Compare a real answer with what is promised of it."""
    promised = {"$ref": f"#/components/schemas/{name}", "components": schema["components"]}
    mistakes = [error.message for error in Draft202012Validator(promised).iter_errors(value)]
    assert not mistakes


def test_the_description_is_valid_openapi_without_a_warning(schema: Schema, db: None) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_every_address_is_described_except_the_description(schema: Schema, db: None) -> None:
    assert {*schema["paths"]} == {*addresses(get_resolver().url_patterns)} - {ADDRESS}


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(
    schema: Schema, db: None
) -> None:
    names = [operation["operationId"] for _, _, operation in operations(schema)]
    assert len(names) == len(set(names))
    assert not [path for _, path, operation in operations(schema) if not operation["description"]]


def test_every_operation_names_its_problems(schema: Schema, db: None) -> None:
    for method, path, operation in operations(schema):
        promised = {
            int(status)
            for status, answer in operation["responses"].items()
            if PROBLEM in answer.get("content", {})
        }
        assert not [status for status in operation["responses"] if int(status) >= 400
                    and int(status) not in promised], path  # fmt: skip
        wanted = {404} if "{" in path else set()
        if method == "post":
            wanted |= {503}
        if "requestBody" in operation:
            wanted |= {400, 413}
        assert wanted <= promised, (path, wanted - promised)


def test_no_receipt_stands_in_an_address(schema: Schema, db: None) -> None:
    for _, path, operation in operations(schema):
        names = {parameter["name"] for parameter in operation.get("parameters", [])}
        assert "receipt" not in names, path


def test_real_answers_are_as_described(schema: Schema, client: Client, db: None) -> None:
    school = zeewaarde()
    make_team(school)
    receipt = "0" * 25
    file(school, receipt=receipt)
    for school_ in client.get("/api/v1/schools/").json():
        check(schema, "School", school_)
    for person in client.get("/api/v1/schools/zeewaarde/team/").json():
        check(schema, "Person", person)
    check(schema, "CompanyAnswer", client.get("/api/v1/companies/").json())
    check(schema, "Ticket", client.post("/api/v1/receipts/").json())
    sent = post(client, "dossier/messages", receipt=receipt, text="Hallo")
    check(schema, "Sent", sent.json())
    check(schema, "Opened", post(client, "dossier/open", receipt=receipt).json())


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("reports", {}, 400),
        ("dossier/open", {}, 400),
        ("dossier/open", {"receipt": "1" * 25}, 422),
        ("dossier/open", {"receipt": "0" * 25}, 404),
        ("dossier/messages", {"receipt": "0" * 25, "text": "Hallo"}, 404),
        ("dossier/messages", {"receipt": "0" * 25, "text": "x" * 1_100_000}, 413),
    ],
)
def test_real_problems_are_as_described(
    schema: Schema, client: Client, db: None, path: str, body: dict[str, str], status: int
) -> None:
    answer = post(client, path, **body)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    check(schema, "Problem", answer.json())


def post(client: Client, path: str, **body: str) -> Any:
    return client.post(f"/api/v1/{path}/", body, content_type="application/json")
