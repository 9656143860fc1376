"""The fixed cast: the people and schools of every test, made by functions.

mbo Zeewaarde and hogeschool Duinkerk; a team with keys, three custodians, an administrator.
"""

from typing import NamedTuple
from uuid import uuid4

from django.utils.text import slugify

from schools.registry.models import Body, School, Sector
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault import ceremony, roster
from stagebaken.vault.models import Recipient, RecipientState, Vault
from stagebaken.vault.passphrases import seal_private_key
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today

PASSPHRASE = "academic academic academic academic academic academic academic acid"
PASSWORD = "een lang wachtwoord voor de proef"
CUSTODIANS = ("Anna de Boer", "Bram Visser", "Cor Smit")
SBB_CUSTODIANS = ("Sjoerd Sleutel", "Bea Bewaar", "Stef Stil")


class Member(NamedTuple):
    """An admitted member of a reporting team, with the key that only they have."""

    user: User
    recipient: Recipient
    private_key: bytes

    @property
    def unlocked(self) -> UnlockedMember:
        return UnlockedMember(recipient=self.recipient, private_key=self.private_key)


def make_school(
    code: str = "zeewaarde",
    name: str = "mbo Zeewaarde",
    sector: str = Sector.MBO,
    **facts: object,
) -> School:
    """A school with a vault that nobody can open yet: no team, no recovery key."""
    facts = {"email_domains": f"{code}.example", "vault": Vault.objects.create()} | facts
    return School.objects.create(code=code, name=name, sector=sector, **facts)


def zeewaarde() -> School:
    return make_school()


def duinkerk() -> School:
    return make_school("duinkerk", "Hogeschool Duinkerk", Sector.HBO)


def make_user(name: str, school: School | None = None) -> User:
    """A person with an account; one name at one school is one person."""
    host = f"{school.code}.example" if school else "elders.example"
    email = f"{slugify(name)}@{host}"
    return User.objects.filter(email=email).first() or User.objects.create_user(
        email, PASSWORD, name=name
    )


def join(school: School, user: User, role: Role, title: str = "") -> Membership:
    return Membership.objects.create(school=school, user=user, role=role, title=title)


def make_member(
    school: School,
    role: Role = Role.CONFIDENTIAL_COUNSELLOR,
    name: str = "Mehmet Aydın",
    title: str = "",
    *,
    state: RecipientState = RecipientState.ADMITTED,
    user: User | None = None,
) -> Member:
    """A member of the team with a key under PASSPHRASE; admitted unless `state` says otherwise."""
    assert school.vault is not None
    user = user or make_user(name, school)
    join(school, user, role, title)
    return _with_key(school.vault, user, role, state)


def make_advisor(
    name: str = "Arend Adviseur", *, state: RecipientState = RecipientState.ADMITTED
) -> Member:
    """An advisor of SBB with a key under PASSPHRASE, in SBB's own vault."""
    user = make_user(name)
    Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
    return _with_key(Body.sbb().vault, user, Role.SBB_ADVISOR, state)


def _with_key(vault: Vault, user: User, role: Role, state: RecipientState) -> Member:
    pair = generate_key_pair()
    recipient = Recipient(
        id=uuid4(),
        vault=vault,
        user=user,
        role=role,
        state=state,
        public_key=pair.public,
        keyed_on=today(),
    )
    recipient.sealed_key = seal_private_key(pair.private, PASSPHRASE, recipient_id=recipient.pk)
    if state != RecipientState.KEYED:
        recipient.admitted_by = [str(uuid4())]
        recipient.admitted_on = today()
        roster.sign(recipient)
    if state == RecipientState.SUSPENDED:
        recipient.suspended_on = today()
    recipient.save(force_insert=True)
    return Member(user, recipient, pair.private)


def make_team(school: School) -> list[Member]:
    """The three of the look: a counsellor and two coordinators."""
    coordinator = Role.INTERNSHIP_COORDINATOR
    return [
        make_member(school, Role.CONFIDENTIAL_COUNSELLOR, "Mehmet Aydın"),
        make_member(school, coordinator, "Ilse Bosgra", "Stagecoördinator Techniek"),
        make_member(school, coordinator, "Wim de Roo", "Stagecoördinator Zorg, ook mentor"),
    ]


class Recovery(NamedTuple):
    """The three custodians of a school and their shares, in the same order."""

    custodians: list[User]
    shares: list[str]


def make_recovery(school: School) -> Recovery:
    """Hold the sitting that makes the school's recovery key."""
    assert school.vault is not None
    users = [make_user(name, school) for name in CUSTODIANS]
    for user in users:
        join(school, user, Role.CUSTODIAN)
    recovery, school.vault = _sitting(school.vault, users)
    return recovery


def make_sbb_recovery() -> Recovery:
    """Hold the sitting that makes SBB's recovery key."""
    users = [make_user(name) for name in SBB_CUSTODIANS]
    for user in users:
        Membership.objects.create(user=user, role=Role.SBB_CUSTODIAN)
    return _sitting(Body.sbb().vault, users)[0]


def _sitting(vault: Vault, users: list[User]) -> tuple[Recovery, Vault]:
    sitting = ceremony.begin(vault=vault, custodians=[user.pk for user in users])
    shares = list(sitting.shares)
    while not sitting.is_complete:
        typed = [sitting.share[place - 1] for place in sitting.asked]
        sitting = ceremony.confirm(sitting, typed)
    return Recovery(users, shares), ceremony.complete(sitting)


def make_administrator(school: School, name: str = "Truus Beheer") -> User:
    user = make_user(name, school)
    join(school, user, Role.SCHOOL_ADMINISTRATOR)
    return user
