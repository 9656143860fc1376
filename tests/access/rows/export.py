"""/dossier/meenemen/: the receipt is the only credential, whoever is signed in."""

from typing import Any

from tests.access.row import Row, everyone
from tests.access.world import World


def as_json(_world: World) -> dict[str, Any]:
    return {"soort": "json"}


ROWS = [
    Row("export:page", everyone(302) | {"reporter": 200}),
    Row("export:file", everyone(302)),
    Row("export:file", everyone(409) | {"reporter": 200}, method="post", data=as_json),
]
