"""Who comes in under /stages/afspraken/ and /stages/vervanging/: all others find nothing (404)."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from placements.measures import policy
from schools.registry.models import School
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def of_placement_staff(view: View) -> View:
    """Give the view the school of this code, if this user places its students."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        schools = policy.schools_of(person(request))
        school: School = get_object_or_404(schools, code=code)
        return view(request, school, **kwargs)

    return wrapped
