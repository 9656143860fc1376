"""A hearing: a question to a company without an identity, under a code of its own.

The company has no vault. Its question and its own answer lie under a key that its code alone
opens; no name of a company stands outside the seal.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reports.consents.models import Consent
from reports.hearings.vocabulary import State
from stagebaken.vault.fields import SealedField
from stagebaken.vault.letter_models import Letter
from stagebaken.vault.models import Audience, Dossier
from stagebaken.vault.purposes import Purpose


class Hearing(models.Model):
    """One question to a company, with the yes of the reporter on which it rests.

    A closed hearing holds nothing for the company any more: its code opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="hearings")
    # One yes starts one hearing: what was asked, and of whom, stands sealed in the consent.
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="hearing")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    due_on = models.DateField()  # the last day on which the company can answer
    answered_on = models.DateField(null=True)
    is_reminded = models.BooleanField(default=False)  # the team heard that the term nears its end
    # HKDF of Argon2id(code): finds the hearing, opens nothing.
    locator = models.BinaryField(max_length=32, unique=True, null=True)
    # Envelopes: the hearing's key under the code's, and under it the question and the answer.
    wrapped_key = models.BinaryField(null=True)
    question = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    # The answer, for who holds the dossier, until one of them files it.
    letter = models.OneToOneField(
        Letter, on_delete=models.SET_NULL, null=True, related_name="hearing"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="hearing_by_due"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    state=State.CLOSED,
                    locator__isnull=True,
                    wrapped_key__isnull=True,
                    question__isnull=True,
                    answer__isnull=True,
                )
                | (
                    ~Q(state=State.CLOSED)
                    & Q(locator__isnull=False, wrapped_key__isnull=False, question__isnull=False)
                ),
                name="hearing_opens_iff_not_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def is_over(self, day: date) -> bool:
        """The company can no longer answer; no task has to have run for it."""
        return self.state != State.ASKED or self.due_on < day

    @property
    def is_filed(self) -> bool:
        """The answer stands in the dossier."""
        return self.answered_on is not None and self.letter_id is None


class Minutes(models.Model):
    """What the team wrote down of a hearing, under the staff key.

    The sealed body holds `author` and `text`: a talk in person, a telephone call, or the whole
    answer where the reporter reads a part of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="minutes")
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="minutes")
    position = models.PositiveIntegerField()
    day = models.DateField()
    body = SealedField(purpose=Purpose.HEARING_MINUTES, audience=Audience.STAFF)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="one_minutes_per_position"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
