"""The school that somebody asks for, if its figures exist for them: pages and files ask here."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from placements.releases import policy
from schools.registry.models import School
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def of_school(view: View) -> View:
    """Give the view a school whose figures this user reads."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        school: School = get_object_or_404(policy.schools_of(person(request)), code=code)
        return view(request, school, **kwargs)

    return wrapped
