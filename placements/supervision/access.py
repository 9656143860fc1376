"""Who comes in under /toezicht/ and /leerbedrijf/goedkeuring/: all others find nothing (404)."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from placements.accreditations.approvals import schools_of
from placements.supervision import policy
from schools.registry.models import School
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def of_sbb(view: View) -> View:
    """Let in SBB's advisors alone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not policy.supervises(request):
            raise Http404
        return view(request, **kwargs)

    return wrapped


def of_hbo_school(view: View) -> View:
    """Give the view the hbo school of this code, if this user decides for it."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        schools = schools_of(person(request)).select_related("vault")
        school: School = get_object_or_404(schools, code=code)
        return view(request, school, **kwargs)

    return wrapped
