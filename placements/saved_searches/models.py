"""Searches of /stages/ that a student keeps, and what appeared in them since (docs/adr/0056).

What a search found before stands as one value in its row and never as a row for each company:
thousands of searches of hundreds of companies would outgrow the register itself.
"""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.accounts.models import User

NAME_LENGTH = 60  # characters
ADDRESS_LENGTH = 2_000  # characters of the parameters of one search
SEARCHES_MOST = 10  # of one person; issue 5


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: User) -> Self:
        return self.filter(student__account=user, student__joined_on__isnull=False)

    def running(self) -> Self:
        return self.filter(is_paused=False)

    def due(self, day: date) -> Self:
        """Not looked at today yet."""
        return self.running().filter(checked_on__lt=day)


class SavedSearch(models.Model):
    """One search as its address says it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("naam"), max_length=NAME_LENGTH)
    # The parameters of /stages/, written by our own form: nothing else of an address is kept.
    asked = models.CharField(max_length=ADDRESS_LENGTH)
    is_paused = models.BooleanField(default=False)
    saved_on = models.DateField()
    checked_on = models.DateField()  # until and with this day it is known what was found
    # Of all that it ever found: `known.key`, in order, without anything between.
    known = models.BinaryField(default=b"")

    objects: ClassVar[SavedSearchQuerySet] = SavedSearchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-saved_on", "name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["student", "asked"], name="one_saved_search"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FindQuerySet(models.QuerySet["Find"]):
    def unmailed(self) -> Self:
        """No mail was sent about it; none is while its search is paused."""
        return self.filter(mailed_on__isnull=True, search__is_paused=False)


class Find(models.Model):
    """A company, or an open place of it, that was not found before. Gone when it was seen."""

    id = models.BigAutoField(primary_key=True)
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="finds")
    company = models.ForeignKey(TrainingCompany, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(TrainingPlace, on_delete=models.CASCADE, null=True, related_name="+")
    found_on = models.DateField()
    mailed_on = models.DateField(null=True)

    objects: ClassVar[FindQuerySet] = FindQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["-found_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["search", "company"], condition=Q(place__isnull=True), name="one_find"
            ),
            models.UniqueConstraint(
                fields=["search", "place"],
                condition=Q(place__isnull=False),
                name="one_find_of_a_place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
