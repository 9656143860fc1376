"""How it was for the reporter: three answers, sealed with the dossier."""

import uuid
from typing import ClassVar

from django.db import models

from reports.aftercare.vocabulary import Moment
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class CheckIn(models.Model):
    """The reporter's answers at one moment; answered again, the last ones stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=9, choices=Moment.choices)
    day = models.DateField()
    # {heard, helped, again}: a code of vocabulary.Answer, or absent where it was left open.
    answers = SealedField(purpose=Purpose.CHECK_IN, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "moment"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier", "moment"], name="one_check_in_a_moment"),
        ]

    def __str__(self) -> str:
        return str(self.id)
