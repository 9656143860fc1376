"""What a reporter says: the account, the conversation. All of it sealed."""

import uuid
from typing import ClassVar

from django.db import models

from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Report(models.Model):
    """The sealed content of a dossier. Nothing about it stands outside the seal."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="report"
    )
    account = SealedField(purpose=Purpose.REPORT_ACCOUNT, audience=Audience.SHARED)
    decisions = SealedField(purpose=Purpose.REPORT_DECISIONS, audience=Audience.SHARED)
    card = SealedField(purpose=Purpose.REPORT_CARD, audience=Audience.SHARED)
    # An e-mail address the reporter left; never shown to staff, unsealed in memory to send.
    address = SealedField(purpose=Purpose.REPORT_ADDRESS, audience=Audience.SHARED, null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Message(models.Model):
    """One turn of the conversation between reporter and team.

    The sealed body holds `side` (reporter or staff), `kind` (message, addition or decision),
    `text`, the ids of its `files`, and of staff `author` and `role` (a title, or a role's code).
    `position` orders within the dossier; across dossiers nothing does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField()
    day = models.DateField()
    body = SealedField(purpose=Purpose.MESSAGE_BODY, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_message_per_position"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
