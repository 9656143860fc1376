"""Somebody who can write the database lets nobody in (vault.md, "Nobody slips in")."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reports.casework.models import Case
from reports.intake.people import readers_if_filed
from reports.strongroom import actions as strongroom
from reports.strongroom.policy import POLICY as ROOMS
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import grants, keyring, membership, recovery, roster
from stagebaken.vault.errors import (
    NotOnKeyring,
    UntrustedRecipient,
    VaultError,
)
from stagebaken.vault.keys import UnlockedMember
from stagebaken.vault.models import (
    Custodian,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
)
from stagebaken.vault.passphrases import seal_private_key
from stagebaken.vault.recovery_models import AdmissionApproval
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today
from tests.attacks import staff
from tests.attacks.keyholders import wraps_of
from tests.cast import (
    PASSPHRASE,
    Member,
    Recovery,
    duinkerk,
    join,
    make_member,
    make_recovery,
    make_team,
    make_user,
    zeewaarde,
)
from tests.reports.filing import file, own

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def custodians(school: School) -> Recovery:
    return make_recovery(school)


def puppet(school: School, mac: bytes | None, name: str = "Pim Pop", **changes: Any) -> Member:
    """A row as somebody with the database could write it: admitted, with a key of theirs."""
    assert school.vault is not None
    user = make_user(name, school)
    if not Membership.objects.filter(user=user, school=school).exists():
        join(school, user, Role.INTERNSHIP_COORDINATOR)
    pair = generate_key_pair()
    facts: dict[str, Any] = {
        "vault": school.vault,
        "user": user,
        "role": Role.INTERNSHIP_COORDINATOR,
        "state": RecipientState.ADMITTED,
        "public_key": pair.public,
        "keyed_on": today(),
        "admitted_by": [str(uuid4())],
        "admitted_on": today(),
        "mac": mac,
    }
    recipient = Recipient(id=uuid4(), **(facts | changes))
    recipient.sealed_key = seal_private_key(pair.private, PASSPHRASE, recipient_id=recipient.pk)
    recipient.save(force_insert=True)
    return Member(user, recipient, pair.private)


Forge = Callable[[Member], bytes | None]
FORGERIES: dict[str, Forge] = {
    "none": lambda _one: None,
    "empty": lambda _one: b"",
    "zeros": lambda _one: bytes(32),
    "somebody else's": lambda one: bytes(one.recipient.mac or b""),
    "of another key": lambda one: roster.mac(b"\0" * 32, roster._statement(one.recipient)),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_nothing_is_wrapped_for_a_puppet_and_it_opens_nothing(
    school: School, team: list[Member], custodians: Recovery, forgery: str
) -> None:
    before = file(school)
    pop = puppet(school, FORGERIES[forgery](team[0]))
    after = file(school)
    assert wraps_of(pop.user) == 0
    assert str(pop.user.pk) not in {one.id for one in readers_if_filed(school, [])}
    for filed in (before, after):
        with pytest.raises(NotOnKeyring):
            keyring.open_as_member(filed.dossier, pop.unlocked)
    client = staff.signed_in(pop.user)
    assert client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE}).status_code == 409
    assert client.get(f"/zaken/{Case.objects.all()[0].pk}/").status_code == 404
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED, subject=pop.recipient.pk).exists()


def test_a_puppet_admits_nobody_and_is_helped_by_nobody(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    assert school.vault is not None
    filed = file(school)
    pop = puppet(school, bytes(32))
    waiting = make_member(school, name="Nora Nieuw", state=RecipientState.KEYED)
    with pytest.raises(UntrustedRecipient):
        membership.admit(
            recipient=waiting.recipient,
            public_key=bytes(waiting.recipient.public_key),
            by=pop.recipient,
        )
    opener = recovery.custodian_of(school.vault, custodians.custodians[0])
    assert opener is not None
    with pytest.raises(UntrustedRecipient):
        recovery.open_session(opener=opener, recipient=pop.recipient)
    room = ROOMS.require(team[0].user, school.code)
    strongroom.hand_over(
        room=room, member=team[0].unlocked, newcomer=pop.recipient, after=None, limit=10
    )
    assert grants.newcomers(filed.dossier) == []
    assert wraps_of(pop.user) == 0


def test_a_readmission_gives_a_puppet_in_the_place_of_a_member_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    """Excluded and let in again: meanwhile the key was replaced by the attacker's."""
    mehmet, ilse, wim = team
    filed = file(school, excluded=(wim.user,))
    swapped = generate_key_pair()
    Recipient.objects.filter(pk=wim.recipient.pk).update(public_key=swapped.public)
    mine = own(filed)
    keyring.readmit(mine.dossier, mine.keys, [wim.user])
    keyring.open_as_member(filed.dossier, mehmet.unlocked)
    assert wraps_of(wim.user) == 0
    assert wraps_of(ilse.user) == 2


