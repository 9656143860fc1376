"""How the numbers of a gap are written: units, signs and intervals."""

import enum
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Unit(enum.Enum):
    PERCENT = "percent"
    POINTS = "points"  # of a share: from 40 to 60 per cent are 20 points
    RATIO = "ratio"
    APPLICATIONS = "applications"
    DAYS = "days"
    COUNT = "count"


UNITS: Final[dict[str, Unit]] = {
    "first_try_group": Unit.PERCENT,
    "first_try_reference": Unit.PERCENT,
    "first_try_diff": Unit.POINTS,
    "first_try_diff_adjusted": Unit.POINTS,
    "first_try_ratio": Unit.RATIO,
    "first_try_ratio_adjusted": Unit.RATIO,
    "first_try_unexplained": Unit.PERCENT,
    "applications_group": Unit.APPLICATIONS,
    "applications_reference": Unit.APPLICATIONS,
    "applications_ratio": Unit.RATIO,
    "applications_ratio_adjusted": Unit.RATIO,
    "applications_unexplained": Unit.PERCENT,
    "applications_unexplained_log": Unit.PERCENT,
    "median_group": Unit.DAYS,
    "median_reference": Unit.DAYS,
    "days_group": Unit.DAYS,
    "days_reference": Unit.DAYS,
    "pace": Unit.RATIO,
    "pace_adjusted": Unit.RATIO,
    "no_support": Unit.PERCENT,
}


def number(unit: Unit, value: float) -> str:
    """A figure with its unit."""
    if unit is Unit.PERCENT:
        return f"{plain(value)}%"
    if unit is Unit.POINTS:
        return ngettext("%s punt", "%s punten", round(abs(value))) % plain(value)
    if unit is Unit.DAYS:
        return ngettext("%s dag", "%s dagen", round(value)) % plain(value)
    return plain(value) if unit is Unit.COUNT else plain(value, decimals=2)


def between(unit: Unit, low: float, high: float) -> str:
    """Both ends of an interval, the unit after the last; points are those of the figure itself,
    and with the word a phone would have to scroll."""
    first = plain(low, decimals=2 if unit in {Unit.RATIO, Unit.APPLICATIONS} else 0)
    return _("%(low)s en %(high)s") % {
        "low": first,
        "high": plain(high) if unit is Unit.POINTS else number(unit, high),
    }


def plain(value: float, *, decimals: int = 0) -> str:
    """With the sign and the separators of the language."""
    # Rounded first: Django cuts the digits of a float off.
    written = number_format(round(abs(value), decimals), decimals, force_grouping=True)
    return f"−{written}" if value < 0 else str(written)
