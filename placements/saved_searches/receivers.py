"""What follows from news of schools: a record that may get another account."""

from typing import Any

from django.dispatch import receiver

from placements.saved_searches.models import SavedSearch
from schools.students.models import Student
from schools.students.signals import record_parted


@receiver(record_parted, dispatch_uid="saved_searches_end_with_account")
def end_with_account(student: Student, **_: Any) -> None:
    """Attack: whoever is invited next would read where the one before looked for a place.

    With the record itself they go by the database.
    """
    SavedSearch.objects.filter(student=student).delete()
