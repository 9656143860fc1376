"""/zaken/ and what goes over many cases: for the team alone, and each sees their own (P2)."""

from typing import Any

from tests.access.row import TEAM, Row, only
from tests.access.world import World

LIST = only(*TEAM)
OPEN = only(*TEAM, locked=302)


def words(_world: World) -> dict[str, Any]:
    return {"words": "de klanten"}


def forged(world: World) -> dict[str, Any]:
    return {"cases": str(world.case.pk)}


ROWS = [
    Row("board:list", LIST),
    Row("board:search", OPEN),
    Row(
        "board:search",
        # Words of who is not signed in any more come back in the page.
        only(*TEAM, locked=409) | {"anonymous": 403, "reporter": 403},
        method="post",
        data=words,
    ),
    Row("board:acknowledge", OPEN),
    Row(
        "board:acknowledge",
        OPEN | {"excluded": 422, "other_school": 422},
        method="post",
        data=forged,
    ),
]
