"""Write a registration record."""

from collections.abc import Sequence
from datetime import date

from reports.registration.models import RegistrationRecord
from schools.registry.models import School

FIRST_MONTH_OF_SCHOOL_YEAR = 8  # August


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day started."""
    return day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1


def count_only(
    *, school: School, day: date, grounds: Sequence[str], phases: Sequence[str]
) -> RegistrationRecord:
    """The reporter chose 'only count it': the record is all that the school ever gets."""
    return RegistrationRecord.objects.create(
        school=school,
        school_year=school_year(day),
        grounds=sorted(grounds),
        phases=sorted(phases),
        only_counted=True,
    )
