"""/studenten/…/uitnodigen/iedereen/: first how many, then a yes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schools.registry.models import School
from schools.students import inviting_all
from schools.students.access import of_coordinators, person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_coordinators
def everybody(request: HttpRequest, school: School) -> HttpResponse:
    if request.method == "POST":
        return _invited(request, school)
    total = inviting_all.to_invite(school).count()
    context = {
        "school": school,
        "total": total,
        "without_address": inviting_all.without_account(school).count() - total,
    }
    return render(request, "students/invite_everybody.html", context)


def _invited(request: HttpRequest, school: School) -> HttpResponse:
    total = inviting_all.invite_everybody(by=person(request), school=school)
    if total:
        text = ngettext(
            "%(total)s uitnodiging gaat de deur uit.",
            "%(total)s uitnodigingen gaan de deur uit, een voor een. Bij ‘Account’ zie je wie er "
            "al een heeft.",
            total,
        )
        messages.success(request, text % {"total": total})
    else:
        messages.info(request, _("Er is niemand meer om uit te nodigen."))
    return redirect("students:overview", code=school.code)
