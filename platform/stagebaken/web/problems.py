"""Errors of the API as RFC 9457 problems: application/problem+json, never a trace of input.

Raise `Problem`, or any exception that Django or DRF knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.settings import api_settings

from stagebaken.web.busy import is_busy

CONTENT_TYPE = "application/problem+json"
Text = str | Promise

# Status: the last part of the problem's type, and its title.
_KINDS: dict[int, tuple[str, Text]] = {
    400: ("bad-request", gettext_lazy("Het verzoek klopt niet")),
    401: ("not-signed-in", gettext_lazy("Je bent niet ingelogd")),
    403: ("forbidden", gettext_lazy("Dit mag je niet")),
    404: ("not-found", gettext_lazy("Niet gevonden")),
    405: ("method-not-allowed", gettext_lazy("Dit kan niet op dit adres")),
    406: ("not-acceptable", gettext_lazy("Zo kunnen we niet antwoorden")),
    409: ("conflict", gettext_lazy("Dit past niet bij wat er al is")),
    413: ("too-large", gettext_lazy("Dit is te groot")),
    415: ("unsupported-media-type", gettext_lazy("Dit soort inhoud lezen we niet")),
    422: ("unprocessable", gettext_lazy("Dit kunnen we niet verwerken")),
    429: ("too-many-requests", gettext_lazy("Te vaak achter elkaar")),
    500: ("server-error", gettext_lazy("Er ging iets mis bij ons")),
    503: ("busy", gettext_lazy("Het is druk, probeer het zo nog eens")),
}
_STATUS_OF: dict[type[Exception], int] = {
    Http404: HTTPStatus.NOT_FOUND,
    PermissionDenied: HTTPStatus.FORBIDDEN,
    RequestDataTooBig: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}


class Problem(exceptions.APIException):
    """What an API view raises: `Problem(422, "receipt-mistyped", detail=_("..."))`."""

    def __init__(
        self,
        status: int,
        name: str = "",
        *,
        title: Text = "",
        detail: Text = "",
        errors: Mapping[str, Sequence[Text]] | None = None,
    ) -> None:
        super().__init__(str(status))
        self.status_code = status
        self.name = name
        self.title = title
        self.text = detail
        self.errors = errors or {}


class ProblemSerializer(serializers.Serializer[Any]):
    """The shape of an error, for the API's schema."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(required=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`errors` is the name that a serializer keeps for itself, so it is added here."""
        texts = serializers.ListField(child=serializers.CharField())
        return super().get_fields() | {"errors": serializers.DictField(child=texts, required=False)}


def documented(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """Return the `responses` of `extend_schema` for the problems that a view answers with."""
    return {(status, CONTENT_TYPE): ProblemSerializer for status in statuses}


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error of a DRF view; what is left over becomes a 500 in `errors.server_error`."""
    problem = _problem(error)
    if problem is None:
        return None
    return Response(
        body(problem),
        status=problem.status_code,
        headers=_headers(error, problem),
        content_type=CONTENT_TYPE,
    )


def response(request: HttpRequest, status: HTTPStatus) -> JsonResponse:
    """Answer outside of a DRF view, in the language that is active."""
    return JsonResponse(body(Problem(status)), status=status, content_type=CONTENT_TYPE)


def body(problem: Problem) -> dict[str, Any]:
    """Write a problem down, in the language that is active."""
    phrase = HTTPStatus(problem.status_code).phrase
    unnamed = (slugify(phrase), phrase)
    name, title = _KINDS.get(problem.status_code, unnamed)
    parts: dict[str, Any] = {
        "type": f"urn:stagebaken:problem:{problem.name or name}",
        "title": str(problem.title or title),
        "status": int(problem.status_code),
        "detail": str(problem.text),
        "errors": {field: [str(text) for text in texts] for field, texts in problem.errors.items()},
    }
    return {key: value for key, value in parts.items() if value}


def _problem(error: Exception) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if is_busy(error):
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE)
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error)
    if isinstance(error, exceptions.APIException):
        return Problem(error.status_code, detail=str(error.detail))
    status = next((code for kind, code in _STATUS_OF.items() if isinstance(error, kind)), None)
    return Problem(status) if status else None


def _invalid(error: exceptions.ValidationError) -> Problem:
    """Give each field its texts; what concerns no field is the detail."""
    errors: dict[str, list[str]] = {}
    for field, text in _texts(error.detail):
        errors.setdefault(field, []).append(text)
    general = errors.pop("", []) + errors.pop(api_settings.NON_FIELD_ERRORS_KEY, [])
    return Problem(error.status_code, "invalid", detail=" ".join(general), errors=errors)


def _texts(detail: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Walk nested errors; the field of an inner one is written with dots: `grounds.2`."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _texts(inner, f"{field}.{name}" if field else str(name))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_text = isinstance(inner, str)
            yield from _texts(inner, field if is_text else f"{field}.{place}".lstrip("."))
    else:
        # DRF's own sentence about a choice repeats what was sent.
        is_choice = getattr(detail, "code", "") == "invalid_choice"
        yield field, gettext("Deze keuze kennen we niet.") if is_choice else str(detail)


def _headers(error: Exception, problem: Problem) -> dict[str, str]:
    headers = {}
    if problem.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(settings.BUSY_RETRY_SECONDS)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(challenge)
    return headers
