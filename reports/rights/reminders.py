"""Mail before a term of a request ends, and once it has: nothing lapses unannounced.

The mail names nothing. Claimed first, sent then, and given back when the mail server fails.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from reports.rights.models import DataRequest, TermReminder
from reports.rights.policy import responsible
from schools.teams.tasks import send_in_both_languages
from stagebaken.accounts.models import User
from stagebaken.web.days import today

LATE = -1  # the step of a term that is over


def people_to_remind(day: date) -> list[UUID]:
    """Note which reminders are due, and give the people who have not had theirs."""
    near = day + timedelta(days=max(settings.RIGHTS_REMINDER_DAYS))
    for request in DataRequest.objects.open().filter(due_on__lte=near).select_related("school"):
        step = _step(request.due_on, day)
        rows = [
            TermReminder(request=request, user=user, due_on=request.due_on, days=step)
            for user in responsible(request, day)
        ]
        TermReminder.objects.bulk_create(rows, ignore_conflicts=True)  # of an earlier round
    waiting = TermReminder.objects.filter(
        request__closed_on=None, due_on=F("request__due_on"), mailed_on=None, user__is_active=True
    )
    return list(waiting.order_by().values_list("user", flat=True).distinct())


def _step(due_on: date, day: date) -> int:
    """The moment that is now: a round that was missed is not made up for by two mails."""
    left = (due_on - day).days
    return min((days for days in settings.RIGHTS_REMINDER_DAYS if days >= left >= 0), default=LATE)


def remind(user_id: UUID) -> bool:
    """Mail one person about every term that needs them, in one mail. False when there is none."""
    user = User.objects.get(pk=user_id)
    claimed = _claim(user)
    if not claimed:
        return False
    try:
        address = settings.PUBLIC_ADDRESS + reverse("account_login")
        send_in_both_languages("rights/mail/term.txt", user.email, {"address": address})
    except BaseException:
        TermReminder.objects.filter(pk__in=claimed).update(mailed_on=None)
        raise
    return True


@transaction.atomic
def _claim(user: User) -> list[int]:
    """Theirs alone if they still have a say: who left since hears nothing more."""
    User.objects.select_for_update().get(pk=user.pk)
    rows = TermReminder.objects.filter(
        user=user, mailed_on=None, request__closed_on=None, due_on=F("request__due_on")
    )
    found = [
        row.pk
        for row in rows.select_related("request__school")
        if responsible(row.request, today()).filter(pk=user.pk).exists()
    ]
    TermReminder.objects.filter(pk__in=found).update(mailed_on=today())
    return found
