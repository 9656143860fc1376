"""The one exception the law allows: acute danger, decided by two members."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.consents.models import Consent
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class ExceptionState(models.TextChoices):
    PROPOSED = "proposed", _("Wacht op een tweede lid")
    REFUSED = "refused", _("Afgewezen")
    CARRIED_OUT = "carried_out", _("Uitgevoerd")


class DangerException(models.Model):
    """A step outward without the reporter's yes. One at a time for each question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="exceptions")
    state = models.CharField(
        max_length=12, choices=ExceptionState.choices, default=ExceptionState.PROPOSED
    )
    # Who proposed: somebody else decides. The audit log names both.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField()
    # Why it could not wait, in words that the reporter reads too.
    reason = SealedField(purpose=Purpose.EXCEPTION_REASON, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["proposed_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consent"],
                condition=models.Q(state="proposed"),
                name="one_proposal_per_question",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
