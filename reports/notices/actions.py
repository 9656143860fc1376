"""Tell staff in rounds, and the reporter at once, without saying what it is about."""

from collections.abc import Collection
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from reports.dossiers.models import Report
from reports.notices.models import News
from stagebaken.accounts.models import User
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier, Recipient


class MailNotSent(Exception):
    """The mail server did not take the message; nothing about it is kept."""


class NoMailServer(MailNotSent):
    """This installation has no mail server."""


def tell_team(*, dossier: Dossier) -> None:
    """A reporter did something: each reader has news. The next round mails it (vault.md)."""
    for recipient in keyring.readers(dossier):
        tell(recipient=recipient, dossier=dossier)


def hasten(*, dossier: Dossier) -> None:
    """Somebody may be in danger: the next whole hour mails it, not the next round (vault.md)."""
    News.objects.filter(dossier=dossier).update(is_urgent=True)


def tell(*, recipient: Recipient, dossier: Dossier) -> None:
    """This one reader has news."""
    News.objects.update_or_create(
        recipient=recipient, dossier=dossier, defaults={"is_mailed": False}
    )


def seen(*, recipient: Recipient, dossier: Dossier) -> None:
    """This member has it open, or answered: it is no news to them any more."""
    News.objects.filter(recipient=recipient, dossier=dossier).delete()


def forget(*, dossier: Dossier, users: Collection[User]) -> None:
    """These people may not see the dossier any more: no news of it either (P2)."""
    News.objects.filter(dossier=dossier, recipient__user__in=users).delete()


def tell_reporter(*, report: Report, keys: DossierKeys) -> bool:
    """Send the reporter a message without content. False when no address was left.

    The address is unsealed in memory and handed over at once; it never waits anywhere.
    Raises MailNotSent.
    """
    if report.address is None:
        return False
    if not settings.HAS_MAIL:
        raise NoMailServer  # and never a file: not even one machine's folder holds an address
    try:
        _neutral_message(keys.read(report, "address")).send()
    except (OSError, SMTPException, ValueError):
        # The error may quote the address: it is replaced, not chained. A ValueError is an address
        # that passes for one and cannot be written down, such as a name that IDNA refuses.
        raise MailNotSent from None
    return True


def _neutral_message(address: str) -> EmailMessage:
    """One text for every reporter, in both languages: none is stored."""
    return EmailMessage(
        subject="Er staat iets nieuws voor je klaar · There is something new for you",
        body=(
            "Er staat iets nieuws voor je klaar op een plek die jij kent. "
            "Kijk wanneer het jou uitkomt.\n\n"
            "There is something new for you in a place that you know. "
            "Have a look when it suits you.\n"
        ),
        from_email=settings.NEUTRAL_FROM_EMAIL,
        to=[address],
        connection=get_connection(timeout=settings.REPORTER_MAIL_SECONDS),
    )
