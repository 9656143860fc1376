"""Keep longer or no longer: the team of whom the key is wrapped."""

from typing import Any

from stagebaken.web.days import today
from tests.access.row import Row, only
from tests.access.world import World


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def hold(_world: World) -> dict[str, Any]:
    return {"until": today().isoformat(), "reason": "Er loopt een klacht."}


ROWS = [
    Row("retention:hold", only("coordinator", locked=302), kwargs=case),
    Row(
        "retention:hold",
        # Words of who is not signed in any more come back in the page, wherever they were sent.
        only("coordinator", status=302, locked=409, anonymous=403, reporter=403),
        kwargs=case,
        method="post",
        data=hold,
    ),
    Row("retention:lift", only("coordinator", "locked", status=302), kwargs=case),
    Row("retention:lift", only("coordinator", status=302, locked=409), kwargs=case, method="post"),
]
