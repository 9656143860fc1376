"""Who comes in at a school's placements: its coordinators. Nothing of it is kept by a browser."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from placements.agreements import policy
from schools.registry.models import School
from schools.students.access import of_coordinators, person
from schools.students.models import Student

View = Callable[..., HttpResponseBase]


def of_placers(view: View) -> View:
    """Give the view the school."""
    return never_cache(of_coordinators(view))


def of_one_placement(view: View) -> View:
    """Give the view one placement that exists for this coordinator, with its school."""

    @functools.wraps(view)
    def wrapped(
        request: HttpRequest, school: School, placement_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        placement = policy.school_placement(person(request), school, placement_id)
        return view(request, placement, **kwargs)

    return of_placers(wrapped)


def of_one_student(view: View) -> View:
    """Give the view one student of the school."""

    @functools.wraps(view)
    def wrapped(
        request: HttpRequest, school: School, student_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        rows = Student.objects.of(school).select_related("school", "account")
        return view(request, get_object_or_404(rows, pk=student_id), **kwargs)

    return of_placers(wrapped)
