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


def years() -> list[tuple[int, dict[str, int]]]:
    """What was counted, the newest year first; what never happened is zero."""
    found: dict[int, dict[str, int]] = {}
    for row in YearlyCount.objects.all():
        numbers = found.setdefault(row.year, dict.fromkeys(Counted.values, 0))
        numbers[row.what] = row.number
    return sorted(found.items(), reverse=True)
