"""SBB registers every report and counts each year (R2): numbers alone, tied to no report."""

from django.db.models import F

from reports.handover.models import YearlyCount
from reports.handover.vocabulary import Conclusion, Counted


def count(what: Counted, year: int) -> None:
    """Add one, in the caller's transaction."""
    YearlyCount.objects.get_or_create(year=year, what=what)
    YearlyCount.objects.filter(year=year, what=what).update(number=F("number") + 1)


def count_conclusion(conclusion: Conclusion, year: int) -> None:
    count(Counted(conclusion.value), year)


def years() -> dict[int, dict[str, int]]:
    """What was counted, by year, exactly: never to be shown so (pages.year_table)."""
    found: dict[int, dict[str, int]] = {}
    for row in YearlyCount.objects.all():
        numbers = found.setdefault(row.year, dict.fromkeys(Counted.values, 0))
        numbers[row.what] = row.number
    return found
