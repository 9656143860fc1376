"""/melden/ and its API: anonymous, whoever is signed in. Without a draft, pages say so."""

from typing import Any

from tests.access.row import Row, everyone
from tests.access.world import World


def school(_world: World) -> dict[str, Any]:
    return {"slug": "school"}


def story(_world: World) -> dict[str, Any]:
    return {"slug": "verhaal"}


def situations(_world: World) -> dict[str, Any]:
    return {"situations": ["jokes"]}


def report(world: World) -> dict[str, Any]:
    return {"school": world.school.code, "account": "Ze lachten om mijn naam.", "wish": "keep"}


OPEN = everyone(200)

ROWS = [
    Row("intake:start", OPEN),
    Row("intake:recognise", OPEN),
    Row("intake:recognise", OPEN, method="post", data=situations),
    Row("intake:step", OPEN, kwargs=school),
    Row("intake:step", everyone(422), kwargs=school, method="post"),
    Row("intake:step", OPEN, kwargs=story),
    Row("intake:nobody", OPEN),
    Row("intake:nobody", OPEN, method="post"),
    Row("intake:preview", OPEN),
    Row("intake:preview", OPEN, method="post"),
    Row("intake:code", OPEN),
    Row("intake:code", OPEN, method="post"),
    Row("intake:picture", OPEN),
    Row("intake:filed", everyone(302)),
    Row("intake:discard", everyone(302)),
    Row("intake:discard", everyone(303), method="post"),
    Row("intake-api:receipts", everyone(201), method="post", json=True),
    Row("intake-api:receipts", everyone(405)),
    Row("intake-api:reports", everyone(201), method="post", data=report, json=True),
    Row("intake-api:reports", everyone(405)),
]
