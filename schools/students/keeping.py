"""How long records stay after the last day, and their end."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from schools.registry.models import School
from schools.students import policy
from schools.students.erasing import delete
from schools.students.models import KEEP_LEAST, KEEP_USUAL, KeepTerm, Student, StudentFile
from schools.students.signals import End
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import add_months


def months_of(school: School) -> int:
    term = KeepTerm.objects.filter(school=school).first()
    return term.months if term else KEEP_USUAL


def ends_on(student: Student, months: int) -> date | None:
    """The day on which a record goes, once the last day is known."""
    return add_months(student.left_on, months) if student.left_on else None


@transaction.atomic
def set_term(*, by: User, school: School, months: int) -> None:
    """Keep records longer or shorter; what is too old then goes the next night."""
    policy.require(by, school, policy.KEEPERS)
    term = KeepTerm(school=school, months=months)
    term.full_clean(validate_unique=False)
    KeepTerm.objects.update_or_create(school=school, defaults={"months": months})
    record(
        verb=Verb.TERMS_CHANGED,
        actor=by,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail={"what": "students_kept", "months": months},
    )


def forget(*, day: date) -> int:
    """Delete the records whose term has passed, one a transaction; say how many."""
    before = add_months(day, -KEEP_LEAST)
    old = Student.objects.filter(Q(ended_on__lt=before) | Q(enrolment_end__lt=before))
    return sum(_forget(number, day) for number in list(old.values_list("pk", flat=True)))


@transaction.atomic
def _forget(student_id: UUID, day: date) -> bool:
    rows = Student.objects.select_for_update(of=("self",)).select_related("school")
    student = rows.filter(pk=student_id).first()
    end = ends_on(student, months_of(student.school)) if student else None
    if student is None or end is None or end >= day:
        return False
    delete(student, None, End.TERM)
    return True


def discard_old_lists(*, day: date) -> int:
    old = StudentFile.objects.filter(day__lt=day - timedelta(days=settings.STUDENT_FILE_DAYS - 1))
    return old.delete()[0]
