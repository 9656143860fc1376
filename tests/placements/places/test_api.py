"""GET /api/v1/companies/{id}/places/: what is open today, and nothing else."""

from uuid import uuid4

from django.test import Client

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from placements.places import actions
from tests.placements.places.writing import a_company, a_contact, a_place, an_open_place


def ask(company_id: object) -> object:
    return Client().get(f"/api/v1/companies/{company_id}/places/").json()


def test_open_places_are_public_with_tasks_and_conditions(
    garage: TrainingCompany, programme: Programme
) -> None:
    place = an_open_place(
        company=garage, programme=programme, pathway="bol", accessibility=["quiet"]
    )
    answer = Client().get(f"/api/v1/companies/{garage.pk}/places/").json()
    assert answer["count"] == 1
    (found,) = answer["results"]
    assert found["id"] == str(place.pk)
    assert (found["programme"], found["crebo"]) == ("Autotechnicus", "90211")
    assert found["tasks"][0] == {"work_process": "B1-K1-W1", "text": "Banden wisselen"}
    assert (found["allowance"], found["has_employment_contract"]) == (350.0, False)
    assert found["accessibility"] == ["quiet"]
    assert not {"state", "version", "closed_because"} & found.keys()


def test_concepts_closed_places_and_those_of_others_are_not_told(garage: TrainingCompany) -> None:
    a_place(company=garage)
    actions.close(by=a_contact(garage), place=an_open_place(company=garage))
    an_open_place(company=a_company("Bakkerij Zoë"))
    assert ask(garage.pk) == {"count": 0, "results": []}


def test_an_unknown_company_is_a_problem(db: None) -> None:
    answer = Client().get(f"/api/v1/companies/{uuid4()}/places/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_the_schema_describes_it(db: None) -> None:
    schema = Client().get("/api/v1/schema/?format=json").content.decode()
    assert "company_places" in schema
    assert "has_employment_contract" in schema
