"""Mail before a school looks again: to each of its coordinators once for each moment.

The mail names no company and no kind. Claimed first, sent then, and given back when the mail server
fails: a mail is never sent twice.
"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from placements.measures import policy
from placements.measures.models import Measure, ReviewReminder
from schools.teams.tasks import send_in_both_languages
from stagebaken.accounts.models import User
from stagebaken.web.days import today


def people_to_remind(day: date) -> list[UUID]:
    """Note which reminders are due, and give the people who have not had theirs."""
    for measure in Measure.objects.due(day).select_related("school"):
        _note(measure, day)
    waiting = ReviewReminder.objects.filter(_still(day), mailed_on__isnull=True)
    return list(waiting.order_by().values_list("user", flat=True).distinct())


def _note(measure: Measure, day: date) -> None:
    step = _step(measure.review_on, day)
    rows = [
        ReviewReminder(measure=measure, user=user, review_on=measure.review_on, days=step)
        for user in policy.staff_of(measure.school)
        if policy.companies_for(user).filter(pk=measure.company_id).exists()
    ]
    ReviewReminder.objects.bulk_create(rows, ignore_conflicts=True)  # of an earlier round


def _step(review_on: date, day: date) -> int:
    """The moment that is now: a round that was missed is not made up for by two mails."""
    left = max((review_on - day).days, 0)
    return min(days for days in settings.MEASURE_REMINDER_DAYS if days >= left)


def _still(day: date) -> Q:
    """Not renewed, ended or run out since, and the person has an account."""
    lasting = Q(measure__until__isnull=True) | Q(measure__until__gte=day)
    return lasting & Q(
        review_on=F("measure__review_on"), measure__ended_on__isnull=True, user__is_active=True
    )


def remind(user_id: UUID) -> None:
    """Mail one coordinator about everything that is to be looked at, in one mail."""
    user = User.objects.get(pk=user_id)
    claimed = _claim(user)
    if not claimed:
        return
    try:
        address = settings.PUBLIC_ADDRESS + reverse("measures:home")
        send_in_both_languages("measures/mail/review.txt", user.email, {"address": address})
    except BaseException:
        ReviewReminder.objects.filter(pk__in=claimed).update(mailed_on=None)
        raise


@transaction.atomic
def _claim(user: User) -> list[int]:
    User.objects.select_for_update().get(pk=user.pk)
    rows = ReviewReminder.objects.filter(_still(today()), user=user, mailed_on__isnull=True)
    schools = set(policy.schools_of(user).values_list("pk", flat=True))
    found = [one.pk for one in rows.select_related("measure") if one.measure.school_id in schools]
    ReviewReminder.objects.filter(pk__in=found).update(mailed_on=today())
    return found
