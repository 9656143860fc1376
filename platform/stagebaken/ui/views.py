"""Pages without data, and the quick exit."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stagebaken.ui import showcase

# What a browser holds of a report: vault.md says both go when somebody leaves in a hurry.
REPORTER_COOKIES = ("__Host-draft", "__Host-dossier")
SEE_OTHER = 303


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/home.html")


@login_not_required
@require_safe
def help_routes(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/help.html")


@login_not_required
@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/protection.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what this browser holds of a report and go to a page that says nothing."""
    response = HttpResponse(status=SEE_OTHER, headers={"Location": settings.NEUTRAL_PAGE})
    # The neutral page must not learn where its visitor came from.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        # Another site may link here, but must not throw away somebody's draft.
        return response
    response["Clear-Site-Data"] = '"cache"'
    for name in REPORTER_COOKIES:
        response.delete_cookie(name, samesite="Strict")
    return response


@login_not_required
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every component and state; for those who build, never for a public server."""
    if not getattr(settings, "LOCAL", False):
        raise Http404
    return render(request, "ui/design.html", showcase.context())
