"""Which placements: the questions that rooms above ask, each of one query."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from placements.agreements.transitions import LIVE, State
from schools.registry.models import School

if TYPE_CHECKING:
    from placements.agreements.models import Placement  # noqa: F401 - named in a string below


class PlacementQuerySet(models.QuerySet["Placement"]):
    def of(self, school: School) -> Self:
        return self.filter(student__school=school)

    def for_students(self, ids: Iterable[UUID]) -> Self:
        return self.filter(student__in=list(ids))

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def current(self, day: date) -> Self:
        """Proposed, agreed or running, and not past the last day."""
        return self.live().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def proposed(self) -> Self:
        return self.filter(state=State.PROPOSED)

    def agreed(self) -> Self:
        return self.filter(state=State.AGREED)

    def running(self, day: date) -> Self:
        """At work on this day, also when the daily round has not come by yet."""
        return self.filter(
            state__in=[State.AGREED, State.RUNNING], starts_on__lte=day, ends_on__gte=day
        )

    def ending_before(self, day: date) -> Self:
        """Agreed or running, with a last day before this one."""
        return self.filter(state__in=[State.AGREED, State.RUNNING], ends_on__lt=day)

    def overlapping(self, first: date, last: date) -> Self:
        """Live, with a day in common; where a day is not known yet, nothing is said."""
        return self.live().filter(starts_on__lte=last, ends_on__gte=first)

    def for_pages(self) -> Self:
        """With all that a page shows of who, where and what, in a fixed number of queries."""
        rows = self.select_related("student__school", "company", "place")
        return rows.prefetch_related("agreements__confirmations", "wishes")
