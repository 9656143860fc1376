"""Saved searches: a student's own pages, and nobody else's."""

from typing import Any
from uuid import UUID

from placements.saved_searches.models import SavedSearch
from stagebaken.web.days import today
from tests.access.row import Given, Row, only
from tests.access.rows.applications import enrolled
from tests.access.world import World

SEARCH = UUID("3d6a40dc-4bc3-4f5d-8e31-2c4b8d3f9077")
OWN = only("student")
OWN_DONE = only("student", status=302)


def student(form: dict[str, Any] | None = None) -> Given:
    def given(world: World) -> dict[str, Any]:
        SavedSearch.objects.create(
            id=SEARCH, student=enrolled(world), name="Auto", asked="q=auto",
            saved_on=today(), checked_on=today(),
        )  # fmt: skip
        return form or {}

    return given


def paused(world: World) -> dict[str, Any]:
    student()(world)
    SavedSearch.objects.update(is_paused=True)
    return {}


def one(_world: World) -> dict[str, Any]:
    return {"search_id": SEARCH}


def nothing(_world: World) -> dict[str, Any]:
    return {}


def row(name: str, expected: dict[str, int], kwargs: Given, data: Given, method: str) -> Row:
    return Row(f"saved_searches:{name}", expected, kwargs=kwargs, data=data, method=method)


ROWS = [
    row("list", OWN, nothing, student(), "get"),
    row("save", OWN, nothing, student({"q": "auto"}), "get"),
    row("save", OWN_DONE, nothing, student({"asked": "q=kok", "name": "Kok"}), "post"),
    row("one", OWN, one, student(), "get"),
    row("rename", OWN, one, student(), "get"),
    row("rename", OWN_DONE, one, student({"name": "Anders"}), "post"),
    row("see", OWN_DONE, one, student({"until": 1}), "post"),
    row("pause", OWN_DONE, one, student(), "post"),
    row("resume", OWN_DONE, one, paused, "post"),
    row("remove", OWN, one, student(), "get"),
    row("remove", OWN_DONE, one, student(), "post"),
    # Without a record, nobody finds these pages.
    Row("saved_searches:list", only()),
]
