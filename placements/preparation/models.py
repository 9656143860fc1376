"""What a student ticked off, and what a school adds to the list. The list itself is items.py."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.preparation.phases import Phase
from schools.registry.models import School
from schools.students.models import Student

TEXT_LENGTH = 160  # characters of an item of a school: one sentence
ITEMS_MOST = 5  # of one school; issue 5


class SchoolItem(models.Model):
    """An item that a school adds for all its students."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="preparation_items")
    phase = models.CharField(_("wanneer"), max_length=8, choices=Phase.choices)
    text = models.CharField(_("wat een student doet of vraagt"), max_length=TEXT_LENGTH)
    added_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["added_on", "text", "pk"]

    def __str__(self) -> str:
        return self.text


class Tick(models.Model):
    """A student did this. Read by that student alone."""

    id = models.BigAutoField(primary_key=True)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="preparation_ticks")
    item = models.CharField(max_length=36)  # a key of items.py, or the id of a SchoolItem
    day = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["item"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["student", "item"], name="one_tick_per_item"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
