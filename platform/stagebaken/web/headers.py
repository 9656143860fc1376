"""Headers that every answer carries. The content policy is django-csp's (settings, decorators);
a view that sets Content-Security-Policy itself, as attachments do, keeps its own."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from stagebaken.web.anonymity import without_language

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Everything that a page could ask of a phone, refused; only names that browsers know, because
# Chromium warns of any other on every page. Bluetooth has no such name.
_POWERS = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "midi",
    "payment",
    "serial",
    "usb",
)
_NO_POWERS = ", ".join(f"{power}=()" for power in _POWERS)


class HeadersMiddleware:
    """Keep pages out of caches and of other sites' reach."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            # A shared computer keeps no copy of a report (vault.md, Errors, logs, pages).
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("Permissions-Policy", permissions(request.path_info))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def permissions(path: str) -> str:
    """Return the Permissions-Policy: where somebody may tell a story, the page may record it."""
    is_reporting = without_language(path).startswith(settings.REPORTING_PREFIXES)
    return f"{_NO_POWERS}, microphone={'(self)' if is_reporting else '()'}"
