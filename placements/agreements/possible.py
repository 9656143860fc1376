"""Where and when a placement is possible (R12): erkend, not closed by the school, not twice."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from placements.accreditations.actions import is_erkend
from placements.accreditations.models import Key, Programme
from placements.agreements import errors
from placements.agreements.models import HOURS_A_DAY_LIMIT, Agreement, Placement
from placements.companies.models import TrainingCompany
from placements.measures.reading import closed_to
from schools.registry.models import Sector
from schools.registry.programmes import Pathway
from schools.students.models import Student
from stagebaken.web.days import today


def require_company(student: Student, company: TrainingCompany | None, first: date | None) -> None:
    """The school's question, before it proposes or draws up. `first`: the first day, if known."""
    day = max(first or today(), today())
    if student.school.sector == Sector.MBO:
        require_erkend(student.crebo, student.pathway, company, day)
    require_open(student, company, day)


def require_open(student: Student, company: TrainingCompany | None, day: date) -> None:
    """Still in the register, and not closed by a measure of the school."""
    if company is None:
        return
    if company.ended_on is not None and company.ended_on <= day:
        raise errors.CompanyGone
    if company.pk in closed_to(student.school, today()):
        raise errors.NoPlacementsThere


def require_erkend(crebo: str, pathway: str, company: TrainingCompany | None, day: date) -> None:
    """Everybody may ask this: recognition is public. A measure of the school is not."""
    if company is None:
        raise errors.NotInRegister
    if not crebo or pathway not in Pathway.values:
        raise errors.ProgrammeUnknown
    if not is_erkend_for(company, crebo, pathway, day):
        raise errors.NotErkend


def is_erkend_for(company: TrainingCompany, crebo: str, pathway: str, day: date) -> bool:
    programme = Programme.objects.filter(crebo=crebo).first()
    return programme is not None and is_erkend(Key(company.pk, programme.pk, pathway), day)


def require_days(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise errors.DaysBackwards


def require_hours(per_week: int, weekdays: Sequence[str]) -> None:
    """No day longer than one may work. Which days it will be, may still be open."""
    if weekdays and per_week > HOURS_A_DAY_LIMIT * len(set(weekdays)):
        raise errors.LongDays


def beside(placement: Placement, first: date, last: date) -> list[Placement]:
    """Other placements of this student with a day in common: as it stands, or in a text that
    waits. Attack: two texts that wait would cross unseen, and both be agreed on."""
    others = Placement.objects.live().filter(student=placement.student_id)
    waiting = Agreement.objects.filter(
        placement=OuterRef("pk"),
        agreed_on=None,
        replaced_on=None,
        starts_on__lte=last,
        ends_on__gte=first,
    )
    is_there = Q(starts_on__lte=last, ends_on__gte=first) | Q(Exists(waiting))
    return list(others.filter(is_there).exclude(pk=placement.pk).select_related("company"))


def require_alone(placement: Placement, first: date | None, last: date | None) -> None:
    """Two at the same time are possible (some days here, some there), when somebody says so.

    A bbl contract may last years: the days alone cannot tell whether two placements are meant.
    """
    if first is None or last is None or placement.is_beside:
        return
    if any(not one.is_beside for one in beside(placement, first, last)):
        raise errors.Overlaps
