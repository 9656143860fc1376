"""Who comes into which strongroom, and as what. For all others it does not exist: 404."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from schools.registry.models import Body, Owner
from schools.teams.models import Membership
from stagebaken.accounts.models import SBB_ROLES, TEAM_ROLES, Role, User
from stagebaken.vault import membership, recovery
from stagebaken.vault.models import Custodian, Recipient, RecipientState, Vault

ROOM_ROLES = (*TEAM_ROLES, Role.CUSTODIAN, *SBB_ROLES)


def has_room(membership: Membership) -> bool:
    """As `POLICY.rooms_of`, for a membership at hand."""
    school = membership.school
    if school is None:
        return membership.role in SBB_ROLES
    return membership.role in ROOM_ROLES and school.vault_id is not None


@dataclass(frozen=True)
class Room:
    """The vault of a school, or of SBB, as one person meets it in one request."""

    owner: Owner
    vault: Vault
    user: User
    team_role: str  # empty for who is not on the reporting team
    is_custodian: bool
    recipient: Recipient | None  # this person's key, if any
    seat: Custodian | None  # this person's share of the present recovery key, if any

    @property
    def is_on_team(self) -> bool:
        return bool(self.team_role)

    @property
    def is_admitted(self) -> bool:
        return self.recipient is not None and self.recipient.state == RecipientState.ADMITTED

    @property
    def audit_role(self) -> str:
        return self.team_role or self.owner.custodian_role

    @property
    def is_of_sbb(self) -> bool:
        return isinstance(self.owner, Body)

    @property
    def first_page(self) -> str:
        """The name of the page where somebody goes with an open vault."""
        return "sbb_cases:list" if self.is_of_sbb else "board:list"


class RoomPolicy:
    """The team and the custodians of a school, or of SBB, in that strongroom only."""

    def owners_for(self, user: User) -> list[Owner]:
        """Whose strongroom exists for this user; the others are 404."""
        memberships = Membership.objects.of(user).filter(role__in=ROOM_ROLES)
        found = memberships.select_related("school__vault").order_by("school__name")
        schools = {one.school.pk: one.school for one in found if one.school and has_room(one)}
        is_of_sbb = any(one.school is None for one in found)
        return [*schools.values(), *([Body.sbb()] if is_of_sbb else [])]

    def require(self, user: User, code: str) -> Room:
        owner = next((one for one in self.owners_for(user) if one.code == code), None)
        if owner is None or owner.vault is None:
            raise Http404
        memberships = Membership.objects.at(owner).filter(user=user)
        roles = set(memberships.values_list("role", flat=True))
        is_custodian = owner.custodian_role in roles
        return Room(
            owner=owner,
            vault=owner.vault,
            user=user,
            team_role=next((str(role) for role in owner.team_roles if role in roles), ""),
            is_custodian=is_custodian,
            recipient=membership.present(owner.vault, user),
            seat=recovery.custodian_of(owner.vault, user) if is_custodian else None,
        )

    def require_member(self, room: Room) -> Recipient:
        """An admitted member of the team, whose key we trust."""
        if not (room.is_on_team and room.is_admitted and room.recipient):
            raise PermissionDenied
        return room.recipient

    def require_seat(self, room: Room) -> Custodian:
        """A holder of a share of the present recovery key."""
        if room.seat is None:
            raise PermissionDenied
        return room.seat

    def is_proposed(self, room: Room, recipient: Recipient) -> bool:
        """Somebody whom an administrator put on this team, and in this vault."""
        team = Membership.objects.reporting_team(room.owner).filter(user=recipient.user_id)
        return recipient.vault_id == room.vault.pk and team.exists()

    def sees_leaving(self, room: Room, recipient: Recipient) -> bool:
        """A suspension is seen until it is confirmed, and when the person is on the team again.

        What lies there longer is a last key: it would tell who is kept out of a dossier (P2).
        """
        return recipient.suspended_on is not None or self.is_proposed(room, recipient)

    def require_proposed(self, room: Room, recipient: Recipient) -> None:
        if not self.is_proposed(room, recipient):
            raise PermissionDenied


POLICY = RoomPolicy()
