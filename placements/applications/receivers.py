"""What follows from news of schools: a record that may get another account."""

from typing import Any

from django.dispatch import receiver

from placements.applications import parting
from schools.students.models import Student
from schools.students.signals import record_parted


@receiver(record_parted)
def end_with_account(student: Student, **_: Any) -> None:
    parting.part(student)
