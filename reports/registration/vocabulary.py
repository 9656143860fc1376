"""The words of a registration record: what was done, how it ended, and how long that took.

Values are stored and published: never rename one. Days are kept in bands alone, because an exact
number of days beside the day a report came in would point at one case.
"""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schools.registry.models import Sector


class Measure(TextChoices):
    """What the school, or SBB, did. A handler picks all that happened."""

    SUPPORT = "support", _("Steun en gesprek met de student")
    TALK = "talk", _("Gesprek met het leerbedrijf")
    HEARING = "hearing", _("Het leerbedrijf om een reactie gevraagd")
    AGREEMENT = "agreement", _("Afspraken met het leerbedrijf")
    NO_PLACEMENTS = "no_placements", _("De school plaatst er voorlopig niemand")
    SBB = "sbb", _("Doorgegeven aan SBB")
    OTHER_BODY = "other_body", _("Doorgegeven aan een andere instantie")
    REPLACEMENT = "replacement", _("Andere stageplek gezocht")


class Outcome(TextChoices):
    """How it ended: the furthest that was reached. None of them says who was right."""

    AGREEMENTS = "agreements", _("Verbeterafspraken")
    PLACEMENTS_STOPPED = "placements_stopped", _("De school plaatst er niet meer")
    SUSPENDED = "suspended", _("SBB heeft de erkenning geschorst")
    REVOKED = "revoked", _("SBB heeft de erkenning ingetrokken")
    NO_ACTION = "no_action", _("Onderzocht, geen maatregel")
    SETTLED = "settled", _("Samen opgelost")
    NO_STEPS = "no_steps", _("De melder wilde geen stappen")
    OTHER = "other", _("Anders")


# For the hbo SBB recognises nothing (R15): there is nothing to hand over, suspend or withdraw.
OF_SBB = frozenset({Measure.SBB, Outcome.SUSPENDED, Outcome.REVOKED})


def measures_at(sector: str) -> list[Measure]:
    """Those that can be true at a school of this sector."""
    return [one for one in Measure if _is_of(sector, one)]


def outcomes_at(sector: str) -> list[Outcome]:
    return [one for one in Outcome if _is_of(sector, one)]


def _is_of(sector: str, one: Measure | Outcome) -> bool:
    return sector == Sector.MBO or one not in OF_SBB


class AcknowledgedWithin(TextChoices):
    """Calendar days from receipt; 7 is the outer limit (R7)."""

    TWO = "0-2", _("2 dagen of minder")
    FIVE = "3-5", _("3 tot en met 5 dagen")
    SEVEN = "6-7", _("6 of 7 dagen")
    LATER = "8+", _("8 dagen of meer")


class OutcomeWithin(TextChoices):
    """Calendar days from receipt; some 90 days is the outer limit (R7)."""

    TWO_WEEKS = "0-14", _("2 weken of minder")
    MONTH = "15-30", _("15 tot en met 30 dagen")
    TWO_MONTHS = "31-60", _("31 tot en met 60 dagen")
    THREE_MONTHS = "61-90", _("61 tot en met 90 dagen")
    LATER = "91+", _("91 dagen of meer")


class ReplacedWithin(TextChoices):
    """Calendar days from the question for another placement to its start (R5)."""

    WEEK = "0-7", _("Een week of minder")
    TWO_WEEKS = "8-14", _("8 tot en met 14 dagen")
    MONTH = "15-28", _("15 tot en met 28 dagen")
    TWO_MONTHS = "29-56", _("29 tot en met 56 dagen")
    LATER = "57+", _("57 dagen of meer")
    NOT_FOUND = "not_found", _("Nog niet gevonden bij het afsluiten")


def band(choices: type[TextChoices], start: date | None, end: date | None) -> str:
    """Name the band of the days between; empty when one of the days is not known."""
    if start is None or end is None:
        return ""
    days = max((end - start).days, 0)
    return next(str(choice.value) for choice in choices if days <= _last(str(choice.value)))


def _last(value: str) -> float:
    """The last day of a band: 14 of "0-14"; "91+" has none."""
    return float("inf") if value.endswith("+") else int(value.partition("-")[2])
