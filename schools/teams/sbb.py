"""Who works at SBB. SBB has no administrator here: whoever runs the server proposes its people.

Proposing opens nothing. A key is admitted by SBB's own members, or by two of its custodians.
"""

from django.db import transaction

from schools.registry.models import Body
from schools.teams.actions import RuleBroken, end, lock, offer
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import SBB_ROLES, Role


class NoMember(RuleBroken):
    """Nobody with this address has this role."""

    sentence = "Nobody with this address has this role."


class NoSbbRole(RuleBroken):
    """Not a role at SBB."""

    sentence = "Not a role at SBB."


@transaction.atomic
def appoint(*, email: str, name: str, role: Role) -> Invitation:
    """Offer somebody a role at SBB; the mail leaves when the transaction holds."""
    if role not in SBB_ROLES:
        raise NoSbbRole
    lock(Body.sbb())
    return offer(by=None, school=None, email=email, name=name, role=role)


@transaction.atomic
def dismiss(*, email: str, role: Role) -> None:
    """End a role at SBB. Access stops here; the keys go later, as SBB's members decide."""
    owner = Body.sbb()
    lock(owner)
    present = Membership.objects.at(owner).select_for_update(of=("self",))
    membership = present.filter(user__email__iexact=email, role=role).first()
    if membership is None:
        raise NoMember
    end(by=None, membership=membership, owner=owner)
