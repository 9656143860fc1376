"""Addresses for the tests of this folder: views that show what they received, or break."""

import sqlite3
from typing import Any, NoReturn

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stagebaken.urls import urlpatterns as product
from stagebaken.vault.errors import Busy
from stagebaken.web.problems import Problem

CANARY = "kanarie-4711"

handler400 = "stagebaken.web.errors.bad_request"
handler403 = "stagebaken.web.errors.permission_denied"
handler404 = "stagebaken.web.errors.not_found"
handler500 = "stagebaken.web.errors.server_error"


@login_not_required
def show(request: HttpRequest) -> JsonResponse:
    """Tell all that a view could write down about its visitor."""
    return JsonResponse(
        {
            "meta": {name: str(value) for name, value in request.META.items()},
            "cookies": request.COOKIES,
            "headers": dict(request.headers),
            "user": str(request.user.pk),
            "form": request.POST.dict(),
        }
    )


@login_not_required
def remember(request: HttpRequest) -> HttpResponse:
    request.session["draft"] = CANARY
    return HttpResponse()


@login_not_required
def remember_slyly(request: HttpRequest) -> HttpResponse:
    request.session.update({"draft": CANARY})
    request.session.modified = True
    return HttpResponse()


@login_not_required
def break_down(request: HttpRequest) -> NoReturn:
    account = f"{CANARY} {request.POST.get('account')}"
    raise ValueError(f"in {account}") from KeyError(account)


@login_not_required
def forbid(request: HttpRequest) -> NoReturn:
    raise PermissionDenied(CANARY)


@login_not_required
def wait(request: HttpRequest) -> NoReturn:
    raise Busy


@login_not_required
def lock(request: HttpRequest) -> NoReturn:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise OperationalError(CANARY) from cause


@login_not_required
def sandbox(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        headers={"Content-Security-Policy": "sandbox", "Cache-Control": "no-store, private"}
    )


class Answer(serializers.Serializer[Any]):
    account = serializers.CharField(max_length=9)
    grounds = serializers.ListField(child=serializers.ChoiceField(["age"]), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["account"] == "alone":
            raise serializers.ValidationError("Not alone.")
        return attrs


class Api(APIView):
    permission_classes = (AllowAny,)
    authentication_classes = ()

    def post(self, request: Request) -> Response:
        answer = Answer(data=request.data)
        answer.is_valid(raise_exception=True)
        errors: dict[str, Exception] = {
            "mistyped": Problem(422, "receipt-mistyped", title="Typfout", detail="Kijk na."),
            "busy": Busy(),
            "hidden": PermissionDenied(CANARY),
            "broken": ValueError(CANARY),
        }
        if error := errors.get(answer.validated_data["account"]):
            raise error
        return Response({})


class StaffApi(APIView):
    def get(self, request: Request) -> Response:
        return Response({})


pages: list[URLPattern | URLResolver] = [
    path("melden/toon", show),
    path("melden/bewaar", remember),
    path("melden/bewaar-stiekem", remember_slyly),
    path("melden/stuk", csrf_exempt(break_down)),
    path("melden/verboden", forbid),
    path("melden/verstuur", require_POST(show)),
    path("melden/druk", wait),
    path("melden/slot", lock),
    path("dossier/bijlage", sandbox),
    path("stages/toon", show),
    path("zaken/toon", show),
    path("zaken/stuk", csrf_exempt(break_down)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/reports/", Api.as_view()),
    path("api/v1/reports/toon", show),
    path("api/v1/cases/toon", show),
    path("api/v1/cases/", StaffApi.as_view()),
    path("api/v1/reports/stuk", csrf_exempt(break_down)),
    *i18n_patterns(*pages, prefix_default_language=False),
    *product,
]
