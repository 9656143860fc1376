"""The team's tasks in a case: the team of whom the key is wrapped."""

from typing import Any

from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def task(world: World) -> dict[str, Any]:
    """A task that was never written: who may see the case finds none; the others no case."""
    return {"case_id": world.case.pk, "task_id": world.case.pk}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Bel het bedrijf.", "due_on": today().isoformat()}


NOWHERE = only(status=404, coordinator=404, locked=302)

ROWS = [
    Row("tasks:new", only("coordinator", locked=302), kwargs=case),
    Row(
        "tasks:new",
        # Words of who is not signed in any more come back in the page, wherever they were sent.
        only("coordinator", status=302, locked=409, anonymous=403, reporter=403),
        kwargs=case,
        method="post",
        data=words,
    ),
    Row("tasks:task", NOWHERE, kwargs=task),
    Row(
        "tasks:task",
        only(status=404, coordinator=404, locked=409, anonymous=403, reporter=403),
        kwargs=task,
        method="post",
        data=words,
    ),
    Row("tasks:done", only("coordinator", "locked", status=302), kwargs=task),
    Row(
        "tasks:done",
        only(status=404, coordinator=404, locked=409),
        kwargs=task,
        method="post",
    ),
]
