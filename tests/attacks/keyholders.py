"""What attackers with keys do, or have done to them: hand-overs, recoveries, wraps counted."""

from reports.strongroom import actions as strongroom
from reports.strongroom import recovering
from reports.strongroom.policy import POLICY as ROOMS
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault import recovery
from stagebaken.vault.models import Recipient, Wrap
from tests.cast import Member, Recovery


def wraps_of(user: User) -> int:
    return Wrap.objects.filter(user=user).exclude(wrapped=None).count()


def hand_over(school: School, by: Member, newcomer: Recipient) -> None:
    """A member shares with a newcomer what was filed before."""
    room = ROOMS.require(by.user, school.code)
    strongroom.hand_over(room=room, member=by.unlocked, newcomer=newcomer, after=None, limit=100)


def recover(school: School, custodians: Recovery, recipient: Recipient) -> None:
    """Two custodians open the recovery key for a member."""
    assert school.vault is not None
    recovering.recover_next(
        room=ROOMS.require(custodians.custodians[0], school.code),
        recipient=recipient,
        key=recovery.open_key(school.vault, custodians.shares[:2]),
        after=None,
        limit=100,
    )
