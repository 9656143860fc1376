"""Who may touch the facts of one student: that student, and nobody else."""

from django.core.exceptions import PermissionDenied

from schools.students.models import Student
from stagebaken.accounts.models import User


def require_own(by: User, student: Student) -> None:
    """No member of staff, no administrator, no student with another record."""
    if student.account_id != by.pk or student.joined_on is None:
        raise PermissionDenied
