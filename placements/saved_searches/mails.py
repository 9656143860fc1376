"""Mail that something is new. No search, no company and no name: only where to look.

Claimed first, sent then, and given back when the mail server fails: no mail is sent twice, and at
most one goes to a student on a day, whatever the number of searches.
"""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from placements.saved_searches.models import Find
from schools.students.models import Student
from schools.teams.tasks import send_in_both_languages
from stagebaken.web.days import today


def mail_student(student_id: UUID) -> None:
    claimed, to = _claim(student_id)
    if not claimed:
        return
    try:
        address = settings.PUBLIC_ADDRESS + reverse("saved_searches:list")
        send_in_both_languages("saved_searches/mail/new.txt", to, {"address": address})
    except BaseException:
        Find.objects.filter(pk__in=claimed).update(mailed_on=None)
        raise


@transaction.atomic
def _claim(student_id: UUID) -> tuple[list[int], str]:
    rows = Student.objects.enrolled(today()).select_for_update(of=("self",), no_key=True)
    student = rows.filter(pk=student_id).first()
    account = student.account if student and student.joined_on else None
    if student is None or account is None or not account.is_active:
        return [], ""
    finds = Find.objects.filter(search__student=student)
    if finds.filter(mailed_on=today()).exists():
        return [], ""
    claimed = list(finds.unmailed().values_list("pk", flat=True))
    Find.objects.filter(pk__in=claimed).update(mailed_on=today())
    return claimed, account.email
