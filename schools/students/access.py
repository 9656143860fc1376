"""Who comes in under /studenten/ and /mijn-stage/: all others find nothing (404)."""

import functools
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from schools.registry.models import School
from schools.students import policy
from schools.students.models import Student
from stagebaken.accounts.models import Role, User

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The signed-in user; the login-required middleware has let nobody else through."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; an empty form that was sent is not a form that was not."""
    return request.POST if request.method == "POST" else None


def _of(roles: tuple[Role, ...]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapped(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            schools = policy.schools_of(person(request), roles)
            school: School = get_object_or_404(schools, code=code)
            return view(request, school, **kwargs)

        return wrapped

    return decorate


of_coordinators = _of(policy.COORDINATORS)
of_importers = _of(policy.IMPORTERS)
of_keepers = _of(policy.KEEPERS)


def of_one(view: View) -> View:
    """Give a coordinator's view the school and the student, whose record it is."""

    @functools.wraps(view)
    def wrapped(
        request: HttpRequest, school: School, student_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        rows = Student.objects.of(school).select_related("school", "account")
        return view(request, get_object_or_404(rows, pk=student_id), **kwargs)

    return of_coordinators(wrapped)


def of_students(view: View) -> View:
    """Let in who is a student, with the own records."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        records = list(policy.own_records(person(request)))
        if not records:
            raise Http404
        return view(request, records, **kwargs)

    return wrapped
