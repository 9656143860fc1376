"""The rows of one page in words: since when, where it stands, and the one next action."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.agreements import policy, reading
from placements.agreements.models import Placement
from placements.agreements.transitions import LIVE
from placements.applications.models import Application
from placements.applications.transitions import State as Applied
from placements.overview.searching import Row
from placements.overview.states import OF_A_PLACEMENT, WORDS, Next, State, Words
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date


@dataclass(frozen=True)
class Line:
    id: UUID
    name: str
    group: str
    programme: str
    words: Words
    fact: str  # of the state, where there is more to say
    search_start: date
    days: int
    has_place: bool
    url: str
    action: str


def lines(rows: list[Row], school: School, user: User, day: date) -> list[Line]:
    """As many queries for a page of rows as for one."""
    ids = [row.uuid for row in rows]
    students = Student.objects.in_bulk(ids)
    placements = _live(ids, school, user)
    unanswered = _unanswered([row.uuid for row in rows if row.state == State.SILENCE], day)
    return [
        _line(row, students[row.uuid], school, placements.get(row.uuid), unanswered, day)
        for row in rows
        if row.uuid in students  # else it was erased a moment ago
    ]


def _line(
    row: Row,
    student: Student,
    school: School,
    placement: Placement | None,
    unanswered: dict[UUID, int],
    day: date,
) -> Line:
    words = WORDS[row.state]
    url, action = _next(row, words, school, placement)
    return Line(
        id=row.uuid,
        name=str(student),
        group=row.group,
        programme=row.programme or row.crebo,
        words=words,
        fact=_fact(row, placement, unanswered),
        search_start=row.search_start,
        days=row.days(day),
        has_place=row.has_place,
        url=url,
        action=action,
    )


def _live(ids: list[UUID], school: School, user: User) -> dict[UUID, Placement]:
    """The placement that a row speaks of, where this coordinator may see it."""
    rows = policy.of_school(user, school).filter(student__in=ids, state__in=LIVE).for_pages()
    return {one.student_id: one for one in rows.order_by("proposed_on", "pk")}


def _unanswered(ids: list[UUID], day: date) -> dict[UUID, int]:
    late = Q(state=Applied.NO_ANSWER) | Q(state__in=[Applied.SENT, Applied.SEEN], term_on__lt=day)
    rows = Application.objects.filter(late, student__in=ids).order_by()
    return dict(rows.values_list("student").annotate(total=Count("pk")))


def _fact(row: Row, placement: Placement | None, unanswered: dict[UUID, int]) -> str:
    if row.state == State.SILENCE:
        total = unanswered.get(row.uuid, 0)
        text = ngettext(
            "%(total)s sollicitatie zonder antwoord na de termijn",
            "%(total)s sollicitaties zonder antwoord na de termijn",
            total,
        )
        return text % {"total": total}
    if placement is None:
        return ""
    if row.state == State.OTHERS_YES:
        return _("Wacht op: %(who)s") % {"who": reading.names_of(reading.turns(placement))}
    if row.state == State.ENDING:
        return _("Laatste dag: %(day)s") % {"day": short_date(placement.ends_on)}
    return ""


def _next(row: Row, words: Words, school: School, placement: Placement | None) -> tuple[str, str]:
    """Where the row leads. A placement that this coordinator may not see leads to the timeline."""
    student = {"code": school.code, "student_id": row.uuid}
    if row.state in OF_A_PLACEMENT and placement is not None:
        name = "draw_up" if words.next is Next.DRAW_UP else "one"
        where = {"code": school.code, "placement_id": placement.pk}
        return reverse(f"placements:{name}", kwargs=where), str(words.action)
    names = {
        Next.PROPOSE: "placements:propose",
        Next.INVITE: "students:one",
        Next.WRITE: "messages:thread",
    }
    if words.next in names:
        return reverse(names[words.next], kwargs=student), str(words.action)
    return reverse("overview:timeline", kwargs=student), _("Bekijk de tijdlijn")
