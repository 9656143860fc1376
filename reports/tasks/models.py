"""What somebody of the team must do in a case, and by which day."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.tasks.vocabulary import Kind
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Task(models.Model):
    """A task of the team. What it says is under the staff key; day and assignee remind."""

    MARKS: ClassVar[tuple[str, ...]] = ("reminded_on", "told_on", "escalated_on")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    # A kind that a step of the case starts says what it is by itself: nobody with a key is there.
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.OWN)
    due_on = models.DateField()
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    done_on = models.DateField(null=True)  # or stopped
    is_stopped = models.BooleanField(default=False)  # nobody did it: the case was closed
    # Who has it, or where nobody does every reader, had news that the day is near; has passed.
    reminded_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    # It stayed undone: whoever else reads the case had news, or the reporter reads it.
    escalated_on = models.DateField(null=True)
    # What must be done and who wrote it down, as {text, author}.
    body = SealedField(purpose=Purpose.TASK_BODY, audience=Audience.STAFF, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="own", body__isnull=False)
                | (~Q(kind="own") & Q(body__isnull=True)),
                name="own_task_has_words",
            ),
            models.CheckConstraint(
                condition=Q(is_stopped=False) | Q(done_on__isnull=False),
                name="stopped_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["dossier", "kind"],
                condition=~Q(kind="own") & Q(done_on__isnull=True),
                name="one_started_task_of_a_kind",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, escalated_on__isnull=True),
                name="task_to_tell_of",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
