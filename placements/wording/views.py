"""Advice on a text while somebody writes it. Nothing of the text is kept."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company
from placements.wording.check import Finding, findings


@never_cache
@require_POST
@of_own_company
def text(request: HttpRequest, company: TrainingCompany) -> JsonResponse:
    found = findings(request.POST.get("text", ""))
    return JsonResponse({"findings": [_described(finding) for finding in found]})


def _described(finding: Finding) -> dict[str, Any]:
    """What the script shows, in the language of the page; offsets as JavaScript counts them."""
    reason = finding.reason
    return {
        "start": finding.start,
        "end": finding.end,
        "words": finding.words,
        "severity": reason.severity.value,
        "severity_label": str(reason.severity.label),
        "theme": str(reason.theme.label),
        "reason": str(reason.text),
        "law": str(reason.law.label) if reason.law else "",
        "better": finding.better,
        "language": finding.language,
    }
