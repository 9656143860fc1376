"""/stagematching/: the rounds of a school, for its coordinators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.matching import actions, auditing, gathering, policy, showing
from placements.matching.access import of_coordinators, of_round, person, sent
from placements.matching.forms import RoundForm
from placements.matching.models import Offer, Round
from placements.matching.rules import RuleBroken
from placements.matching.transitions import State
from schools.registry.models import School
from schools.students.entries import cohort_of
from schools.students.listing import programmes_of
from stagebaken.web.days import today

PAGE_SIZE = 50
IS_SOLVED = (State.SOLVED, State.PUBLISHED)
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    schools = list(policy.schools_of(person(request)))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("rounds:overview", code=schools[0].code)
    return render(request, "matching/schools.html", {"schools": schools})


@require_safe
@of_coordinators
def overview(request: HttpRequest, school: School) -> HttpResponse:
    rounds = policy.visible_to(person(request)).of(school).defer("certificate")
    page = Paginator(rounds, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"school": school, "page": page, "rows": showing.rows(page, school)}
    return render(request, "matching/overview.html", context)


@require_http_methods(FORM_METHODS)
@of_coordinators
def new(request: HttpRequest, school: School) -> HttpResponse:
    form = _form(request, school, None)
    if request.method == "POST" and form.is_valid():
        made = actions.draft(by=person(request), school=school, plan=form.plan)
        return redirect("rounds:places", code=school.code, round_id=made.pk)
    context = {"school": school, "form": form}
    return render(request, "matching/new.html", context, status=422 if form.errors else 200)


@require_safe
@of_round
def one(request: HttpRequest, round_: Round) -> HttpResponse:
    day = today()
    offers = list(Offer.objects.filter(round=round_).select_related("place__company"))
    lists = showing.lists_of(round_, day).everybody
    context = {
        "school": round_.school,
        "round": round_,
        "group": showing.group_of(round_),
        "criteria": showing.criteria_of(round_),
        "track": showing.track(round_),
        "offers": offers,
        "seats": sum(one.capacity for one in offers),
        "lists": lists,
        "is_taking": round_.takes_wishes(day),
        "figures": None,
    }
    if round_.state in IS_SOLVED:
        context["figures"] = auditing.audit(by=person(request), round_=round_, group=lists.total)
    return render(request, "matching/one.html", context)


@require_http_methods(FORM_METHODS)
@of_round
def change(request: HttpRequest, round_: Round) -> HttpResponse:
    if round_.state != State.DRAFT:
        return back(round_)
    form = _form(request, round_.school, round_)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(by=person(request), round_=round_, plan=form.plan)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Bewaard."))
        return back(round_)
    context = {"school": round_.school, "round": round_, "form": form}
    return render(request, "matching/change.html", context, status=422 if form.errors else 200)


@require_safe
@of_round
def lists(request: HttpRequest, round_: Round) -> HttpResponse:
    """How many handed in, by class, and who did not. What is on a list is the student's."""
    if round_.state == State.DRAFT:
        return back(round_)
    day = today()
    silent = gathering.silent(round_, day).order_by("group", "sort_name", "number", "pk")
    page = Paginator(silent, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "school": round_.school,
        "round": round_,
        "lists": showing.lists_of(round_, day),
        "page": page,
        "students": list(page),
        "is_taking": round_.takes_wishes(day),
        "was_reminded": round_.reminded_on == day,
    }
    return render(request, "matching/lists.html", context)


def back(round_: Round, page: str = "one") -> HttpResponse:
    return redirect(f"rounds:{page}", code=round_.school.code, round_id=round_.pk)


def _form(request: HttpRequest, school: School, round_: Round | None) -> RoundForm:
    year, found = cohort_of(today()) or today().year, programmes_of(school)
    initial: dict[str, object] = {}
    if round_ is not None:
        key = round_.crebo or round_.programme
        ranking = [one.value for one in round_.ranking]
        initial = {
            "title": round_.title,
            "cohort": round_.cohort,
            "programme": key,
            "starts_on": round_.starts_on,
            "ends_on": round_.ends_on,
            **dict(zip(("first", "second", "third"), ranking, strict=False)),
        }
        if key and key not in dict(found):  # nobody follows it now, and the round still says so
            found = [*found, (key, key)]
    return RoundForm(sent(request), year=year, programmes=found, initial=initial)
