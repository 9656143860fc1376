"""Mail about contact persons. Tasks know ids alone; the words name nobody."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact, CompanyInvitation
from schools.teams.tasks import MAIL_TROUBLE, again, send_in_both_languages
from stagebaken.accounts import invitations
from stagebaken.accounts.models import User
from stagebaken.web.days import today


def tell_contacts(company: TrainingCompany) -> None:
    """Mail who speaks for a company now that this changes: nobody is added or ended unseen."""
    contacts = CompanyContact.objects.active().filter(company=company)
    for user_id in contacts.values_list("user", flat=True):
        mail_change.enqueue(str(user_id))


@task()
def mail_change(user_id: str, attempt: int = 0) -> None:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    address = settings.PUBLIC_ADDRESS + reverse("account_login")
    try:
        send_in_both_languages("contacts/mail/change.txt", user.email, {"address": address})
    except MAIL_TROUBLE:
        again(mail_change, user_id, attempt)


@task()
def mail_invitation(invitation_id: str, attempt: int = 0) -> None:
    offers = CompanyInvitation.objects.open().select_related("user", "company")
    offer = offers.filter(pk=invitation_id).first()
    if offer is None:
        return  # withdrawn, or accepted through an earlier mail
    context: dict[str, Any] = {"address": invitation_address(offer), "company": offer.company}
    try:
        send_in_both_languages("contacts/mail/invitation.txt", offer.user.email, context)
    except MAIL_TROUBLE:
        waiting = CompanyInvitation.objects.filter(pk=offer.pk, mail_failed_on__isnull=True)
        waiting.update(mail_failed_on=today())
        again(mail_invitation, invitation_id, attempt)
    else:
        CompanyInvitation.objects.filter(pk=offer.pk).update(mail_failed_on=None)


def invitation_address(invitation: CompanyInvitation) -> str:
    """The link that accepts once. It is made when mailed, so that no task row holds it."""
    purpose = invitations.Purpose.COMPANY
    token = invitations.issue(invitation.user, purpose, invitation.pk)
    return str(settings.PUBLIC_ADDRESS + reverse("account_open_invitation", args=[token]))
