"""Advice while somebody writes: words in, findings out, nothing kept, for own contacts alone."""

from django.test import Client

from placements.companies.models import TrainingCompany
from tests.placements.places.writing import a_company


def address(company: TrainingCompany) -> str:
    return f"/leerbedrijf/{company.pk}/tekst/"


def test_findings_come_with_their_place_and_reason(client: Client, garage: TrainingCompany) -> None:
    text = "Wij zoeken een klusjesman."
    answer = client.post(address(garage), {"text": text})
    (found,) = answer.json()["findings"]
    assert text[found["start"] : found["end"]] == found["words"] == "klusjesman"
    assert found["severity_label"] == "Mag meestal niet"
    assert found["better"] == "klusser"
    assert found["law"]
    assert "no-store" in answer["Cache-Control"]


def test_reasons_are_in_the_language_of_the_page(client: Client, garage: TrainingCompany) -> None:
    answer = client.post(f"/en{address(garage)}", {"text": "klusjesman"})
    assert answer.json()["findings"][0]["severity_label"] == "Usually not allowed"


def test_strange_and_long_texts_get_an_answer(client: Client, garage: TrainingCompany) -> None:
    for text in ("", "\x00\ud800".encode("utf-8", "replace"), "jonge " * 50_000, "𝕛𝕠𝕟𝕘 🙂 klik"):
        assert client.post(address(garage), {"text": text}).status_code == 200
    assert client.post(address(garage)).json() == {"findings": []}


def test_another_company_has_no_such_address_and_a_form_of_another_site_is_refused(
    client: Client, garage: TrainingCompany
) -> None:
    assert client.post(address(a_company("Bakkerij Zoë")), {"text": "x"}).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(address(garage), {"text": "x"}).status_code == 403
