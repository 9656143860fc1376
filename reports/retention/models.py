"""When a dossier ends by itself: announced first, and put off by a hold (R25)."""

import uuid
from typing import ClassVar

from django.db import models

from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class EndWarning(models.Model):
    """The dossier says since this day that it ends: nothing is destroyed without."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    warned_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Hold(models.Model):
    """A dossier is kept longer, for a procedure. It delays the end, and never a withdrawal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="holds")
    set_on = models.DateField()
    until = models.DateField()  # the last day on which it holds
    lifted_on = models.DateField(null=True)
    # Why, and who says so, in words that the reporter reads as well.
    reason = SealedField(purpose=Purpose.HOLD_REASON, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["set_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("set_on")), name="hold_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(lifted_on__isnull=True),
                name="one_hold_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
