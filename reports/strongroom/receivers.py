"""What follows in the vault from news of the teams, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from schools.teams.models import Membership
from schools.teams.signals import member_joined
from stagebaken.accounts.models import Role
from stagebaken.vault import recovery


@receiver(member_joined)
def take_seat_again(membership: Membership, **_: Any) -> None:
    """Somebody is a custodian again: the share that they held all the time counts again.

    Without it, a school that took its custodians away and back could never renew its key.
    """
    school = membership.school
    if membership.role == Role.CUSTODIAN and school is not None and school.vault is not None:
        recovery.seat_again(school.vault, membership.user)
