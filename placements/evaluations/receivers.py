"""What follows from news of the rooms below."""

from typing import Any

from django.dispatch import receiver

from placements.agreements.models import Placement
from placements.agreements.signals import placement_moved
from placements.evaluations.models import Evaluation
from placements.evaluations.opening import OPENING, open_both
from schools.students.models import Student
from schools.students.signals import record_parted


@receiver(placement_moved)
def open_evaluations(placement: Placement, verb: str, **_: Any) -> None:
    if verb in OPENING:
        open_both(placement)


@receiver(record_parted)
def hide_what_was_sent(student: Student, **_: Any) -> None:
    """Attack: whoever gets the record next would read what the student answered."""
    Evaluation.objects.filter(placement__student=student).sent().update(is_shown=False)
