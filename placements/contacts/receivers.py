"""What follows from an invitation that accounts says is accepted."""

from typing import Any

from django.dispatch import receiver

from placements.contacts.actions import accept
from placements.contacts.errors import RuleBroken
from placements.contacts.models import CompanyInvitation
from stagebaken.accounts import invitations
from stagebaken.accounts.models import User


@receiver(invitations.invitation_accepted)
def join(user: User, invitation: invitations.Invitation, **_: Any) -> None:
    """Within the transaction of accounts: refusing undoes the password as well."""
    if invitation.purpose is not invitations.Purpose.COMPANY:
        return
    offers = CompanyInvitation.objects.select_related("company")
    offer = offers.filter(pk=invitation.membership_id).first()
    if offer is None:
        raise invitations.InvalidInvitation
    try:
        accept(user=user, invitation=offer)
    except RuleBroken as refusal:
        raise invitations.InvalidInvitation from refusal
