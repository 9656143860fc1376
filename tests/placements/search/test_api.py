"""GET /api/v1/companies/ as contract.md promises it."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from placements.companies.models import TrainingCompany

ADDRESS = "/api/v1/companies/"


def answer(client: Client, **asked: str | int) -> Any:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return response.json()


def test_anybody_reads_companies_in_the_promised_shape(
    client: Client, garage: TrainingCompany
) -> None:
    assert answer(client, q="windwijzer") == {
        "count": 1,
        "facets": {
            "pathway": {"bol": 1},
            "level": {"2": 1},
            "sector": {"02": 1},
            "commitment": {},
            "more": {"allowance": 1},
        },
        "results": [
            {
                "id": str(garage.pk),
                "leerbedrijf_id": "100417920",
                "name": "Autobedrijf Windwijzer",
                "place": "Oosterhaven",
                "distance_km": None,
                "accredited_for": ["90211"],
                "commitments": [],
                "allowance": 350.0,
                "reply_rate": None,
            }
        ],
    }


def test_unaccredited_companies_are_found_unless_vetted_is_asked(
    client: Client, garage: TrainingCompany, studio: TrainingCompany
) -> None:
    assert answer(client)["count"] == 2
    assert answer(client, vetted=1)["count"] == 1


def test_near_gives_the_distance(
    client: Client, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    found = answer(client, near="Oosterhaven", radius_km=100)["results"]
    assert [company["distance_km"] for company in found] == [0.0, 13.1]


def test_a_commitment_that_nobody_made_finds_nobody(
    client: Client, garage: TrainingCompany
) -> None:
    for code in ("antwoord", "bestaat-niet"):
        assert answer(client, commitment=code)["count"] == 0


def test_several_levels_may_be_asked_at_once(
    client: Client, garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    response = client.get(f"{ADDRESS}?level=2&level=3&pathway=bbl&pathway=bol")
    assert response.json()["count"] == 2


def test_a_page_after_the_last_is_empty(client: Client, garage: TrainingCompany) -> None:
    assert answer(client, page=2) == answer(client) | {"results": []}


def test_what_is_left_empty_was_not_asked(client: Client, garage: TrainingCompany) -> None:
    everything = "q=&crebo=&pathway=&level=&near=&radius_km=&commitment=&vetted=1&page="
    assert client.get(f"{ADDRESS}?{everything}").json() == answer(client, vetted=1)


@pytest.mark.parametrize(
    "asked",
    [
        {"radius_km": 101, "near": "Oosterhaven"},
        {"radius_km": "nan"},
        {"crebo": "123"},
        {"level": 5},
        {"pathway": "x"},
        {"page": 0},
        {"page": 10**30},
        {"near": "Nergenshuizen"},
    ],
)
def test_a_question_that_makes_no_sense_is_a_client_error(
    client: Client, garage: TrainingCompany, asked: dict[str, str | int]
) -> None:
    assert client.get(ADDRESS, asked).status_code == 400


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "near",
                "radius_km",
                "crebo",
                "pathway",
                "level",
                "commitment",
                "vetted",
                "page",
                "sector",
                "allowance",
                "places",
                "approved",
                "checked",
                "order",
                "school",
            ]
        ),
        st.text(),
    )
)
@example({"q": "\x00"})
@example({"near": "\ud800"})
def test_no_question_breaks_the_api(
    client: Client, garage: TrainingCompany, asked: dict[str, str]
) -> None:
    query = urlencode(asked, errors="surrogatepass")
    assert client.get(f"{ADDRESS}?{query}").status_code in {200, 400}
