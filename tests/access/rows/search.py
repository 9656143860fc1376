"""/beheer/school/<code>/woorden/: for a school's own administrator."""

from typing import Any

from tests.access.row import Row, only
from tests.access.world import World


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def words(_world: World) -> dict[str, Any]:
    return {"words": "bakkie: horeca"}


ROWS = [
    Row("school_words:words", only("administrator"), kwargs=school),
    Row(
        "school_words:words",
        only("administrator", status=302),
        kwargs=school,
        method="post",
        data=words,
    ),
]
