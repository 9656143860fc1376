"""/dossier/ and its API: the receipt is the only credential, whoever is signed in."""

from typing import Any

from tests.access.row import Row, everyone
from tests.access.world import RECEIPT, World

MINE = everyone(302) | {"reporter": 200}
DONE = everyone(302)
CLOSED = everyone(409)


def unknown_file(world: World) -> dict[str, Any]:
    return {"attachment_id": world.case.pk}


def member(world: World) -> dict[str, Any]:
    return {"recipient_id": world.ilse.recipient.pk}


def receipt(_world: World) -> dict[str, Any]:
    return {"receipt": RECEIPT}


def message(_world: World) -> dict[str, Any]:
    return {"receipt": RECEIPT, "text": "Hallo"}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Hallo"}


def danger(_world: World) -> dict[str, Any]:
    return {"danger": "no"}


ROWS = [
    Row("reporter:open", everyone(200) | {"reporter": 302}),
    Row("reporter:open", everyone(422), method="post"),
    Row("reporter:lost", everyone(200)),
    Row("reporter:renew", DONE),
    Row("reporter:renew", CLOSED | {"reporter": 302}, method="post"),
    Row("reporter:dossier", MINE),
    Row("reporter:message", DONE),
    Row("reporter:message", CLOSED | {"reporter": 302}, method="post", data=words),
    Row("reporter:add", MINE),
    Row("reporter:add", CLOSED | {"reporter": 302}, method="post", data=words),
    Row("reporter:file", everyone(302) | {"reporter": 404}, kwargs=unknown_file),
    Row("reporter:close", DONE),
    Row("reporter:close", DONE, method="post"),
    Row("reporter:wish", MINE),
    Row("reporter:wish", CLOSED | {"reporter": 422}, method="post"),
    Row("reporter:hand-in", DONE),
    Row("reporter:hand-in", CLOSED | {"reporter": 302}, method="post"),
    Row("reporter:danger", MINE),
    Row("reporter:danger", CLOSED | {"reporter": 302}, method="post", data=danger),
    Row("reporter:readers", MINE),
    Row("reporter:readers", CLOSED | {"reporter": 302}, method="post"),
    Row("reporter:address", MINE),
    Row("reporter:address", CLOSED | {"reporter": 422}, method="post"),
    Row("reporter:known", MINE),
    Row("reporter:known", CLOSED | {"reporter": 302}, method="post"),
    Row("reporter:withdraw", MINE),
    Row("reporter:withdraw", CLOSED | {"reporter": 302}, method="post"),
    Row("reporter:withdrawn", everyone(200)),
    Row("reporter:newcomer", DONE, kwargs=member),
    Row("reporter:newcomer", CLOSED | {"reporter": 302}, kwargs=member, method="post"),
    Row("reporter-api:open", everyone(200), method="post", data=receipt, json=True),
    Row("reporter-api:open", everyone(405)),
    Row("reporter-api:messages", everyone(201), method="post", data=message, json=True),
]
