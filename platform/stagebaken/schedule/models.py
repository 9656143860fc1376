"""What the scheduler remembers across restarts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ScheduleMark(models.Model):
    """The last moment for which a job was put in the queue, so that no moment counts twice."""

    name = models.CharField(primary_key=True, max_length=160)
    slot = models.CharField(max_length=16)  # 2026-11-27 08:00: sorts as time does

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"


class Pulse(models.Model):
    """One row: when the scheduler was last alive. Nobody's act, so a time may stand here."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    beaten_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_pulse"),
        ]

    def __str__(self) -> str:
        return str(self.beaten_at)
