"""How long a dossier stays: a school's own term after closing, ours for what is only kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from reports.casework.models import Case, Status
from reports.retention.models import EndWarning, Hold
from stagebaken.vault.models import Dossier
from stagebaken.web.days import add_months

WARNING = timedelta(days=settings.RETENTION_WARNING_DAYS)


@dataclass(frozen=True)
class End:
    """When a dossier ends, as its own page says it."""

    due_on: date  # by the term alone
    on: date  # never sooner than the warning allows, nor than a hold
    is_held: bool


def term_ends_on(dossier: Dossier) -> date | None:
    """The end by the term: None while a team still works on it."""
    case = Case.objects.select_related("school").filter(dossier=dossier).first()
    if case is None:
        # Kept or only counted: nobody but the reporter knows of it.
        return add_months(dossier.visited_on, settings.RETENTION_LOGBOOK_MONTHS)
    if case.status != Status.CLOSED or case.closed_on is None:
        return None
    return add_months(case.closed_on, case.school.keep_months)


def end_of(dossier: Dossier, day: date) -> End | None:
    """When it ends, seen from this day."""
    due_on = term_ends_on(dossier)
    if due_on is None:
        return None
    warning = EndWarning.objects.filter(dossier=dossier).first()
    warned_on = warning.warned_on if warning else max(day, due_on - WARNING)
    hold = standing_hold(dossier, day)
    moments = [due_on, warned_on + WARNING]
    if hold is not None:
        moments.append(hold.until + timedelta(days=1))
    return End(due_on=due_on, on=max(moments), is_held=hold is not None)


def end_if_lifted(dossier: Dossier, day: date) -> date | None:
    """When it would end if its hold were lifted on this day."""
    due_on = term_ends_on(dossier)
    return due_on and max(due_on, day + WARNING)


def standing_hold(dossier: Dossier, day: date) -> Hold | None:
    return Hold.objects.filter(dossier=dossier, lifted_on=None, until__gte=day).first()


def may_be_near(day: date) -> QuerySet[Dossier]:
    """Dossiers that could end within the warning: few of all, found by an index.

    Which of them do, `end_of` says: terms differ from school to school.
    """
    soon = day + WARNING
    visited = add_months(soon, -settings.RETENTION_LOGBOOK_MONTHS)
    closed = add_months(soon, -settings.RETENTION_LEAST_MONTHS)
    is_logbook = Q(case__isnull=True, visited_on__lte=visited, vault__isnull=True)
    is_closed = Q(case__status=Status.CLOSED, case__closed_on__lte=closed)
    return Dossier.objects.filter(is_logbook | is_closed).order_by("pk")
