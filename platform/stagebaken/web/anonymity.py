"""Make anonymous routes anonymous (promise P3): what is not there cannot be written down."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# All that a page may learn from an anonymous visitor's headers; whatever else a browser or a
# proxy sends (user agent, addresses, client hints, Authorization) is dropped unread.
_KEPT_HEADERS = frozenset(
    {
        "HTTP_HOST",
        "HTTP_COOKIE",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_ORIGIN",
        "HTTP_REFERER",
        "HTTP_X_CSRFTOKEN",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_SEC_FETCH_SITE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_RANGE",
    }
)
# What the server itself knows of the other end of the line.
_SERVER_KEYS = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "REMOTE_USER",
    "REMOTE_IDENT",
    "gunicorn.socket",
)
_ONLY_FOR_CSRF = ("HTTP_ORIGIN", "HTTP_REFERER")


class SessionOnAnonymousRoute(RuntimeError):
    """A page on an anonymous route tried to keep something in a session."""


class NoSession(SessionBase):
    """The session of an anonymous route: empty, and refusing to become anything else."""

    def load(self) -> dict[str, Any]:
        return {}

    def exists(self, session_key: str) -> bool:
        return False

    def __setitem__(self, key: str, value: Any) -> NoReturn:
        raise SessionOnAnonymousRoute

    def save(self, must_create: bool = False) -> NoReturn:
        raise SessionOnAnonymousRoute

    def create(self) -> NoReturn:
        raise SessionOnAnonymousRoute

    def delete(self, session_key: str | None = None) -> None:
        """There is nothing to delete."""


class AnonymousRouteMiddleware:
    """The first middleware: on anonymous routes it drops whatever tells visitors apart.

    The sign-in cookie goes too, so that a signed-in student reports anonymously.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_anonymous = is_anonymous_path(request.path_info)
        request.is_anonymous_route = is_anonymous  # type: ignore[attr-defined]
        if is_anonymous:
            forget_visitor(request.META)
        return self.get_response(request)


class AnonymousViewMiddleware:
    """Stands after the CSRF check: by now nobody needs to know where the visitor came from."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.is_anonymous_route:  # type: ignore[attr-defined]
            for name in _ONLY_FOR_CSRF:
                request.META.pop(name, None)
            request.session = NoSession()


def is_anonymous_path(path: str) -> bool:
    """Tell whether an address is anonymous, in whichever language it is asked for."""
    path = without_language(path)
    if path.startswith(settings.ANONYMOUS_PREFIXES):
        return True
    return not path.startswith(settings.SIGNED_IN_PREFIXES)


def without_language(path: str) -> str:
    """Return `/melden/` for `/en/melden/`."""
    for code, _ in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path[len(code) + 1 :]
    return path


def forget_visitor(meta: dict[str, Any]) -> None:
    """Drop from a request's environment everything that is not on the short list above."""
    for name in [name for name in meta if name.startswith("HTTP_")]:
        if name not in _KEPT_HEADERS:
            del meta[name]
    for name in _SERVER_KEYS:
        meta.pop(name, None)
    if "HTTP_COOKIE" in meta:
        meta["HTTP_COOKIE"] = _without_sign_in(meta["HTTP_COOKIE"])


def _without_sign_in(cookies: str) -> str:
    kept = [
        cookie
        for cookie in cookies.split(";")
        if cookie.partition("=")[0].strip() not in settings.SIGN_IN_COOKIES
    ]
    return ";".join(kept).strip()
