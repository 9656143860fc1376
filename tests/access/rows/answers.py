"""What came back from outside: the team of whom the key is wrapped."""

from typing import Any

from tests.access.row import Row, only
from tests.access.world import World


def question(world: World) -> dict[str, Any]:
    """A question that was never asked: who may see the case finds none; the others no case."""
    return {"case_id": world.case.pk, "consent_id": world.case.pk}


def answer(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "answer_id": world.case.pk}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Ik zag het ook.", "came_on": "2026-01-05", "told": "whole", "part": "Ook ik."}


NOWHERE = only(status=404, coordinator=404, locked=302)

ROWS = [
    row
    for name, given in (("answers:enter", question), ("answers:tell", answer))
    for row in (
        Row(name, NOWHERE, kwargs=given),
        Row(
            name,
            # Words of who is not signed in any more come back in the page, wherever they were sent.
            only(status=404, coordinator=404, locked=409, anonymous=403, reporter=403),
            kwargs=given,
            method="post",
            data=words,
        ),
    )
]
