"""/zaken/kluis/: a team and its custodians, each for their part; 404 for all others."""

from typing import Any
from uuid import UUID

from tests.access.row import TEAM, Given, Row, only
from tests.access.world import World

MEMBERS = ("coordinator", "locked", "excluded")  # of this school's team
ROOM = (*MEMBERS, "custodian")
CUSTODIANS = {"custodian": 302, "sbb_custodian": 302}
DOOR = only(*TEAM, "sbb", status=302, **CUSTODIANS)
SENT_BACK = only(*ROOM, status=302)  # nothing of the kind is under way: to the room
OWN = only(*MEMBERS, custodian=403)
BY_MEMBER = only("coordinator", "excluded", locked=302, custodian=403)
BY_CUSTODIAN = only(*MEMBERS, status=403, custodian=200)


def room(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def of_sbb(_world: World) -> dict[str, Any]:
    return {"code": "sbb"}


def about(name: str) -> Given:
    def kwargs(world: World) -> dict[str, Any]:
        return room(world) | {"recipient_id": getattr(world, name).recipient.pk}

    return kwargs


def session(world: World) -> dict[str, Any]:
    return room(world) | {"session_id": UUID(int=1)}


def get(name: str, expected: dict[str, int], kwargs: Given = room) -> Row:
    return Row(f"strongroom:{name}", expected, kwargs=kwargs)


def post(name: str, expected: dict[str, int], kwargs: Given = room) -> Row:
    return Row(f"strongroom:{name}", expected, kwargs=kwargs, method="post")


ROWS = [
    Row("strongroom:home", DOOR),
    Row("strongroom:unlock", only(*TEAM, "sbb", **CUSTODIANS)),
    Row("strongroom:unlock", only(*TEAM, "sbb", status=422, **CUSTODIANS), method="post"),
    Row("strongroom:lock", DOOR, method="post"),
    get("room", only(*ROOM)),
    get("room", only("sbb", "sbb_custodian"), of_sbb),
    get("own", only("sbb", sbb_custodian=403), of_sbb),
    get("recover", only("sbb_custodian", sbb=403), of_sbb),
    get("own", OWN),
    post("own", only(*MEMBERS, status=302, custodian=403)),
    get("words", SENT_BACK),
    get("check", SENT_BACK),
    post("check", SENT_BACK),
    get("fingerprint", SENT_BACK),
    get("change", only(*MEMBERS, custodian=302)),
    post("change", only(*MEMBERS, status=422, custodian=302)),
    get("admit", BY_MEMBER, about("waiting")),
    post(
        "admit",
        only("coordinator", "excluded", status=422, locked=302, custodian=403),
        about("waiting"),
    ),
    get("approve", BY_CUSTODIAN, about("waiting")),
    post("approve", only(*MEMBERS, status=403, custodian=422), about("waiting")),
    get("refuse", only(*MEMBERS, status=200, custodian=403), about("waiting")),
    post("refuse", only(*MEMBERS, status=302, custodian=403), about("waiting")),
    get("hand_over", BY_MEMBER, about("ilse")),
    post(
        "hand_over",
        only("coordinator", "locked", "excluded", status=302, custodian=403),
        about("ilse"),
    ),
    get("leave", BY_MEMBER, about("leaving")),
    post(
        "leave",
        only("coordinator", "excluded", status=422, locked=302, custodian=403),
        about("leaving"),
    ),
    get("sitting", only(*MEMBERS, status=403, custodian=302)),
    post("sitting", only(*MEMBERS, status=403, custodian=302)),
    get("share", SENT_BACK),
    get("share_check", SENT_BACK),
    get("recover", BY_CUSTODIAN),
    post("recover", only(*MEMBERS, status=403, custodian=422)),
    get("recovery", only(*MEMBERS, status=403), session),
    get("recover_progress", only(*MEMBERS, status=403, custodian=302)),
    post("recover_progress", only(*MEMBERS, status=403, custodian=302)),
]
