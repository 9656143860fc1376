"""What a company answered, for itself alone. It scores practices; it names nobody."""

import uuid
from typing import ClassVar

from django.db import models

from placements.companies.models import TrainingCompany
from placements.quickscan import scoring


class QuickScan(models.Model):
    """One filling of the quickscan. Who filled it in is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="quickscans"
    )
    version = models.PositiveSmallIntegerField()  # of the questions
    answers = models.JSONField()  # code of a question: 0 to 3
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "day"], name="one_quickscan_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.day}"

    @property
    def total(self) -> scoring.Score:
        return scoring.total(self.version, self.answers)
