"""What follows from news of students, and from a backup that was put back."""

from contextlib import suppress
from typing import Any

from django.dispatch import receiver

from placements.cohorts import collecting, forgetting
from placements.cohorts.models import FrozenStudent
from placements.cohorts.pseudonyms import KeyChanged
from schools.students.models import Student
from schools.students.signals import End, student_leaving
from stagebaken.audit import destruction
from stagebaken.audit.destruction import Kind
from stagebaken.backup.signals import restored
from stagebaken.web.days import today


@receiver(student_leaving)
def settle(student: Student, end: End, **_: Any) -> None:
    """Attack on the figures: records go by a term that begins when somebody leaves the school.

    Without what they leave, nobody who left without a place would be counted. At a restore what
    was there stays as the backup has it: that list does not say who had asked.
    """
    if end is End.ASKED:
        forgetting.forget(student)
    elif end is End.TERM:
        # Under another RELEASE_KEY nothing can be written beside the rows of before; the record
        # goes all the same: its term is a promise.
        with suppress(KeyChanged):
            collecting.keep_leaver(student, day=today())


@receiver(restored)
def forget_again(**_: Any) -> None:
    """Rows of who had asked stay gone."""
    erased = [one for entry in destruction.read() if entry.kind is Kind.ERASE for one in entry.ids]
    FrozenStudent.objects.filter(pk__in=erased).delete()
