"""/leerbedrijf/<id>/quickscan/: for the company's own contact persons, and nobody else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company, person, sent
from placements.quickscan import actions, comparison, scoring
from placements.quickscan.forms import QuickScanForm
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import band_of


@require_safe
@of_own_company
def overview(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    scans = list(QuickScan.objects.filter(company=company))
    shown = list(reversed(scans[: comparison.SHOWN]))
    columns, rows = comparison.table(shown)
    drawn = comparison.points(shown)
    context = {
        "company": company,
        "scans": scans,
        "columns": columns,
        "rows": rows,
        "points": drawn,
        "lines": comparison.lines(drawn),
        "picture": comparison,
    }
    return render(request, "quickscan/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def fill(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    form = QuickScanForm(sent(request))
    if request.method == "POST" and form.is_valid():
        scan = actions.fill(by=person(request), company_id=company.pk, answers=form.cleaned_data)
        messages.success(request, _("Bewaard. Alleen jullie kunnen dit zien."))
        return redirect("quickscan:result", company_id=company.pk, scan_id=scan.pk)
    return render(request, "quickscan/fill.html", {"company": company, "form": form})


@require_safe
@of_own_company
def result(request: HttpRequest, company: TrainingCompany, scan_id: UUID) -> HttpResponse:
    scan = get_object_or_404(QuickScan.objects.filter(company=company), pk=scan_id)
    themes = scoring.per_theme(scan.version, scan.answers)
    context = {
        "company": company,
        "scan": scan,
        "total": comparison.words(scan.total),
        "themes": [
            (theme.value, theme.label, score, comparison.words(score))
            for theme, score in themes.items()
        ],
        "steps": scoring.next_steps(scan.version, scan.answers, band_of(company.size_class)),
    }
    return render(request, "quickscan/result.html", context)
