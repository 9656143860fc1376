"""Registration records: what statistics may know of a report (vault.md, outside the seal)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from placements.companies.models import SectorChamber
from reports.registration.vocabulary import (
    AcknowledgedWithin,
    Outcome,
    OutcomeWithin,
    ReplacedWithin,
)
from schools.registry.models import School


class RegistrationRecord(models.Model):
    """One counted report: no text, no company, no case, no date finer than the school year.

    Codes only, of `vocabulary` and of the report's own words. An empty one is not known; of
    'only count it' nothing but grounds and phases ever is. Whether it is mbo or hbo, the school
    says. The id says nothing and is changed every month (`shuffling`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()  # the year in which it starts
    grounds = models.JSONField(default=list, blank=True)
    phases = models.JSONField(default=list, blank=True)
    only_counted = models.BooleanField()  # 'only count it': no case was closed
    # Of the company, when it was chosen from the register.
    sector = models.CharField(max_length=2, choices=SectorChamber.choices, blank=True, default="")
    measures = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=24, choices=Outcome.choices, blank=True, default="")
    acknowledged_within = models.CharField(
        max_length=8, choices=AcknowledgedWithin.choices, blank=True, default=""
    )
    outcome_within = models.CharField(
        max_length=8, choices=OutcomeWithin.choices, blank=True, default=""
    )
    # Empty when no other placement was asked for.
    replaced_within = models.CharField(
        max_length=10, choices=ReplacedWithin.choices, blank=True, default=""
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school_year", "school"], name="record_by_year_and_school"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(only_counted=False)
                | Q(
                    sector="",
                    outcome="",
                    acknowledged_within="",
                    outcome_within="",
                    replaced_within="",
                ),
                name="only_counted_knows_no_handling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}"
