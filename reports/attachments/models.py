"""A cleaned file: its key and facts sealed in the row, its content sealed on disk."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Attachment(models.Model):
    """A file of a dossier, or of a draft: then its key waits in the sealed draft.

    The ciphertext lies in a file named after `id` (see ciphertext.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, null=True, related_name="attachments"
    )
    draft_locator = models.BinaryField(max_length=32, null=True)
    position = models.PositiveSmallIntegerField()  # from 1; across dossiers nothing orders
    day = models.DateField()
    # The file's own key, under the dossier's shared key.
    sealed_key = SealedField(purpose=Purpose.ATTACHMENT_KEY, audience=Audience.SHARED, null=True)
    facts = SealedField(purpose=Purpose.ATTACHMENT_FACTS, audience=Audience.SHARED, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_attachment_per_position"
            ),
            models.UniqueConstraint(
                fields=["draft_locator", "position"], name="one_draft_attachment_per_position"
            ),
            models.CheckConstraint(
                condition=Q(
                    dossier__isnull=True,
                    draft_locator__isnull=False,
                    sealed_key__isnull=True,
                    facts__isnull=True,
                )
                | Q(
                    dossier__isnull=False,
                    draft_locator__isnull=True,
                    sealed_key__isnull=False,
                    facts__isnull=False,
                ),
                name="attachment_of_dossier_or_draft",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["day"], name="draft_attachment_by_day", condition=Q(dossier__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
