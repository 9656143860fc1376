"""Another placement for a reporter: what was asked, agreed and proposed. All of it sealed.

The link to the request in placements/replacement is in here and nowhere else: whoever has the
database finds no way from a dossier to a request, nor back.
"""

import uuid
from typing import ClassVar

from django.db import models

from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Replacing(models.Model):
    """The search for another placement within one dossier; a `Matter` as JSON."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="replacing"
    )
    matter = SealedField(purpose=Purpose.REPLACING_MATTER, audience=Audience.SHARED)
    # Set by a restore alone: the yes that lies sealed in this row was taken back after the backup.
    is_taken_back = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """A leerbedrijf that the team proposes; the reporter answers in the dossier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="proposed_places")
    position = models.PositiveIntegerField()
    # {company_id, name, place, day, answer}: the answer is empty, wanted or unwanted.
    body = SealedField(purpose=Purpose.REPLACING_PROPOSAL, audience=Audience.SHARED)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_proposed_place_per_position"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
