"""Registration records: what statistics may know of a report (vault.md, outside the seal)."""

import uuid
from typing import ClassVar

from django.db import models

from schools.registry.models import School


class RegistrationRecord(models.Model):
    """One counted report: no text, no company, no case, no date finer than the school year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()  # the year in which it starts
    grounds = models.JSONField(default=list)
    phases = models.JSONField(default=list)
    only_counted = models.BooleanField()  # 'only count it': no case was ever opened

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "school_year"], name="record_by_school_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}"
