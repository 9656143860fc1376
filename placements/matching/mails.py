"""Mail that there is news of a round. One text for all of it: no place, no result, no name."""

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from schools.students.models import Student, StudentQuerySet
from schools.teams.tasks import MAIL_TROUBLE, again, send_in_both_languages


def tell(students: StudentQuerySet) -> int:
    """Mail each of these students; gives how many."""
    ids = list(students.order_by().values_list("pk", flat=True))
    for one in ids:
        mail_student.enqueue(str(one))
    return len(ids)


@task()
def mail_student(student_id: str, attempt: int = 0) -> None:
    joined = Student.objects.with_account().select_related("account")
    student = joined.filter(pk=student_id).first()
    if student is None or student.account is None or not student.account.is_active:
        return
    address = settings.PUBLIC_ADDRESS + reverse("own_rounds:home")
    try:
        send_in_both_languages(
            "applications/mail/student.txt", student.account.email, {"address": address}
        )
    except MAIL_TROUBLE:
        again(mail_student, student_id, attempt)
