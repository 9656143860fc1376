"""What follows in the vault from news of the teams, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from schools.teams.actions import owner_at
from schools.teams.models import Membership
from schools.teams.signals import member_joined
from stagebaken.vault import recovery


@receiver(member_joined)
def take_seat_again(membership: Membership, **_: Any) -> None:
    """Somebody is a custodian again: the share that they held all the time counts again.

    Without it, a school that took its custodians away and back could never renew its key.
    """
    owner = owner_at(membership.school, membership.role)
    if owner is not None and owner.vault is not None and membership.role == owner.custodian_role:
        recovery.seat_again(owner.vault, membership.user)
