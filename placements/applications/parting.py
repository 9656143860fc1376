"""A student lost the record: the next account that gets it finds nothing of theirs.

Attack: a coordinator would invite an account of their own, read what the student needs (that can
say something of health or religion), and accept an invitation in the student's place.
"""

from django.db import transaction

from placements.applications import steps
from placements.applications.models import ApplicantProfile, Application
from placements.applications.transitions import State, Who
from schools.students.models import Student
from stagebaken.web.days import today


@transaction.atomic
def part(student: Student) -> None:
    """Withdraw what runs, and delete the profile with the needs that no company was told."""
    own = Application.objects.filter(student=student)
    for number in own.running().order_by("pk").values_list("pk", flat=True):
        held = steps.locked(number)
        if held.is_running:  # the company may have ended it a moment ago
            steps.move(held, State.WITHDRAWN, Who.STUDENT)
    ended = own.exclude(state=State.ACCEPTED)
    ended.update(withheld={})
    # By its day, what was sent today could be the next account's own (policy.applications_of).
    ended.filter(sent_on=today()).delete()
    # The company keeps a place that was taken; the next account reads none of it, whatever the day.
    own.filter(state=State.ACCEPTED, parted_on=None).update(parted_on=today())
    ApplicantProfile.objects.filter(student=student).delete()
