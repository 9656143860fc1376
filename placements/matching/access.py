"""Who comes in under /stagematching/: a school's internship coordinators. All others: 404."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from placements.matching import policy
from placements.matching.models import Round
from schools.registry.models import School
from schools.students.access import of_coordinators, person, sent

__all__ = ["of_coordinators", "of_round", "person", "sent"]

View = Callable[..., HttpResponseBase]


def of_round(view: View) -> View:
    """Give a coordinator's view the round; nothing of it is kept between."""

    @never_cache
    @functools.wraps(view)
    def wrapped(
        request: HttpRequest, school: School, round_id: UUID, **kwargs: Any
    ) -> HttpResponseBase:
        rows = policy.visible_to(person(request)).of(school).select_related("school")
        found: Round = get_object_or_404(rows, pk=round_id)
        return view(request, found, **kwargs)

    return of_coordinators(wrapped)
