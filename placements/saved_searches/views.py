"""/mijn-stage/zoekopdrachten/: searches that a student keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.applications.access import of_students
from placements.applications.errors import RuleBroken
from placements.contacts.access import person, sent
from placements.saved_searches import actions, policy, shapes, showing
from placements.saved_searches.forms import NameForm, SaveForm
from placements.saved_searches.models import SEARCHES_MOST
from placements.search.forms import SearchForm
from schools.students.models import Student


@require_safe
@of_students
def searches(request: HttpRequest, student: Student) -> HttpResponse:
    rows = showing.rows(policy.searches_of(person(request)))
    context = {"rows": rows, "most": SEARCHES_MOST}
    return render(request, "saved_searches/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def save(request: HttpRequest, student: Student) -> HttpResponse:
    """Show what the search is, ask how it is called, and keep it."""
    form = SaveForm(sent(request))
    asked = request.POST.get("asked", "") if request.method == "POST" else request.GET.urlencode()
    search = shapes.read_text(asked)
    written = shapes.write(search) if search else ""
    if search is None or not written:
        return render(request, "saved_searches/not_kept.html", status=422)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, student, form)
        if answer is not None:
            return answer
    if not form.is_bound:
        form.initial = {"name": shapes.suggested_name(search), "asked": written}
    return _page(request, form, search, written)


def _page(request: HttpRequest, form: SaveForm, search: SearchForm, asked: str) -> HttpResponse:
    context = {"form": form, "about": shapes.described(search), "asked": asked}
    status = 422 if form.errors else 200
    return render(request, "saved_searches/save.html", context, status=status)


def _save(request: HttpRequest, student: Student, form: SaveForm) -> HttpResponse | None:
    try:
        actions.save(
            by=person(request),
            student=student,
            asked=form.cleaned_data["asked"],
            name=form.cleaned_data["name"],
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Bewaard. Komt er iets nieuws bij, dan krijg je een mail."))
    return redirect("saved_searches:list")


@require_safe
@of_students
def one(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    fresh, until = showing.fresh_of(search)
    total = search.finds.count()
    context = {"row": showing.row(search, total), "fresh": fresh, "until": until}
    return render(request, "saved_searches/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def rename(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    form = NameForm(sent(request), initial={"name": search.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(by=person(request), search=search, name=form.cleaned_data["name"])
        messages.success(request, _("De naam is veranderd."))
        return redirect("saved_searches:one", search_id=search.pk)
    context = {"form": form, "search": search}
    status = 422 if form.errors else 200
    return render(request, "saved_searches/rename.html", context, status=status)


@require_POST
@of_students
def see(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    until = request.POST.get("until", "")
    if until.isascii() and until.isdecimal() and len(until) < 19:
        actions.see(by=person(request), search=search, until=int(until))
    return redirect("saved_searches:one", search_id=search.pk)


@require_POST
@of_students
def pause(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    actions.pause(by=person(request), search=search)
    messages.success(request, _("Op pauze. Over deze zoekopdracht krijg je geen mail."))
    return redirect("saved_searches:one", search_id=search.pk)


@require_POST
@of_students
def resume(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    try:
        actions.resume(by=person(request), search=search)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("We kijken weer, vanaf vandaag."))
    return redirect("saved_searches:one", search_id=search.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_students
def remove(request: HttpRequest, student: Student, search_id: UUID) -> HttpResponse:
    search = policy.own_search(person(request), search_id)
    if request.method == "POST":
        actions.remove(by=person(request), search=search)
        messages.success(request, _("De zoekopdracht is weg."))
        return redirect("saved_searches:list")
    return render(request, "saved_searches/remove.html", {"search": search})
