"""Who comes in at a student's own rounds. What is not theirs does not exist for them: 404."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from placements.contacts.access import person
from placements.matching import own_reading
from schools.students.models import Student
from schools.students.policy import own_records

View = Callable[..., HttpResponseBase]


def of_students(view: View) -> View:
    """Give the view all records of this user; nothing of it is kept by a browser or between."""

    @never_cache
    @functools.wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        records = list(own_records(person(request)))
        if not records:
            raise Http404
        return view(request, records, **kwargs)

    return wrapped


def of_own_round(view: View) -> View:
    """Give the view a round and the record with which this user takes part in it."""

    @functools.wraps(view)
    def wrapped(
        request: HttpRequest, records: list[Student], round_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        for student in records:
            found = own_reading.rounds_for(student).filter(pk=round_id).first()
            if found is not None:
                return view(request, found, student, **kwargs)
        raise Http404

    return of_students(wrapped)
