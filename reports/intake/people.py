"""Who could read a report at this school, and whom the reporter can keep out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from schools.registry.models import School
from schools.teams.models import Membership
from schools.teams.people import people_of as known_people_of
from stagebaken.accounts.models import TEAM_ROLES, Role, User
from stagebaken.vault import keyring, roster
from stagebaken.vault.models import Custodian, Dossier, Recipient, RecipientState


@dataclass(frozen=True)
class Person:
    """A member of the team, or somebody who only keeps a share of its recovery key."""

    id: str
    name: str
    role: str  # as students know it
    is_on_team: bool


def people_of(school: School) -> list[Person]:
    """Everybody whom the reporter can exclude: the team first."""
    team = _team_ids(school)
    return [
        Person(str(person.id), person.name, person.role, is_on_team=str(person.id) in team)
        for person in known_people_of(school)
    ]


def _team_ids(school: School) -> set[str]:
    """Members, and whoever has a key although the membership ended."""
    members = Membership.objects.reporting_team(school).values_list("user", flat=True)
    keyed = Recipient.objects.filter(
        vault__isnull=False,
        vault=school.vault_id,
        state__in=[RecipientState.KEYED, RecipientState.ADMITTED],
    ).values_list("user", flat=True)
    return {str(pk) for pk in (*members, *keyed)}


def excludable(school: School) -> QuerySet[User]:
    """The people a reporter may exclude: the team, and the custodians of its recovery key."""
    return User.objects.filter(pk__in=[person.id for person in known_people_of(school)])


def barrable(school: School) -> QuerySet[User]:
    """Those people, and whoever was one of them: chosen in a draft, gone today, back tomorrow."""
    roles = [*TEAM_ROLES, Role.CUSTODIAN]
    ever = Membership.objects.filter(school=school, role__in=roles).values("user")
    return excludable(school) | User.objects.filter(pk__in=ever)


def choosable(school: School, dossier: Dossier | None) -> QuerySet[User]:
    """Those people; and of a dossier that was filed, everybody for whom a key of it still lies.

    Somebody whose access was stopped may get it back, and must not then read it unasked.
    """
    people = excludable(school)
    return people if dossier is None else people | keyring.keyed_users(dossier)


def only_excludable(school: School, ids: Iterable[str]) -> list[str]:
    """Keep the ids that may be excluded here: another school's are dropped."""
    known = {str(pk) for pk in barrable(school).values_list("pk", flat=True)}
    return sorted(known.intersection(ids))


def recipients_if_filed(school: School, excluded: Collection[str]) -> list[Recipient]:
    """Whose key a report would be wrapped for, told before filing. Empty: nobody could read."""
    if school.vault is None or not school.is_open:
        return []
    admitted = keyring.admissible(school.vault)
    return [recipient for recipient in admitted if str(recipient.user_id) not in excluded]


def readers_if_filed(school: School, excluded: Collection[str]) -> list[Person]:
    """Those recipients as the reporter knows them."""
    ids = {str(recipient.user_id) for recipient in recipients_if_filed(school, excluded)}
    return [person for person in people_of(school) if person.id in ids]


def is_recovery_wrapped(school: School, excluded: Collection[str]) -> bool:
    """Whether custodians could open the report: not when the reporter excluded one of them."""
    vault = school.vault
    if vault is None or not vault.is_set_up or not roster.is_trusted(vault):
        return False
    # Also one who stopped: the share stays in their hands until the key is renewed.
    holders = Custodian.objects.filter(vault=vault, generation=vault.recovery_generation)
    return not any(str(pk) in excluded for pk in holders.values_list("user", flat=True))
