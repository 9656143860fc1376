"""The breaks of a school: days on which nobody there can be expected to answer."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School


class BreakQuerySet(models.QuerySet["Break"]):
    def of(self, school: School) -> Self:
        return self.filter(school=school)


class Break(models.Model):
    """Days in a row on which a school is closed, beside weekends and public holidays.

    They lengthen the school's own terms and never the outer limits (R7).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="breaks")
    name = models.CharField(_("naam"), max_length=60)
    first_day = models.DateField(_("eerste vrije dag"))
    last_day = models.DateField(_("laatste vrije dag"))

    objects: ClassVar[BreakQuerySet] = BreakQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["first_day", "last_day", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="break_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name
