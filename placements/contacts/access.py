"""Who comes in at a company's own pages. Another's company does not exist for them: 404."""

import functools
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from placements.contacts import policy
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty form that was sent is not a form that was not."""
    return request.POST if request.method == "POST" else None


def of_own_company(view: View) -> View:
    """Give the view the company of this id, if this user is its contact person."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, company_id: UUID, **kwargs: Any) -> HttpResponseBase:
        return view(request, policy.own_company(person(request), company_id), **kwargs)

    return wrapped


def of_inviters(view: View) -> View:
    """Let in who invites companies for a school or for SBB."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if policy.invites_for(person(request)) is None:
            raise Http404
        return view(request, **kwargs)

    return wrapped
