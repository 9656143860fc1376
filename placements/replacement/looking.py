"""The search room's own question, made from what a student looks for."""

from placements.replacement.models import ReplacementRequest
from placements.replacement.wanted import Wanted
from placements.search.engine import Question
from placements.search.facets import Choice
from schools.registry.models import School, Sector


def question(request: ReplacementRequest, *, radius: float) -> Question:
    wanted = Wanted(
        near=request.near, crebo=request.crebo, pathway=request.pathway, level=request.level
    )
    return asked_by(wanted, school=request.school, radius=radius)


def asked_by(wanted: Wanted, *, school: School, radius: float) -> Question:
    """Companies that are erkend today; for the hbo there is no erkenning, so all (R15)."""
    by_programme = bool(wanted.crebo)
    choice = Choice(
        pathways=[wanted.pathway] if wanted.pathway else [],
        levels=[wanted.level] if wanted.level and not by_programme else [],
    )
    return Question(
        near=wanted.near,
        crebo=wanted.crebo,
        radius_km=radius,
        is_vetted=school.sector == Sector.MBO,
        choice=choice,
    )
