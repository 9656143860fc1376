"""/studenten/<school>/voorbereiding/: what a school adds to the list of its students."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from placements.applications.errors import RuleBroken
from placements.preparation import actions
from placements.preparation.forms import ItemForm
from placements.preparation.models import ITEMS_MOST, SchoolItem
from placements.preparation.phases import Phase
from schools.registry.models import School
from schools.students.access import of_coordinators, person, sent


@require_http_methods(["GET", "HEAD", "POST"])
@of_coordinators
def items(request: HttpRequest, school: School) -> HttpResponse:
    form = ItemForm(sent(request))
    if request.method == "POST" and form.is_valid() and _add(request, school, form):
        messages.success(request, _("Toegevoegd. Studenten zien het bij hun voorbereiding."))
        return redirect("preparation_items:list", code=school.code)
    own = list(SchoolItem.objects.filter(school=school))
    context = {"school": school, "form": form, "items": own, "most": ITEMS_MOST}
    context["may_add"] = len(own) < ITEMS_MOST
    status = 422 if form.errors else 200
    return render(request, "preparation/school.html", context, status=status)


def _add(request: HttpRequest, school: School, form: ItemForm) -> bool:
    phase, text = Phase(form.cleaned_data["phase"]), form.cleaned_data["text"]
    try:
        actions.add(by=person(request), school=school, phase=phase, text=text)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@of_coordinators
def remove(request: HttpRequest, school: School, item_id: UUID) -> HttpResponse:
    item = get_object_or_404(SchoolItem, pk=item_id, school=school)
    if request.method == "POST":
        actions.remove(by=person(request), school=school, item=item)
        messages.success(request, _("Dat punt is weg."))
        return redirect("preparation_items:list", code=school.code)
    return render(request, "preparation/remove.html", {"school": school, "item": item})
