"""/zaken/aannemen/: every member of a team; without a draft the pages lead to the first."""

from typing import Any

from tests.access.row import TEAM, Row, only
from tests.access.world import World

FIRST = only(*TEAM)
ELSEWHERE = only(*TEAM, status=302)
BEGUN = only(*TEAM, status=303)


def how(_world: World) -> dict[str, Any]:
    return {"channel": "phone"}


ROWS = [
    Row("oral:start", FIRST),
    Row("oral:start", only(*TEAM, status=422), method="post"),
    Row("oral:start", BEGUN, method="post", data=how),
    Row("oral:questions", ELSEWHERE),
    Row("oral:questions", ELSEWHERE, method="post"),
    Row("oral:check", ELSEWHERE),
    Row("oral:check", ELSEWHERE, method="post"),
    Row("oral:done", ELSEWHERE),
    Row("oral:discard", ELSEWHERE),
    Row("oral:discard", BEGUN, method="post"),
]
