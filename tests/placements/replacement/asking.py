"""Open a request in a test, in one line."""

from typing import Any

from placements.replacement import actions
from placements.replacement.models import Cause, ReplacementRequest
from placements.replacement.wanted import Wanted
from schools.registry.models import School
from stagebaken.accounts.models import User

HOME = "/stages/vervanging/"
BASE = f"{HOME}zeewaarde/"


def wanted(**facts: Any) -> Wanted:
    known: dict[str, Any] = {"near": "Oosterhaven", "crebo": "90211", "pathway": "bol", "level": 2}
    return Wanted(**(known | facts))


def ask(by: User, school: School, **facts: Any) -> ReplacementRequest:
    return actions.open_request(by=by, school=school, cause=Cause.ASKED, wanted=wanted(**facts))


def form(**facts: Any) -> dict[str, Any]:
    sent = {"cause": "asked", "near": "Oosterhaven", "crebo": "90211", "pathway": "bol", "level": 2}
    return sent | facts
