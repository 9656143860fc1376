"""Students who need another place: for the school's internship coordinators alone."""

from typing import Any

from placements.replacement import actions
from placements.replacement.models import Cause, ReplacementRequest, Suggestion
from placements.replacement.wanted import Wanted
from tests.access.row import Row, only
from tests.access.world import World

STAFF = ("locked", "excluded")
READS = only(*STAFF)
DONE = only(*STAFF, status=302)


def school(world: World) -> dict[str, Any]:
    return {"code": world.school.code}


def wish(world: World) -> ReplacementRequest:
    found = ReplacementRequest.objects.filter(school=world.school).first()
    return found or actions.open_request(
        by=world.ilse.user, school=world.school, cause=Cause.ASKED, wanted=Wanted(near="Utrecht")
    )


def request(world: World) -> dict[str, Any]:
    return school(world) | {"request_id": wish(world).pk}


def company(world: World) -> dict[str, Any]:
    return {"company": world.company.pk}


def answer(world: World) -> dict[str, Any]:
    found, _ = Suggestion.objects.get_or_create(request=wish(world), company=world.company)
    return {"suggestion": found.pk, "answer": "asked"}


def wanted(_world: World) -> dict[str, Any]:
    return {"cause": "asked", "near": "Utrecht"}


ROWS = [
    Row("replacement:home", DONE),
    Row("replacement:overview", READS, kwargs=school),
    Row("replacement:open", READS, kwargs=school),
    Row("replacement:open", DONE, kwargs=school, method="post", data=wanted),
    Row("replacement:one", READS, kwargs=request),
    Row("replacement:search", READS, kwargs=request),
    Row("replacement:suggest", DONE, kwargs=request, method="post", data=company),
    Row("replacement:answer", DONE, kwargs=request, method="post", data=answer),
    Row("replacement:found", READS, kwargs=request),
    Row("replacement:found", DONE, kwargs=request, method="post"),
    Row("replacement:withdraw", READS, kwargs=request),
    Row("replacement:withdraw", DONE, kwargs=request, method="post"),
]
