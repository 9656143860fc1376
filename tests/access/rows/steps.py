"""A step of a case, and opening it again: for who holds its key; for all others it is not there."""

from typing import Any

from tests.access.row import Row, everyone, only
from tests.access.world import World


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def asked(_world: World) -> dict[str, Any]:
    return {"to": "acknowledged"}


VERB = only("coordinator", status=302, locked=409)
ROWS = [
    # Asking what a step takes shows its page; the locked vault asks for its passphrase first.
    Row("casework:step", VERB | {"coordinator": 200}, kwargs=case, method="post", data=asked),
    # A case that is open has no page to open it again: the dossier, or its door.
    Row("reporter:reopen", everyone(302)),
    Row("reporter:reopen", everyone(409) | {"reporter": 302}, method="post"),
]
