"""The verbs of a record: put right, take over, end, erase. Only these and an import change one."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from schools.students import inviting, policy
from schools.students.erasing import delete
from schools.students.models import Correction, CorrectionState, Field, Student
from schools.students.rules import NothingWaits
from schools.students.signals import End
from schools.teams.policy import roles_of
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today

Values = Mapping[str, str]  # what each field should say, as text

# What a student says of the own record. A crebo is a code of the school.
OWN_FIELDS = (
    Field.NAME, Field.EMAIL, Field.PROGRAMME, Field.COHORT, Field.PATHWAY, Field.LEVEL,
    Field.GROUP, Field.MENTOR, Field.LOCATION,
)  # fmt: skip

# ---------- by the student ----------


@transaction.atomic
def correct(*, by: User, student: Student, values: Values) -> list[str]:
    """Say what should stand there. It stands beside the record until the school takes it.

    No event: what a student does is not put in a row with what anonymous people do (ADR 46).
    """
    student = _locked(student)
    policy.require_own(by, student)
    said = []
    for field in OWN_FIELDS:
        value = values.get(field, student.stands(field)).strip()
        _settle(student, field)
        if value == student.stands(field):
            continue
        Correction.objects.create(
            student=student, field=field, value=value, stood=student.stands(field), day=today()
        )
        said.append(str(field))
    return said


def _settle(student: Student, field: str) -> None:
    """What was said of this field before, and is not taken, makes room."""
    earlier = student.corrections.filter(field=field).exclude(state=CorrectionState.TAKEN)
    earlier.delete()


@transaction.atomic
def withdraw(*, by: User, student: Student, correction_id: UUID) -> None:
    """Take back what waits. Taking back what is gone changes nothing."""
    student = _locked(student)
    policy.require_own(by, student)
    student.corrections.filter(pk=correction_id).exclude(state=CorrectionState.TAKEN).delete()


# ---------- by a coordinator ----------


@transaction.atomic
def take(*, by: User, correction: Correction) -> None:
    """Take over what the student said."""
    student, waiting = _waiting(by, correction)
    waiting.delete()
    _put(student, {waiting.field: waiting.value})
    _record(Verb.STUDENT_CHANGED, by, student, "correction_taken")


@transaction.atomic
def decline(*, by: User, correction: Correction) -> None:
    """The record stays as it is; the student reads that."""
    student, waiting = _waiting(by, correction)
    waiting.state, waiting.day = CorrectionState.DECLINED, today()
    waiting.save(update_fields=["state", "day"])
    _record(Verb.STUDENT_CHANGED, by, student, "correction_declined")


@transaction.atomic
def change(*, by: User, student: Student, values: Values) -> list[str]:
    """Put a record right at the desk. The list that said otherwise does not undo it."""
    student = _looked_after(by, student)
    news = {
        field: value.strip()
        for field, value in values.items()
        if field in Field.values and value.strip() != student.stands(field)
    }
    if news:
        _put(student, news)
        _record(Verb.STUDENT_CHANGED, by, student, "changed")
    return list(news)


@transaction.atomic
def end_enrolment(*, by: User, student: Student, last_day: date) -> None:
    """Say which day is, or was, the last. From then on the term runs after which it all goes."""
    student = _looked_after(by, student)
    _put(student, {Field.ENROLMENT_END: last_day.isoformat()})
    _record(Verb.STUDENT_CHANGED, by, student, "ended")


@transaction.atomic
def erase(*, by: User, student: Student) -> None:
    """Delete a record at once: a student asked, or it should never have been there."""
    student = _looked_after(by, student)
    delete(student, by, End.ASKED)


# ---------- how ----------


def _put(student: Student, news: Values) -> None:
    """Write values, and remember what the list said: it will say it again."""
    for field, value in news.items():
        taken = student.corrections.filter(field=field, state=CorrectionState.TAKEN).first()
        taken = taken or Correction(
            student=student, field=field, stood=student.stands(field), state=CorrectionState.TAKEN
        )
        taken.value, taken.day = value, today()
        taken.save()
        _settle(student, field)
        setattr(student, field, typed(field, value))
    everything = {one.name for one in Student._meta.fields}  # noqa: SLF001 - Django's own way
    student.clean_fields(exclude=everything - news.keys())
    student.save(update_fields=list(news))
    if Field.EMAIL in news:
        inviting.forget_unanswered(student)
    if Field.NAME in news:
        _call(student)


def typed(field: str, value: str) -> str | int | date | None:
    """Text as the column holds it."""
    if field in {Field.COHORT, Field.LEVEL}:
        return int(value) if value else None
    if field == Field.ENROLMENT_END:
        return date.fromisoformat(value) if value else None
    return value


def _call(student: Student) -> None:
    """An account that is a student's alone goes by the name of the record.

    Staff keep theirs: reporters exclude people by name.
    """
    account = student.account
    if account is None or not student.name or roles_of(account) - {Role.STUDENT}:
        return
    account.name = student.name
    account.save(update_fields=["name"])


def _locked(student: Student) -> Student:
    rows = Student.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(pk=student.pk)


def _looked_after(by: User, student: Student) -> Student:
    student = _locked(student)
    policy.require(by, student.school)
    return student


def _waiting(by: User, correction: Correction) -> tuple[Student, Correction]:
    student = _looked_after(by, correction.student)
    waiting = student.corrections.waiting().filter(pk=correction.pk).first()
    if waiting is None:
        raise NothingWaits
    return student, waiting


def _record(verb: Verb, by: User, student: Student, what: str) -> None:
    record(verb=verb, actor=by, scope=Scope.SYSTEM, subject=student.pk, detail={"what": what})
