"""Error pages in the language of the address, saying what to do next; problems for the API."""

import logging
import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.views.decorators.csrf import requires_csrf_token

from stagebaken.web import problems
from stagebaken.web.anonymity import is_anonymous_path
from stagebaken.web.busy import is_busy
from stagebaken.web.language import is_api, language
from stagebaken.web.wording import BY_STATUS, CSRF, Words

logger = logging.getLogger(__name__)

# When even the page about the error breaks: no template, no database, no style.
_LAST_RESORT = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title} · Stagebaken</title></head><body><main><h1>{title}</h1><p>{text}</p>"
    "<p>{error_id}</p></main></body></html>"
)


class BusyMiddleware:
    """Answer 503 with a time to come back, instead of an error, when a view finds no room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return busy(request) if is_busy(exception) else None


class MethodMiddleware:
    """Put words where Django answers 405 with nothing: somebody opened a form's own address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or is_api(request):
            return response
        page = _answer(request, HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page


@login_not_required
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return _answer(request, HTTPStatus.BAD_REQUEST)


@login_not_required
@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, HTTPStatus.FORBIDDEN)


@login_not_required
@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that could not be shown to come from our page; `reason` is for nobody."""
    return _answer(request, HTTPStatus.FORBIDDEN, CSRF)


@login_not_required
@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The exception names the address that was tried; the page does not repeat it."""
    return _answer(request, HTTPStatus.NOT_FOUND)


@login_not_required
def too_large(request: HttpRequest) -> HttpResponse:
    return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@login_not_required
def busy(request: HttpRequest) -> HttpResponse:
    response = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(settings.BUSY_RETRY_SECONDS)
    return response


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Show the id that the log line of this error has; fall back to bare words."""
    # Before the view, in a middleware, only this handler sees that the database is busy.
    if is_busy(sys.exc_info()[1]):
        return busy(request)
    request.error_id = secrets.token_hex(4)  # type: ignore[attr-defined]
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, status: HTTPStatus, words: Words | None = None) -> HttpResponse:
    with translation.override(language(request)):
        if is_api(request):
            return problems.response(request, status)
        try:
            return _page(request, status, words or BY_STATUS[status])
        except Exception:
            # The page about an error is the last that may fail; this too is only a place.
            logger.exception("the error page failed")
            return _bare_page(request, status)


def _page(request: HttpRequest, status: HTTPStatus, words: Words) -> HttpResponse:
    is_reporter = is_anonymous_path(request.path_info)
    context = {
        "layout": "ui/reporter.html" if is_reporter else "ui/base.html",
        # Whoever is at work starts again at their work, not at the page for students.
        "start": reverse("ui:home" if is_reporter else "account_start"),
        "words": words,
        "error_id": getattr(request, "error_id", ""),
    }
    return render(request, "web/error.html", context, status=status)


def _bare_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    words = BY_STATUS[HTTPStatus.INTERNAL_SERVER_ERROR]
    page = format_html(
        _LAST_RESORT,
        language=translation.get_language(),
        title=words.heading,
        text=words.advice[0],
        error_id=getattr(request, "error_id", ""),
    )
    return HttpResponse(page, status=status)
