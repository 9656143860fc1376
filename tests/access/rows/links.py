"""Cases beside each other: the team of whom the key is wrapped."""

from typing import Any

from tests.access.row import Row, only
from tests.access.world import World


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def words(_world: World) -> dict[str, Any]:
    """A number that no case has."""
    return {"number": "AAA-AAA", "role": "beside", "text": "Hetzelfde bedrijf."}


def other(world: World) -> dict[str, Any]:
    return {"other": str(world.school.pk)}


ROWS = [
    Row("links:links", only("coordinator", locked=302), kwargs=case),
    Row(
        "links:links",
        # Words of who is not signed in any more come back in the page, wherever they were sent.
        only("coordinator", status=422, locked=409, anonymous=403, reporter=403),
        kwargs=case,
        method="post",
        data=words,
    ),
    Row("links:unlink", only("coordinator", "locked", status=302), kwargs=case),
    Row(
        "links:unlink",
        only(status=404, coordinator=404, locked=409),
        kwargs=case,
        method="post",
        data=other,
    ),
]
