"""What follows from news of schools: a record that may get another account."""

from typing import Any

from django.dispatch import receiver

from placements.matching import own_reading
from schools.students.models import Student
from schools.students.signals import record_parted


@receiver(record_parted, dispatch_uid="wishes_go_with_the_account")
def forget_wishes(student: Student, **_: Any) -> None:
    own_reading.forget_wishes(student)
