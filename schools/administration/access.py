"""Who comes in under /beheer/. What somebody does not administer does not exist for them: 404."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from schools.registry.models import School
from schools.teams import policy
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty form that was sent is not a form that was not."""
    return request.POST if request.method == "POST" else None


def of_own_school(view: View) -> View:
    """Give the view the school of this code, if this user administers it."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        schools = policy.administers(person(request)).select_related("vault")
        school: School = get_object_or_404(schools, code=code)
        return view(request, school, **kwargs)

    return wrapped


def of_the_platform(view: View) -> View:
    """Let in the platform's administrators alone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not policy.is_platform_administrator(person(request)):
            raise Http404
        return view(request, **kwargs)

    return wrapped
