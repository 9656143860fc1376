"""The agreements of a school's bbl students as DUO's records; for a page and for the command."""

from collections.abc import Iterator, Mapping

from django.db import transaction

from placements.agreements import duo
from placements.agreements.duo import Agreed, Asked, Export, Numbers, Refusal, Why
from placements.agreements.models import Agreement, Placement
from placements.agreements.transitions import OVER, State
from placements.measures.policy import companies_for
from schools.registry.models import School
from schools.registry.programmes import Pathway
from schools.students import policy as students
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


def looked_at(*, by: User, school: School) -> Export:
    """What would be in a file, and what never can be, whatever numbers come along."""
    students.require(by, school, students.IMPORTERS)
    asked = Asked(duo.Variant.RO, enrolment="1", is_blank_allowed=True)
    return duo.written(_agreed(school, by), {}, asked)


def made(
    *, by: User | None, school: School, numbers: Mapping[str, Numbers | None], asked: Asked
) -> Export:
    """The records of this school. `by` None: the command, by whoever holds the server."""
    if by is not None:
        students.require(by, school, students.IMPORTERS)
    return duo.written(_agreed(school, by), numbers, asked)


@transaction.atomic
def note(*, by: User | None, school: School) -> None:
    """That a file was taken, by whom; not what stood in it."""
    record(verb=Verb.BPV_EXPORTED, actor=by, scope=Scope.SYSTEM, subject=school.pk)


def _agreed(school: School, by: User | None) -> Iterator[Agreed | Refusal]:
    rows = Placement.objects.of(school).filter(pathway=Pathway.BBL, agreed_on__isnull=False)
    rows = rows.exclude(state=State.WITHDRAWN).select_related("student", "company")
    placements = list(rows.order_by("agreed_on", "reference"))
    in_force = _in_force(school)
    free = _free_of_stake(by, placements)
    for placement in placements:
        if free is not None and placement.company_id not in free:
            yield Refusal(placement.reference, Why.STAKE)
            continue
        yield _one(placement, in_force.get(placement.pk))


def _in_force(school: School) -> dict[object, Agreement]:
    """The newest text on which all three agreed, by placement."""
    rows = Agreement.objects.filter(placement__student__school=school, agreed_on__isnull=False)
    return {one.placement_id: one for one in rows.order_by("version")}


def _free_of_stake(by: User | None, placements: list[Placement]) -> set[object] | None:
    """Companies for which this user does not speak, and no company; None: all may be read."""
    if by is None:
        return None
    ids = {one.company_id for one in placements if one.company_id}
    return {None, *companies_for(by).filter(pk__in=ids).values_list("pk", flat=True)}


def _one(placement: Placement, agreement: Agreement | None) -> Agreed | Refusal:
    if agreement is None:
        return Refusal(placement.reference, Why.UNSIGNED)
    if placement.company is None:
        return Refusal(placement.reference, Why.NOT_IN_REGISTER)
    return Agreed(
        number=placement.reference,
        student=placement.student.number,
        drawn_up_on=agreement.drawn_up_on,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        ended_on=placement.ended_on if placement.state in OVER else None,
        hours=agreement.hours_total,
        company=placement.company.leerbedrijf_id or "",
        crebo=placement.crebo,
    )
