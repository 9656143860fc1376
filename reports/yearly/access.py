"""The report that somebody asks for, if it exists for them: page, files and API ask here."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from reports.yearly import policy, reading
from reports.yearly.models import YearlyRelease
from reports.yearly.reading import Report
from schools.registry.models import School
from stagebaken.accounts.models import User


def school_report(user: User, *, code: str, year: int) -> tuple[Report, School]:
    school = get_object_or_404(policy.schools_of(user), code=code)
    report = reading.of_school(_release(year), school)
    if report is None:
        raise Http404
    return report, school


def group_report(user: User, *, year: int) -> Report:
    if not policy.reads_groups(user):
        raise Http404
    return reading.of_groups(_release(year))


def _release(year: int) -> YearlyRelease:
    found = next((one for one in reading.releases() if one.year == year), None)
    if found is None:
        raise Http404
    return found
