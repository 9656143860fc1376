"""Mail before a commitment lapses: to each contact of the company once for each moment.

Claimed first, sent then, and given back when the mail server fails: a mail is never sent twice.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from placements.commitments.models import CompanyCommitment, Reminder
from placements.commitments.transitions import State
from placements.contacts.models import CompanyContact
from schools.teams.tasks import send_in_both_languages
from stagebaken.web.days import today

BATCH = 500  # rows in one insert


def contacts_to_remind(day: date) -> list[UUID]:
    """Note which reminders are due, and give the contacts who have not had theirs."""
    last = day + timedelta(days=max(settings.COMMITMENT_REMINDER_DAYS))
    ending = CompanyCommitment.objects.standing(day).filter(
        valid_until__lte=last, company__contacts__ended_on__isnull=True
    )
    due = list(ending.order_by("pk").values_list("pk", "valid_until", "company__contacts"))
    for start in range(0, len(due), BATCH):
        noted = [
            Reminder(commitment_id=one, contact_id=contact, valid_until=end, days=_step(end, day))
            for one, end, contact in due[start : start + BATCH]
            if contact is not None  # a company for which nobody speaks
        ]
        Reminder.objects.bulk_create(noted, ignore_conflicts=True)  # of an earlier round
    waiting = Reminder.objects.filter(mailed_on__isnull=True, **_still(day))
    return list(waiting.order_by().values_list("contact", flat=True).distinct())


def _step(end: date, day: date) -> int:
    """The moment that is now: a round that was missed is not made up for by two mails."""
    return min(days for days in settings.COMMITMENT_REMINDER_DAYS if days >= (end - day).days)


def _still(day: date) -> dict[str, object]:
    """Not renewed, lapsed or withdrawn since, and the person is still a contact."""
    return {
        "valid_until": F("commitment__valid_until"),
        "valid_until__gte": day,
        "commitment__state__in": [State.DECLARED, State.EVIDENCE, State.CHECKED],
        "contact__ended_on__isnull": True,
        "contact__user__is_active": True,
    }


def remind(contact_id: UUID) -> None:
    """Mail one contact about everything that ends soon, in one mail."""
    contact = CompanyContact.objects.select_related("user", "company").get(pk=contact_id)
    claimed = _claim(contact)
    if not claimed:
        return
    try:
        _send(contact, claimed)
    except BaseException:
        Reminder.objects.filter(pk__in=[one.pk for one in claimed]).update(mailed_on=None)
        raise


@transaction.atomic
def _claim(contact: CompanyContact) -> list[Reminder]:
    CompanyContact.objects.select_for_update().get(pk=contact.pk)
    waiting = Reminder.objects.filter(contact=contact, mailed_on__isnull=True, **_still(today()))
    found = list(waiting.select_related("commitment").order_by("valid_until", "commitment"))
    Reminder.objects.filter(pk__in=[one.pk for one in found]).update(mailed_on=today())
    return found


def _send(contact: CompanyContact, claimed: list[Reminder]) -> None:
    ending = list({one.commitment_id: one.commitment for one in claimed}.values())
    address = reverse("commitments:list", args=[contact.company_id])
    context = {
        "company": contact.company.name,
        "ending": ending,
        "address": settings.PUBLIC_ADDRESS + address,
    }
    send_in_both_languages("commitments/mail/reminder.txt", contact.user.email, context)
