"""Whom a reporter must know about: everybody who could come to read a report at this school."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext, override

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import TEAM_ROLES, Role, User
from stagebaken.vault.models import Custodian, Recipient, RecipientState


@dataclass(frozen=True)
class Person:
    """A member of the team, a custodian, or somebody who still has a key or a share."""

    id: UUID
    name: str
    role: str  # in words, as students know it


def people_of(school: School) -> list[Person]:
    """The team first, then the custodians, each person once."""
    memberships = Membership.objects.active().filter(
        school=school, role__in=[*TEAM_ROLES, Role.CUSTODIAN]
    )
    words: dict[UUID, list[str]] = {}
    for membership in sorted(memberships, key=lambda one: one.role == Role.CUSTODIAN):
        words.setdefault(membership.user_id, []).append(in_words(membership.known_as))
    for user_id in _still_keyed(school):
        words.setdefault(user_id, [])
    users = User.objects.in_bulk(list(words))
    people = [
        Person(id=user_id, name=users[user_id].name, role=_in_words(roles))
        for user_id, roles in words.items()
    ]
    team = {one.user_id for one in memberships if one.role != Role.CUSTODIAN}
    return sorted(people, key=lambda person: (person.id not in team, person.name, person.id))


def in_words(title: str) -> str:
    """A title as it stands, but the role it begins with in the language of who reads it.

    Schools write titles in Dutch, and a reporter who reads none must know whom to keep out.
    """
    for role in (*TEAM_ROLES, Role.CUSTODIAN):
        with override("nl"):
            dutch = str(role.label)
        rest = title[len(dutch) :]
        if title.startswith(dutch) and not rest[:1].isalpha():
            return f"{role.label}{rest}"
    return title


def _in_words(roles: list[str]) -> str:
    return ", ".join(dict.fromkeys(roles)) or gettext("Heeft nog een sleutel, of een deel ervan")


def _still_keyed(school: School) -> set[UUID]:
    """Nobody can read who is not on the list, also when their membership ended yesterday."""
    if school.vault is None:
        return set()
    keyed = Recipient.objects.filter(
        vault=school.vault, state__in=[RecipientState.KEYED, RecipientState.ADMITTED]
    )
    holders = Custodian.objects.filter(
        vault=school.vault, generation=school.vault.recovery_generation
    )
    return set(keyed.values_list("user", flat=True)) | set(holders.values_list("user", flat=True))
