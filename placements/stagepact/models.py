"""What a school does for the Stagepact, and what it says of itself once a year. About no person."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.releases.catalogue import INDICATORS
from placements.stagepact.vocabulary import State, Task
from schools.registry.models import School
from schools.students.models import school_year

TITLE_LENGTH = 120
OWNER_LENGTH = 120
TEXT_LENGTH = 1000
EFFORTS_LIMIT = 100  # of one school: a list that nobody reads is no monitor


class Effort(models.Model):
    """One thing that a school does for one of the seven tasks ('maatregel' on the page)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(_("taak"), max_length=10, choices=Task.choices)
    title = models.CharField(_("maatregel"), max_length=TITLE_LENGTH)
    text = models.TextField(_("wat de school doet"), max_length=TEXT_LENGTH, blank=True)
    owner = models.CharField(_("wie het doet"), max_length=OWNER_LENGTH)  # a function
    state = models.CharField(_("stand"), max_length=7, choices=State.choices, default=State.PLANNED)
    evidence = models.TextField(_("waaraan je het ziet"), max_length=TEXT_LENGTH, blank=True)
    starts_on = models.DateField(_("begint op"))
    review_on = models.DateField(_("kijken we opnieuw op"), null=True, blank=True)
    indicators = models.JSONField(default=list, blank=True)  # names of published indicators
    written_on = models.DateField()
    changed_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["task", "starts_on", "title", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(review_on__isnull=True)
                | models.Q(review_on__gte=models.F("starts_on")),
                name="effort_reviewed_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.DONE) | ~models.Q(evidence=""),
                name="effort_done_with_evidence",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "task"], name="efforts_of_school")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def indicator_labels(self) -> list[str]:
        """The figures that it is meant to move, in words."""
        return [str(INDICATORS[name].label) for name in self.indicators if name in INDICATORS]

    def is_due(self, day: date) -> bool:
        """Whether the school meant to look at it again by now."""
        is_open = self.state in (State.PLANNED, State.RUNNING)
        return is_open and self.review_on is not None and self.review_on <= day


class SelfAssessment(models.Model):
    """What a school said of each task in one school year; filled in again, it is replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()  # in which the school year starts
    version = models.PositiveSmallIntegerField()  # of the questions
    levels = models.JSONField()  # a level by task
    filled_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "year"], name="one_self_assessment_a_year")
        ]

    def __str__(self) -> str:
        return self.year_name

    @property
    def year_name(self) -> str:
        return school_year(self.year)
