"""Who comes in at the pages of applications. What is not theirs does not exist for them: 404."""

import functools
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from placements.applications import policy
from placements.contacts.access import of_own_company, person
from schools.students.models import Student
from schools.students.policy import own_records
from stagebaken.accounts.models import User

View = Callable[..., HttpResponseBase]


def _of(records: Callable[[User], QuerySet[Student]]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @never_cache
        @functools.wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            student = records(person(request)).first()
            if student is None:
                raise Http404
            return view(request, student, **kwargs)

        return wrapped

    return decorate


# Give the view the newest enrolment of this user; who has none finds nothing here.
of_students = _of(policy.records_of)
# Also who left: what was sent can be read and withdrawn, or a company kept a name for good.
of_applicants = _of(own_records)


def of_receivers(view: View) -> View:
    """Give the view a company of this contact; nothing of it is kept by a browser or between."""
    return never_cache(of_own_company(view))
