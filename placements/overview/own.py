"""The search of one student in one row, and in a sentence."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.agreements.models import Placement
from placements.agreements.transitions import LIVE, OVER
from placements.overview.searching import Row, periods_begun, rows_of
from schools.students.models import Student
from stagebaken.ui.templatetags.ui import short_date


def row_of(student: Student, day: date) -> Row | None:
    """None outside every period that has begun."""
    one = Student.objects.filter(pk=student.pk)
    return next(iter(rows_of(one, periods_begun(student.school, day), day)), None)


def since(student: Student, row: Row) -> str:
    """For the student, who knows how long it feels: since when, and no count of days."""
    if (ended := _just_ended(student, row)) is not None:
        return _("Je stage eindigde op %(day)s.") % {"day": short_date(ended)}
    if row.has_place and row.agreed_on:
        return _("Je hebt een plek sinds %(day)s.") % {"day": short_date(row.agreed_on)}
    return _("Je zoekt sinds %(day)s.") % {"day": short_date(row.search_start)}


def _just_ended(student: Student, row: Row) -> date | None:
    """The last day of a placement that went on while this search had begun; no other is agreed."""
    agreed = Placement.objects.filter(student=student, agreed_on__isnull=False)
    states = list(agreed.values_list("state", "ended_on"))
    if any(state in LIVE for state, _ended in states):
        return None
    days = [ended for state, ended in states if state in OVER and ended]
    return max((one for one in days if one >= row.search_start), default=None)


def how_long(row: Row, day: date) -> str:
    """For a coordinator: the fact by which lists are ordered."""
    days = row.days(day)
    if row.has_place:
        text = ngettext("Plek na %(total)s dag", "Plek na %(total)s dagen", days)
    else:
        text = ngettext("%(total)s dag zonder plek", "%(total)s dagen zonder plek", days)
    return text % {"total": days}
