"""Mail that something waits. No name, no company, no content: whoever reads it over a shoulder
learns nothing, and what a company reads names nobody.

Claimed first, sent then, and given back when the mail server fails: no mail is sent twice.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from placements.applications.models import Application, ApplicationMail
from placements.applications.transitions import UNANSWERED, Turn
from placements.contacts.models import CompanyContact
from schools.teams.tasks import send_in_both_languages
from stagebaken.web.days import today

BATCH = 500  # rows in one insert
# Further back nothing is noted: a contact who comes later is not mailed about the past.
LOOK_BACK_DAYS = 3


def contacts_to_mail(day: date) -> list[UUID]:
    """Note what is due today, and give the contacts who have not had their mail."""
    for days in (0, *settings.APPLICATION_REMINDER_DAYS):
        _note(days, day)
    waiting = ApplicationMail.objects.filter(
        mailed_on__isnull=True,
        application__state__in=UNANSWERED,
        contact__ended_on__isnull=True,
        contact__user__is_active=True,
    )
    return list(waiting.order_by().values_list("contact", flat=True).distinct())


def _note(days: int, day: date) -> None:
    last = day - timedelta(days=days)
    arrived = Application.objects.waiting().filter(
        sent_on__range=(last - timedelta(days=LOOK_BACK_DAYS), last),
        company__contacts__ended_on__isnull=True,
    )
    due = list(arrived.order_by("pk").values_list("pk", "company__contacts"))
    for start in range(0, len(due), BATCH):
        rows = [
            ApplicationMail(application_id=one, contact_id=contact, days=days)
            for one, contact in due[start : start + BATCH]
            if contact is not None  # a company for which nobody speaks
        ]
        ApplicationMail.objects.bulk_create(rows, ignore_conflicts=True)  # of an earlier round


def mail_contact(contact_id: UUID) -> None:
    """One mail about everything that waits."""
    contact = CompanyContact.objects.select_related("user").get(pk=contact_id)
    claimed = _claim(contact)
    if not claimed:
        return
    try:
        address = settings.PUBLIC_ADDRESS + reverse("inbox:companies")
        send_in_both_languages(
            "applications/mail/company.txt", contact.user.email, {"address": address}
        )
    except BaseException:
        ApplicationMail.objects.filter(pk__in=claimed).update(mailed_on=None)
        raise


@transaction.atomic
def _claim(contact: CompanyContact) -> list[int]:
    CompanyContact.objects.select_for_update().get(pk=contact.pk)
    waiting = ApplicationMail.objects.filter(
        contact=contact,
        contact__ended_on__isnull=True,
        contact__user__is_active=True,
        application__state__in=UNANSWERED,
        mailed_on__isnull=True,
    )
    found = list(waiting.values_list("pk", flat=True))
    ApplicationMail.objects.filter(pk__in=found).update(mailed_on=today())
    return found


def students_to_remind(day: date) -> list[UUID]:
    """Applications of which the student has the turn for a while: claimed, so that each is
    recalled once.
    """
    due = Application.objects.unanswered_by_student(day, settings.APPLICATION_TURN_DAYS)
    found = list(due.order_by().values_list("pk", flat=True))
    return [one for one in found if _claim_reminder(one, day)]


def _claim_reminder(number: UUID, day: date) -> bool:
    waiting = Application.objects.filter(pk=number, turn=Turn.STUDENT, reminded_on__isnull=True)
    return bool(waiting.update(reminded_on=day))


def remind_student(application_id: UUID) -> None:
    """That an answer is waited for; and nothing to who answered meanwhile."""
    _mail(application_id, "applications/mail/student_waits.txt", turn=Turn.STUDENT)


def mail_student(application_id: UUID) -> None:
    _mail(application_id, "applications/mail/student.txt")


def _mail(application_id: UUID, template: str, **still: str) -> None:
    found = Application.objects.select_related("student__account")
    application = found.filter(pk=application_id, **still).first()
    account = application.student.account if application else None
    if account is None or not account.is_active:
        return
    address = settings.PUBLIC_ADDRESS + reverse("applications:list")
    send_in_both_languages(template, account.email, {"address": address})
