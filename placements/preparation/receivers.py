"""What follows from news of schools: a record that may get another account."""

from typing import Any

from django.dispatch import receiver

from placements.preparation.models import Tick
from schools.students.models import Student
from schools.students.signals import record_parted


@receiver(record_parted, dispatch_uid="preparation_ends_with_account")
def end_with_account(student: Student, **_: Any) -> None:
    """Whoever is invited next begins with nothing ticked. With the record itself they go too."""
    Tick.objects.filter(student=student).delete()
