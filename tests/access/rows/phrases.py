"""Examples of messages: the reporting team of the school writes them, and begins answers with them.

They are about no case, so that who is on the team sees them, also with the vault closed.
"""

from typing import Any

from tests.access.row import Row, only
from tests.access.world import World

WORDS = {"text": "Dank je voor je bericht.", "text_en": "Thank you for your message."}
TEAM = ("coordinator", "locked", "excluded")


def case(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk}


def phrase(world: World) -> dict[str, Any]:
    return {"code": world.school.code, "kind": "welcome"}


def words(_world: World) -> dict[str, Any]:
    return WORDS


ROWS = [
    Row("phrases:begin", only("coordinator", locked=302), kwargs=case),
    Row(
        "phrases:begin",
        # Words of who is not signed in any more come back in the page, wherever they were sent.
        only("coordinator", locked=409, anonymous=403, reporter=403),
        kwargs=case,
        method="post",
        data=words,
    ),
    Row("phrases:list", only(*TEAM, "other_school")),
    Row("phrases:phrase", only(*TEAM), kwargs=phrase),
    Row(
        "phrases:phrase",
        only(*TEAM, status=302, anonymous=403, reporter=403),
        kwargs=phrase,
        method="post",
        data=words,
    ),
    Row("phrases:restore", only(*TEAM, status=302), kwargs=phrase),
    Row("phrases:restore", only(*TEAM, status=302), kwargs=phrase, method="post"),
]
