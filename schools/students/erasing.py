"""The end of a record, whoever or whatever ends it."""

from schools.students import inviting
from schools.students.models import Student
from schools.students.signals import End, student_leaving
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.destruction import Kind
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import erasure

TABLES = ("students_student", "students_correction")
ROLES = {End.TERM: "retention", End.RESTORE: "restore"}  # in the log: nobody did it


def delete(student: Student, by: User | None, end: End) -> None:
    """Take the record away, and the account when nothing else uses it. The caller has locked."""
    erasure.announce(Kind.ERASE, [student.pk], tables=TABLES)
    student_leaving.send(sender=Student, student=student, end=end)
    account = inviting.release(student)
    number = student.pk
    student.delete()
    if account is not None:
        inviting.tell_released(account)
    role = ROLES.get(end, "")
    record(verb=Verb.STUDENT_ERASED, actor=by, role=role, scope=Scope.SYSTEM, subject=number)
