"""Another placement, in a case: for who holds its key, and for its reporter."""

from typing import Any

from tests.access.row import Row, everyone, only
from tests.access.world import World

MEMBERS = {"locked": 302}  # to the vault first
KEPT = {"locked": 409}  # what was typed comes along
READS = only("coordinator", **MEMBERS)
DONE = only("coordinator", status=302, **KEPT)
WRITTEN = DONE | {"anonymous": 403, "reporter": 403}  # signed out: the words are kept
REPORTER = everyone(302) | {"reporter": 200}
DOOR = everyone(409) | {"reporter": 302}  # others type their code first, on this very address


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def wanted(_world: World) -> dict[str, Any]:
    return {"near": "Utrecht"}


def why(_world: World) -> dict[str, Any]:
    return {"why": "De melder is klaar met de stage."}


def nobody(_world: World) -> dict[str, Any]:
    return {"proposal_id": "6f9f6c1e-5d0e-4a63-9a44-1d1c1b0f4a55"}


ROWS = [
    Row("replacing:ask", READS, kwargs=case),
    Row("replacing:ask", DONE, kwargs=case, method="post", data=wanted),
    Row("replacing:rest", READS, kwargs=case),
    Row("replacing:rest", WRITTEN, kwargs=case, method="post", data=why),
    # Nothing was agreed and no place is known yet: back to the case, and to the question.
    Row("replacing:open", only("coordinator", status=302, **MEMBERS), kwargs=case),
    Row("replacing:propose", only("coordinator", status=302, **MEMBERS), kwargs=case),
    Row("own-replacing:wanted", REPORTER),
    Row("own-replacing:wanted", DOOR, method="post", data=wanted),
    Row("own-replacing:answer", DOOR, method="post"),
    Row("own-replacing:none", DOOR, method="post"),
    Row("own-replacing:revoke", DOOR, method="post"),
    Row("own-replacing:closing", DOOR, method="post"),
    Row("own-replacing:stop", DOOR, method="post"),
    Row("own-replacing:proposal", DOOR, kwargs=nobody, method="post"),
]
