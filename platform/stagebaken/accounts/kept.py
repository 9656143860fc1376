"""Words that were typed before a session ended come back in the page (decision 7).

They stay where they were: in the person's own tab. No address, session, cache or log holds them.
Signing in happens in another tab; because it changes the CSRF token, the form comes back once
more, with a token that fits.
"""

from http import HTTPStatus
from typing import ClassVar
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

from stagebaken.web import errors

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
ASKED_AGAIN = "passphrase"  # the field of a form that hands something out
AGAIN = "nog-een-keer"  # tells that somebody pressed on before they had signed in
Fields = list[tuple[str, str]]


class KeepsWords:
    """Mixin of a view whose forms take words that nobody should have to type twice."""

    passphrase_field: ClassVar[str] = ""  # opens the vault on the way; never comes back
    # Of a form in which nothing is typed: its fields. No other comes back from it.
    choices: ClassVar[frozenset[str]] = frozenset()


def typed(request: HttpRequest, passphrase_field: str) -> Fields:
    """What the form held, field by field, without what must not come back."""
    left_out = {TOKEN, AGAIN, ASKED_AGAIN, passphrase_field}
    lists = request.POST.lists()
    return [(name, value) for name, values in lists if name not in left_out for value in values]


def words(fields: Fields) -> list[str]:
    """What a person wrote; the rest is marks and choices."""
    return [value for _name, value in fields if len(value.split()) > 1]


def ask_to_sign_in(request: HttpRequest, address: str) -> HttpResponse | None:
    """The words, and a way to `address` in another tab. None where there are none to keep."""
    there = {REDIRECT_FIELD_NAME: reverse("account_signed_in_again")}
    return _page(request, sign_in=f"{address}?{urlencode(there)}")


@login_not_required
@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form with an old token: whoever signed in meanwhile gets the words back with a new one.

    No case or other object is looked up here: nobody has shown a second factor yet.
    """
    page = None
    # Attack: a page elsewhere sends words of its own, and one press makes them the member's.
    if _is_from_here(request):
        is_known = request.user.is_authenticated
        page = _page(request) if is_known else ask_to_sign_in(request, reverse("account_login"))
    return page or errors.csrf_failure(request, reason)


def _is_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _page(request: HttpRequest, *, sign_in: str = "") -> HttpResponse | None:
    match = request.resolver_match
    view = getattr(match.func, "view_class", None) if match else None
    if request.method != "POST" or not isinstance(view, type) or not issubclass(view, KeepsWords):
        return None
    fields = typed(request, view.passphrase_field)
    if view.choices:
        fields = [one for one in fields if one[0] in view.choices]
    if not fields or not (words(fields) or view.choices):
        return None
    context = {
        "fields": fields,
        "words": words(fields),
        "had_file": bool(request.FILES),
        "sign_in": sign_in,
        "again": AGAIN,
        "is_too_early": AGAIN in request.POST,
        "passphrase_field": view.passphrase_field,
    }
    return render(request, "accounts/words_kept.html", context, status=HTTPStatus.FORBIDDEN)
