"""When students of a cohort look for a place, as their coordinator sets it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from schools.registry.models import School
from schools.students import policy
from schools.students.models import PlacementPeriod, Student
from schools.students.rules import SamePeriod
from schools.teams.actions import lock
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


@transaction.atomic
def set_period(
    *,
    by: User,
    school: School,
    cohort: int,
    name: str,
    search_start: date,
    cut_off: date,
    crebo: str = "",
    programme: str = "",
    period_id: UUID | None = None,
) -> PlacementPeriod:
    """Make a period, or change one. Raises SamePeriod."""
    policy.require(by, school)
    lock(school)
    own = PlacementPeriod.objects.filter(school=school)
    period = own.get(pk=period_id) if period_id else PlacementPeriod(school=school)
    period.cohort, period.name = cohort, name.strip()
    period.crebo, period.programme = crebo, programme
    period.search_start, period.cut_off = search_start, cut_off
    alike = own.filter(cohort=cohort, crebo=crebo, programme=programme, name=period.name)
    if alike.exclude(pk=period.pk).exists():
        raise SamePeriod
    period.full_clean(validate_unique=False)
    period.save()
    _record(by, period, "set")
    return period


@transaction.atomic
def remove_period(*, by: User, school: School, period_id: UUID) -> None:
    """Taking away what is gone changes nothing."""
    policy.require(by, school)
    period = PlacementPeriod.objects.filter(school=school, pk=period_id).first()
    if period is not None:
        _record(by, period, "removed")
        period.delete()


def periods_of(student: Student) -> list[PlacementPeriod]:
    """The periods of a student, the next first; those of all programmes among them."""
    if student.cohort is None:
        return []
    everybody = Q(crebo="", programme="")
    own = Q(crebo=student.crebo) if student.crebo else Q(programme=student.programme, crebo="")
    found = PlacementPeriod.objects.filter(school=student.school_id, cohort=student.cohort)
    return list(found.filter(everybody | own).order_by("search_start", "name", "pk"))


def _record(by: User, period: PlacementPeriod, what: str) -> None:
    record(
        verb=Verb.PERIOD_CHANGED,
        actor=by,
        scope=Scope.SYSTEM,
        subject=period.pk,
        detail={"what": what, "cohort": period.cohort},
    )
