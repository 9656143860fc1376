"""Mail about membership. Tasks know ids alone; the words are the same whatever happened."""

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from schools.registry.models import Owner
from schools.teams.models import Invitation, MailFailure, Membership
from stagebaken.accounts import invitations
from stagebaken.accounts.models import SBB_ROLES, TEAM_ROLES, Role, User
from stagebaken.web.days import today

RETRY_MINUTES = (1, 10, 60, 240)  # waits between attempts; then an administrator sends it again
TOLD_ROLES = (*TEAM_ROLES, Role.CUSTODIAN, Role.SCHOOL_ADMINISTRATOR, *SBB_ROLES)
MAIL_TROUBLE = (OSError, SMTPException)


def tell_team(owner: Owner, *, also: Iterable[UUID] = ()) -> None:
    """Mail everybody of a vault's team that something changed: a puppet is not added unseen."""
    memberships = Membership.objects.at(owner).filter(role__in=TOLD_ROLES)
    for user_id in {*memberships.values_list("user", flat=True), *also}:
        mail_change.enqueue(str(user_id))


@task()
def mail_change(user_id: str, attempt: int = 0) -> None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    address = settings.PUBLIC_ADDRESS + reverse("account_login")
    try:
        send_in_both_languages("teams/mail/change.txt", user.email, {"address": address})
    except MAIL_TROUBLE:
        MailFailure.objects.get_or_create(user=user, defaults={"since": today()})
        again(mail_change, user_id, attempt)
    else:
        MailFailure.objects.filter(user=user).delete()


@task()
def mail_invitation(invitation_id: str, attempt: int = 0) -> None:
    offers = Invitation.objects.open().select_related("user")
    offer = offers.filter(pk=invitation_id).first()
    if offer is None:
        return  # withdrawn, or accepted through an earlier mail
    address = invitation_address(offer)
    try:
        send_in_both_languages("teams/mail/invitation.txt", offer.user.email, {"address": address})
    except MAIL_TROUBLE:
        waiting = Invitation.objects.filter(pk=offer.pk, mail_failed_on__isnull=True)
        waiting.update(mail_failed_on=today())
        again(mail_invitation, invitation_id, attempt)
    else:
        Invitation.objects.filter(pk=offer.pk).update(mail_failed_on=None)


def invitation_address(invitation: Invitation) -> str:
    """The link that accepts once. It is made when mailed, so that no task row holds it."""
    purpose = invitations.Purpose.MEMBERSHIP
    token = invitations.issue(invitation.user, purpose, invitation.pk)
    return str(settings.PUBLIC_ADDRESS + reverse("account_open_invitation", args=[token]))


def send_in_both_languages(template: str, to: str, context: dict[str, Any]) -> None:
    """Send in both languages: we keep no language of a person. The first line is the subject.

    The address, too, leads each reader to a page in the language of the words around it.
    """
    texts = []
    for language, _name in settings.LANGUAGES:
        there = {"address": translate_url(context["address"], language)}
        with override(language):
            texts.append(render_to_string(template, context | there).strip())
    subject = texts[0].splitlines()[0]
    body = "\n\n---\n\n".join(text.partition("\n")[2].strip() for text in texts)
    EmailMessage(subject=subject, body=body + "\n", to=[to]).send()


def again(job: Any, subject_id: str, attempt: int) -> None:
    if attempt < len(RETRY_MINUTES):
        moment = timezone.now() + timedelta(minutes=RETRY_MINUTES[attempt])
        job.using(run_after=moment).enqueue(subject_id, attempt + 1)
