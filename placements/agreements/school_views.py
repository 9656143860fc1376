"""/studenten/…/stages/: a school's placements, and the beginning of one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.agreements import policy, possible, proposing, reading
from placements.agreements.access import of_one_placement, of_one_student, of_placers
from placements.agreements.answering import tried
from placements.agreements.forms import ProposeForm, is_begun
from placements.agreements.listing import listing
from placements.agreements.models import OUTSIDE, Placement, Route
from placements.agreements.transitions import LIVE, Party, State, Verb, Who, may
from placements.contacts.access import person, sent
from placements.measures.reading import closed_to
from schools.registry.models import School, Sector
from schools.students import policy as students
from schools.students.models import Student
from stagebaken.web.days import today

PAGE_SIZE = 50
SCHOOL = Party.SCHOOL


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where a mail leads."""
    schools = list(students.schools_of(person(request)))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("placements:overview", code=schools[0].code)
    return render(request, "agreements/schools.html", {"schools": schools})


@require_safe
@of_placers
def overview(request: HttpRequest, school: School) -> HttpResponse:
    found = listing(person(request), school, request.GET)
    page = Paginator(found.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "form": found.form,
        "is_filtered": found.is_filtered,
        "ours": found.ours,
        "page": page,
        "rows": [row(one) for one in page],
    }
    return render(request, "agreements/overview.html", context)


def row(placement: Placement) -> dict[str, Any]:
    state = State(placement.state)
    return {
        "placement": placement,
        "student": placement.student,
        "company": placement.company_name,
        "last_day": placement.last_day,
        "label": state.label,
        "kind": reading.KINDS.get(state, "neutral"),
        "icon": reading.STATE_ICONS[state],
        "next": reading.said_of(placement, SCHOOL, today()),
        "is_ours": SCHOOL in reading.turns(placement),
    }


@require_safe
@of_one_student
def of_student(request: HttpRequest, student: Student) -> HttpResponse:
    placements = policy.of_school(person(request), student.school).filter(student=student)
    context = {
        "school": student.school,
        "student": student,
        "rows": [row(one) for one in placements.for_pages()],
        "may_propose": not student.has_left(today()),
    }
    return render(request, "agreements/of_student.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_student
def propose(request: HttpRequest, student: Student) -> HttpResponse:
    form = ProposeForm(sent(request), is_mbo=student.school.sector == Sector.MBO)
    made: list[Placement] = []
    done = tried(
        request,
        form,
        lambda: made.append(_propose(request, student, form)),
        _("De stage is voorgesteld. Stel nu de overeenkomst op."),
    )
    if done:
        return redirect("placements:one", code=student.school.code, placement_id=made[0].pk)
    context = {"school": student.school, "student": student, "form": form}
    status = 422 if form.errors else 200
    return render(request, "agreements/propose.html", context, status=status)


def _propose(request: HttpRequest, student: Student, form: ProposeForm) -> Placement:
    data = form.cleaned_data
    return proposing.propose(
        by=person(request),
        student=student,
        route=Route(data["route"]),
        company=form.chosen,
        company_text=data["company_text"],
        applications_count=data["applications_count"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
        is_beside=data["is_beside"],
    )


@require_safe
@of_one_placement
def one(request: HttpRequest, placement: Placement) -> HttpResponse:
    context = {
        "school": placement.student.school,
        "placement": placement,
        "row": row(placement),
        "texts": reading.texts_of(placement),
        "history": reading.history(placement, SCHOOL),
        "programme": reading.programme_of(placement),
        "is_outside": placement.route in OUTSIDE,
        "wishes": [one for one in placement.wishes.all() if one.answered_on is None],
        "on_paper": [
            party
            for party in (Party.STUDENT, Party.COMPANY)
            if not policy.has_account(placement, party)
        ],
        "beside": _beside(placement),
        "is_closed": _is_closed(placement),
        "previous": placement.follows,
        "is_begun": is_begun(placement),
        "is_live": placement.state in LIVE,
        "party": SCHOOL,
    }
    return render(request, "agreements/school_one.html", context | _possible(placement))


def _possible(placement: Placement) -> dict[str, bool]:
    is_taken = placement.taken_over_on is not None
    return {
        "may_take_over": not is_taken and placement.state == State.PROPOSED,
        "may_draw_up": is_taken and may(placement.state, Verb.DRAW_UP, who=Who.SCHOOL),
        "may_waive": is_taken
        and not placement.is_mbo
        and placement.state == State.PROPOSED
        and placement.newest is None,
    }


def _is_closed(placement: Placement) -> bool:
    """The school decided to place nobody here, and this placement could still be kept from going
    on. The student and the company are not told (ADR 29), so the school has to see it."""
    is_open = placement.state in (State.PROPOSED, State.AGREED) and placement.company_id is not None
    return is_open and placement.company_id in closed_to(placement.student.school, today())


def _beside(placement: Placement) -> list[Placement]:
    if placement.state not in LIVE or not placement.starts_on or not placement.ends_on:
        return []
    return possible.beside(placement, placement.starts_on, placement.ends_on)
