"""What two custodians do together: admit where no member can, and recover.

Both are rows between two people's sessions, so both carry a signature: a row written by hand
into the database is as good as absent.
"""

import uuid
from typing import ClassVar

from django.db import models

from stagebaken.vault.models import Custodian, Recipient, Vault


class AdmissionApproval(models.Model):
    """One custodian has compared this recipient's key. Two of them admit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="approvals")
    custodian = models.ForeignKey(Custodian, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    mac = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recipient", "custodian"], name="one_approval_per_custodian"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RecoverySession(models.Model):
    """One custodian waits for the share of another.

    The private half of `public_key` lies sealed in the opener's session alone, so that what
    the other custodian types can be opened there and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="recovery_sessions")
    generation = models.PositiveIntegerField()  # of the recovery key that it opens
    opener = models.ForeignKey(Custodian, on_delete=models.PROTECT, related_name="+")
    # For whom; nobody when only the recovery key itself is renewed.
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, null=True, related_name="+")
    public_key = models.BinaryField()
    opened_on = models.DateField()
    giver = models.ForeignKey(Custodian, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_share = models.BinaryField(null=True)
    used_on = models.DateField(null=True)  # the key was opened: a new one is due
    mac = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(giver__isnull=False) | models.Q(sealed_share__isnull=True),
                name="share_has_giver",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
