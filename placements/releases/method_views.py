"""/uitkomsten/methode/: how everything is counted, open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from placements.releases import method


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "releases/method.html", method.context())
