"""The verbs of this room: a student ticks, a coordinator adds and takes away."""

from collections.abc import Collection

from django.db import transaction

from placements.preparation import errors
from placements.preparation.items import OWN_KEYS
from placements.preparation.models import ITEMS_MOST, TEXT_LENGTH, SchoolItem, Tick
from placements.preparation.phases import Phase
from schools.registry.models import School
from schools.students import policy
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def tick(*, by: User, student: Student, items: Collection[str]) -> None:
    """These are done, and no others. What is no item of this student is left out."""
    held = Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    policy.require_own(by, held)
    added = SchoolItem.objects.filter(school=held.school_id)
    school = {str(one) for one in added.values_list("pk", flat=True)}
    done = {one for one in items if one in OWN_KEYS or one in school}
    own = Tick.objects.filter(student=held)
    own.exclude(item__in=done).delete()
    fresh = done.difference(own.values_list("item", flat=True))
    Tick.objects.bulk_create(Tick(student=held, item=one, day=today()) for one in sorted(fresh))


@transaction.atomic
def add(*, by: User, school: School, phase: Phase, text: str) -> SchoolItem:
    policy.require(by, school)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # five, also for two at once
    if SchoolItem.objects.filter(school=school).count() >= ITEMS_MOST:
        raise errors.TooMany
    return SchoolItem.objects.create(
        school=school, phase=phase, text=text[:TEXT_LENGTH], added_on=today()
    )


@transaction.atomic
def remove(*, by: User, school: School, item: SchoolItem) -> None:
    """With every tick of it: nobody could take those away any more."""
    policy.require(by, school)
    SchoolItem.objects.filter(pk=item.pk, school=school).delete()
    Tick.objects.filter(item=str(item.pk)).delete()
