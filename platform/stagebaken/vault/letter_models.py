"""What comes back from outside, for who holds a dossier's key: an answer without a key."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from stagebaken.vault.models import Dossier, Recipient


class Letter(models.Model):
    """An answer of a company or of SBB, until a holder files it into the dossier.

    The body lies under a key of its own, not under the dossier's: its writer has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="letters")
    received_on = models.DateField()
    body = models.BinaryField()  # an envelope under the key of this letter alone

    def __str__(self) -> str:
        return str(self.id)


class LetterKey(models.Model):
    """The key of a letter, wrapped by HPKE for one holder; without a recipient for recovery."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="keys")
    recipient = models.ForeignKey(
        Recipient, on_delete=models.CASCADE, null=True, related_name="letter_keys"
    )
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["letter", "recipient"], name="one_key_per_holder"),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(recipient__isnull=True), name="one_recovery_key"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
