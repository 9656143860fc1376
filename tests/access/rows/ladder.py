"""The consent ladder: the team of whom the key is wrapped asks; the dossier's reporter answers."""

from typing import Any

from reports.consents.vocabulary import Step
from tests.access.row import Row, everyone, only
from tests.access.world import World

PAGE = only("coordinator", locked=302)


def step(world: World) -> dict[str, Any]:
    return {"case_id": world.case.pk, "step": Step.TALK}


def question(world: World) -> dict[str, Any]:
    """A question that was never asked: who may see the case finds none; the others no case."""
    return {"case_id": world.case.pk, "consent_id": world.case.pk}


def asked(_world: World) -> dict[str, Any]:
    return {
        "receiver": "Garage De Slinger",
        "document": "Hoe begeleiden jullie stagiairs?",
        "may_follow": "Niets of iets.",
        "may_guess": "no",
    }


def own(world: World) -> dict[str, Any]:
    return {"consent_id": world.case.pk}


NOWHERE = only(status=404, coordinator=404, locked=302)

ROWS = [
    Row("ladder:ask", PAGE, kwargs=step),
    Row(
        "ladder:ask",
        # Words of who is not signed in any more come back in the page, wherever they were sent.
        only("coordinator", status=302, locked=409, anonymous=403, reporter=403),
        kwargs=step,
        method="post",
        data=asked,
    ),
    Row("ladder:question", NOWHERE, kwargs=question),
    *(
        Row(f"ladder:{name}", only("coordinator", "locked", status=302), kwargs=question)
        for name in ("take-back", "carry-out", "document", "propose", "decide")
    ),
    *(
        Row(
            f"ladder:{name}",
            only(status=404, coordinator=404, locked=409),
            kwargs=question,
            method="post",
        )
        for name in ("take-back", "carry-out", "document", "propose", "decide")
    ),
    Row("own-ladder:question", everyone(302) | {"reporter": 404}, kwargs=own),
    Row("own-ladder:question", everyone(409) | {"reporter": 404}, kwargs=own, method="post"),
]
