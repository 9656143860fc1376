"""Who comes into which strongroom, and as what. For all others it does not exist: 404."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import TEAM_ROLES, Role, User
from stagebaken.vault import membership, recovery
from stagebaken.vault.models import Custodian, Recipient, RecipientState, Vault

ROOM_ROLES = (*TEAM_ROLES, Role.CUSTODIAN)


def has_room(membership: Membership) -> bool:
    """As `POLICY.visible_to`, for a membership at hand."""
    school = membership.school
    return membership.role in ROOM_ROLES and school is not None and school.vault_id is not None


@dataclass(frozen=True)
class Room:
    """A school's vault as one person meets it in one request."""

    school: School
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
        return self.team_role or Role.CUSTODIAN


class RoomPolicy:
    """The reporting team and the custodians of a school, in that school's strongroom only."""

    def visible_to(self, user: User) -> QuerySet[School]:
        memberships = Membership.objects.of(user).filter(role__in=ROOM_ROLES)
        return School.objects.filter(
            pk__in=memberships.values("school"), vault__isnull=False
        ).select_related("vault")

    def require(self, user: User, code: str) -> Room:
        school = self.visible_to(user).filter(code=code).first()
        if school is None or school.vault is None:
            raise Http404
        memberships = Membership.objects.of(user).filter(school=school)
        roles = set(memberships.values_list("role", flat=True))
        is_custodian = Role.CUSTODIAN in roles
        return Room(
            school=school,
            vault=school.vault,
            user=user,
            team_role=next((str(role) for role in TEAM_ROLES if role in roles), ""),
            is_custodian=is_custodian,
            recipient=membership.present(school.vault, user),
            seat=recovery.custodian_of(school.vault, user) if is_custodian else None,
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
        """Somebody whom an administrator put on this school's team, and in this vault."""
        team = Membership.objects.reporting_team(room.school).filter(user=recipient.user_id)
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