def test_a_swapped_public_key_of_a_member_gets_nothing_and_unlocks_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, ilse, _ = team
    swapped = generate_key_pair()
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(public_key=swapped.public)
    filed = file(school)
    assert wraps_of(mehmet.user) == 0
    assert wraps_of(ilse.user) == 2
    attacker = UnlockedMember(Recipient.objects.get(pk=mehmet.recipient.pk), swapped.private)
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, attacker)
    answer = staff.signed_in(mehmet.user).post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 409
    assert "__Host-vault" not in {name for name, morsel in answer.cookies.items() if morsel.value}


def test_a_whole_key_pair_swapped_under_the_attackers_passphrase_unlocks_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, *_ = team
    filed = file(school)
    pair = generate_key_pair()
    sealed = seal_private_key(pair.private, "acid " * 8, recipient_id=mehmet.recipient.pk)
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(
        public_key=pair.public, sealed_key=sealed
    )
    client = staff.signed_in(mehmet.user)
    assert client.post("/zaken/kluis/openen/", {"passphrase": "acid " * 8}).status_code == 409
    attacker = UnlockedMember(Recipient.objects.get(pk=mehmet.recipient.pk), pair.private)
    with pytest.raises(VaultError):
        keyring.open_as_member(filed.dossier, attacker)


def test_a_key_swapped_while_a_vault_is_open_closes_it(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    mehmet, *_ = team
    file(school)
    client = staff.unlocked(mehmet)
    case = Case.objects.get()
    assert client.get(f"/zaken/{case.pk}/").status_code == 200
    Recipient.objects.filter(pk=mehmet.recipient.pk).update(public_key=generate_key_pair().public)
    answer = client.get(f"/zaken/{case.pk}/")
    assert answer.status_code == 302
    assert "/kluis/openen/" in answer["Location"]


def test_a_swapped_recovery_key_is_given_nothing(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    swapped = generate_key_pair()
    Vault.objects.filter(pk=school.vault_id).update(recovery_public_key=swapped.public)
    filed = file(School.objects.get(pk=school.pk))
    assert not Wrap.objects.filter(dossier=filed.dossier, holder="recovery").exists()
    vault = Vault.objects.get(pk=school.vault_id)
    with pytest.raises(UntrustedRecipient):
        recovery.open_key(vault, custodians.shares[:2])
    with pytest.raises(UntrustedRecipient):
        recovery.prove(vault, custodians.shares[:2])


def test_an_invented_custodian_approves_nobody(
    school: School, team: list[Member], custodians: Recovery
) -> None:
    assert school.vault is not None
    Recipient.objects.filter(vault=school.vault).update(state=RecipientState.LEFT)
    waiting = make_member(school, name="Nora Nieuw", state=RecipientState.KEYED).recipient
    crook = make_user("Karel Kraak", school)
    invented = Custodian.objects.create(
        vault=school.vault, user=crook, generation=school.vault.recovery_generation, mac=bytes(32)
    )
    key = bytes(waiting.public_key)
    with pytest.raises(UntrustedRecipient):
        membership.approve(recipient=waiting, public_key=key, by=invented)
    # An approval written by hand does not count as the second one either.
    real = recovery.custodians_of(school.vault)
    for custodian in (invented, real[0]):
        AdmissionApproval.objects.create(
            recipient=waiting, custodian=custodian, day=today(), mac=bytes(32)
        )
    membership.approve(recipient=waiting, public_key=key, by=real[1])
    waiting.refresh_from_db()
    assert waiting.state == RecipientState.KEYED


def test_a_signature_covers_the_person_the_role_the_vault_and_the_day(
    school: School, team: list[Member]
) -> None:
    mehmet, ilse, _ = team
    other = duinkerk()
    changes: list[dict[str, Any]] = [
        {"user": make_user("Pim Pop")},
        {"vault": other.vault},
        {"role": Role.INTERNSHIP_COORDINATOR},
        {"public_key": ilse.recipient.public_key},
        {"admitted_by": [str(uuid4())]},
        {"admitted_on": today() - timedelta(days=1)},
        {"mac": ilse.recipient.mac},
    ]
    for change in changes:
        recipient = Recipient.objects.get(pk=mehmet.recipient.pk)
        assert roster.is_trusted(recipient)
        for name, value in change.items():
            setattr(recipient, name, value)
        assert not roster.is_trusted(recipient), change
