"""/zaken/: for whom the key is wrapped; for all others the case does not exist (P2)."""

from typing import Any

from tests.access.row import Row, only
from tests.access.world import World

PAGE = only("coordinator", locked=302)
VERB = only("coordinator", status=302, locked=409)


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def file(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "attachment_id": world.case.pk}


def words(_world: World) -> dict[str, Any]:
    return {"text": "Ik geloof je."}


def post(name: str, **facts: Any) -> Row:
    # Words of who is not signed in any more come back in the page, wherever they were sent.
    kept = {"anonymous": 403, "reporter": 403} if "data" in facts else {}
    return Row(f"casework:{name}", VERB | kept, kwargs=case, method="post", **facts)


def looked(_world: World) -> dict[str, Any]:
    return {"outcome": "looked", "text": "Ik keek."}


ROWS = [
    Row("casework:danger", PAGE, kwargs=case),
    post("danger", data=looked),
    Row("casework:case", PAGE, kwargs=case),
    post("reply", data=words),
    post("notify"),
    post("note", data=words),
    post("acknowledge"),
    post("assign"),
    Row("casework:recuse", only("coordinator", "locked"), kwargs=case),
    post("recuse"),
    Row("casework:file", only(status=404), kwargs=file),
]
