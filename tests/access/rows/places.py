"""/leerbedrijf/<id>/plaatsen/ and /tekst/: the company's own contacts; its open places: all."""

from typing import Any

from placements.places.models import State, TrainingPlace
from tests.access.row import Row, everyone, only
from tests.access.world import World
from tests.placements.places.writing import a_place

PAGE = only("company")
VERB = only("company", status=302)


def company(world: World) -> dict[str, Any]:
    return {"company_id": world.company.pk}


def place(world: World) -> dict[str, Any]:
    found = TrainingPlace.objects.filter(company=world.company, state=State.CONCEPT).first()
    found = found or a_place(company=world.company)
    return {"company_id": world.company.pk, "place_id": found.pk}


def a_text(_world: World) -> dict[str, Any]:
    return {"text": "Klusjesman gezocht."}


def typed(_world: World) -> dict[str, Any]:
    return {"title": "Werkplaats", "number": "1"}


ROWS = [
    Row("wording:text", only("company"), kwargs=company, method="post", data=a_text),
    Row("wording:text", only(status=405, else_=405), kwargs=company),
    Row("places:list", PAGE, kwargs=company),
    Row("places:new", PAGE, kwargs=company),
    Row("places:new", VERB, kwargs=company, method="post", data=typed),
    Row("places:place", PAGE, kwargs=place),
    Row("places:edit", PAGE, kwargs=place),
    Row("places:edit", PAGE, kwargs=place, method="post"),
    Row("places:publish", VERB, kwargs=place, method="post"),
    Row("places:close", PAGE, kwargs=place),
    Row("places:close", VERB, kwargs=place, method="post"),
    Row("places:copy", VERB, kwargs=place, method="post"),
    Row("places:discard", PAGE, kwargs=place),
    Row("places:discard", VERB, kwargs=place, method="post"),
    Row("places_api:places", everyone(200), kwargs=company),
    Row("places_api:places", everyone(405), kwargs=company, method="post"),
]
