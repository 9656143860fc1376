"""What waits to be told to staff, without saying what it is."""

import uuid
from typing import ClassVar

from django.db import models

from stagebaken.vault.models import Dossier, Recipient


class News(models.Model):
    """Something happened in a dossier that this member has not opened since.

    One row per member and dossier, made by a reporter's act; it goes when the member opens it,
    and with the dossier. An excluded member has none (P2).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="news")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="news")
    is_mailed = models.BooleanField(default=False)
    # Acute danger: mailed at the next whole hour. Nothing can unseal then, so it stands here,
    # until the mail went.
    is_urgent = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recipient", "dossier"], name="one_news_per_member"),
        ]

    def __str__(self) -> str:
        return str(self.id)
