"""What was asked of a reporter, and what they answered. What it says is sealed."""

import uuid
from typing import ClassVar

from django.db import models

from reports.consents.vocabulary import State
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Consent(models.Model):
    """One step outward, asked of the reporter. `state` alone stands outside the seal.

    What is decided is read from the sealed answers: a state changed in the database opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="consents")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    ended_on = models.DateField(null=True)  # carried out, taken back or by exception
    # A `Request` as JSON: the step, the receiver and the very text that leaves.
    request = SealedField(purpose=Purpose.CONSENT_REQUEST, audience=Audience.SHARED)
    # A list, oldest first: {answer, digest, text_version, day}. Appended, never edited.
    answers = SealedField(purpose=Purpose.CONSENT_ANSWERS, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_consent_per_position"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[State.TAKEN_BACK, State.CARRIED_OUT, State.EXCEPTION],
                    ended_on__isnull=False,
                )
                | models.Q(
                    state__in=[State.ASKED, State.YES, State.NO, State.LATER, State.REVOKED],
                    ended_on__isnull=True,
                ),
                name="consent_ended_iff_final",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
