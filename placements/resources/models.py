"""Which resources a company has completed."""

from typing import ClassVar

from django.db import models

from placements.companies.models import TrainingCompany


class CompletedResource(models.Model):
    """A company went through a resource; the day is what its contact says."""

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(
        TrainingCompany, on_delete=models.CASCADE, related_name="completed_resources"
    )
    code = models.CharField(max_length=24)  # of the catalogue
    completed_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-completed_on", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "code"], name="completed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.code}"
