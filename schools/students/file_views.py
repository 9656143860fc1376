"""/studenten/…/inlezen/: bring a list in. First what it would do, then whether it should."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schools.registry.models import School
from schools.students import files, keeping, policy
from schools.students.access import of_importers, of_keepers, person, sent
from schools.students.forms import CarryOutForm, KeepForm, UploadForm
from schools.students.models import Student, StudentFile
from schools.students.words import counted, refusals, unreadable
from schools.teams.actions import RuleBroken
from stagebaken.imports.reading import Unreadable


@require_http_methods(["GET", "HEAD", "POST"])
@of_importers
def upload(request: HttpRequest, school: School) -> HttpResponse:
    usual = Student.objects.of(school).order_by("-started_on").values_list("source", flat=True)
    initial = {"source": usual.first() or _("Studentenlijst")}
    form = UploadForm(sent(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["document"].read()
        source = form.cleaned_data["source"]
        try:
            file = files.look_at(by=person(request), school=school, content=content, source=source)
        except Unreadable as mistake:
            form.add_error("document", unreadable(str(mistake)))
        else:
            return redirect("students:file", code=school.code, file_id=file.pk)
    context = {
        "school": school,
        "form": form,
        "is_coordinator": _coordinates(request, school),
        "is_keeper": policy.schools_of(person(request), policy.KEEPERS)
        .filter(pk=school.pk)
        .exists(),
        "months": keeping.months_of(school),
    }
    return render(request, "students/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_importers
def look(request: HttpRequest, school: School, file_id: UUID) -> HttpResponse:
    """What the list would do; carrying it out is the button below."""
    file = get_object_or_404(StudentFile.objects.filter(school=school), pk=file_id)
    form = CarryOutForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            files.carry_out(by=person(request), file=file, **form.cleaned_data)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("De lijst is ingelezen."))
        return _on(request, school)
    context = {
        "school": school,
        "file": file,
        "form": form,
        "outcome": file.outcome,
        "counts": counted(file.outcome),
        "refusals": refusals(file.outcome),
        "more": file.outcome["refused"] - len(file.outcome["lines"]),
    }
    return render(request, "students/file.html", context)


@require_POST
@of_importers
def discard(request: HttpRequest, school: School, file_id: UUID) -> HttpResponse:
    file = StudentFile.objects.filter(school=school, pk=file_id).first()
    if file is not None:
        files.discard(by=person(request), file=file)
    messages.success(request, _("De lijst is weggegooid. Er is niets veranderd."))
    return redirect("students:upload", code=school.code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_keepers
def keep(request: HttpRequest, school: School) -> HttpResponse:
    form = KeepForm(sent(request), initial={"months": keeping.months_of(school)})
    if request.method == "POST" and form.is_valid():
        keeping.set_term(by=person(request), school=school, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("students:upload", code=school.code)
    context = {"school": school, "form": form}
    return render(request, "students/keep.html", context, status=422 if form.errors else 200)


def _coordinates(request: HttpRequest, school: School) -> bool:
    return policy.schools_of(person(request)).filter(pk=school.pk).exists()


def _on(request: HttpRequest, school: School) -> HttpResponse:
    """An administrator brings lists in, and reads none."""
    page = "students:overview" if _coordinates(request, school) else "students:upload"
    return redirect(page, code=school.code)
