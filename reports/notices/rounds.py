"""Mail to staff about anonymous acts: two rounds a day, always the same words (vault.md).

Only acute danger does not wait for them: it goes at the next whole hour, in those same words.
"""

from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from reports.notices.models import News
from schools.teams.actions import note_mail
from stagebaken.accounts.models import User
from stagebaken.vault import keyring
from stagebaken.vault.models import Audience

SUBJECT = "Er staat iets voor je klaar in Stagebaken · Something is waiting for you in Stagebaken"
BODY = (
    "Er staat iets voor je klaar in Stagebaken. Log in om het te zien.\n\n"
    "Something is waiting for you in Stagebaken. Sign in to see it.\n"
)


def unmailed() -> QuerySet[News]:
    """News for members who can open the dossier today: a restored row may be of one excluded."""
    wraps = keyring.readable().filter(
        audience=Audience.SHARED, recipient=OuterRef("recipient"), dossier=OuterRef("dossier")
    )
    return News.objects.filter(Exists(wraps), is_mailed=False)


def members_with_news() -> list[UUID]:
    """Ids of the users whom this round mails."""
    return list(unmailed().values_list("recipient__user", flat=True).distinct())


def members_in_haste() -> list[UUID]:
    """Ids of the users who can open something about acute danger that nobody mailed them yet."""
    urgent = unmailed().filter(is_urgent=True)
    return list(urgent.values_list("recipient__user", flat=True).distinct())


def mail_member(user_id: UUID) -> bool:
    """Mail one member about everything new at once. False: the server did not take it.

    The administrator sees that mail to this member fails, and nothing else.
    """
    user = User.objects.get(pk=user_id)
    news = list(unmailed().filter(recipient__user=user).values_list("pk", flat=True))
    if not news:
        return True
    try:
        EmailMessage(SUBJECT, BODY, settings.DEFAULT_FROM_EMAIL, [user.email]).send()
    except (OSError, SMTPException):
        note_mail(user=user, has_failed=True)
        return False
    with transaction.atomic():
        News.objects.filter(pk__in=news).update(is_mailed=True, is_urgent=False)
        note_mail(user=user, has_failed=False)
    return True
