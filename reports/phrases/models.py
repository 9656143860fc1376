"""What a school made of an example. Not sealed: it is about no case and holds no name."""

import uuid
from typing import ClassVar

from django.db import models

from reports.phrases.vocabulary import LONGEST, Kind
from schools.registry.models import School


class Phrase(models.Model):
    """A school's own words for one example; without a row the built-in words stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(max_length=LONGEST)
    text_en = models.TextField(max_length=LONGEST)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "kind"], name="one_phrase_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.kind}"
