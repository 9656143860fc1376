"""Write a registration record: when a case is closed, or at filing for 'only count it'.

The caller keeps the sealed flag `Decisions.counted` in the same transaction: looks at it first,
writes a record only when it is unset, and sets it. A case that is opened again and closed again,
or a counted report that is handed in later, then counts once; its first record stands, because
nothing leads from a dossier to its record.
"""

import re
from collections.abc import Collection
from datetime import date

from reports.registration.models import RegistrationRecord
from reports.registration.vocabulary import (
    AcknowledgedWithin,
    Measure,
    OutcomeWithin,
    ReplacedWithin,
    band,
)
from schools.registry.models import School

FIRST_MONTH_OF_SCHOOL_YEAR = 8  # August
_CODE = re.compile(r"[a-z_]{1,32}")


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day started."""
    return day.year if day.month >= FIRST_MONTH_OF_SCHOOL_YEAR else day.year - 1


def count_only(
    *, school: School, day: date, grounds: Collection[str], phases: Collection[str]
) -> RegistrationRecord:
    """The reporter chose 'only count it': the record is all that the school ever gets."""
    return RegistrationRecord.objects.create(
        school=school,
        school_year=school_year(day),
        grounds=_codes(grounds),
        phases=_codes(phases),
        only_counted=True,
    )


def register(
    *,
    school: School,
    received_on: date,
    acknowledged_on: date | None,
    outcome_on: date,
    grounds: Collection[str],
    phases: Collection[str],
    outcome: str,
    measures: Collection[str] = (),
    sector: str = "",
    replacement_asked_on: date | None = None,
    replaced_on: date | None = None,
) -> RegistrationRecord:
    """A case is closed. The days go in and only bands stay; the school year is that of receipt.

    `outcome` and `measures` are of `vocabulary`, `sector` is a code of SectorChamber or empty.
    In the caller's transaction, with the flag (see above). Raises ValidationError.
    """
    record = RegistrationRecord(
        school=school,
        school_year=school_year(received_on),
        grounds=_codes(grounds),
        phases=_codes(phases),
        only_counted=False,
        sector=sector,
        measures=[one.value for one in Measure if one.value in measures],
        outcome=outcome,
        acknowledged_within=band(AcknowledgedWithin, received_on, acknowledged_on),
        outcome_within=band(OutcomeWithin, received_on, outcome_on),
        replaced_within=_replaced(replacement_asked_on, replaced_on),
    )
    record.clean_fields(exclude=["id", "school"])
    record.save(force_insert=True)
    return record


def _replaced(asked_on: date | None, found_on: date | None) -> str:
    if asked_on is not None and found_on is None:
        return ReplacedWithin.NOT_FOUND
    return band(ReplacedWithin, asked_on, found_on)


def _codes(values: Collection[str]) -> list[str]:
    """Attack: words of a reporter where a code belongs would stand here in clear for ever."""
    return sorted({value for value in map(str, values) if _CODE.fullmatch(value)})
