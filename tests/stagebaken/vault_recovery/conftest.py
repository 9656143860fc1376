"""A school whose three custodians made a recovery key, a team with keys, and filed dossiers."""

from collections.abc import Callable, Collection

import pytest

from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault import keyring, receipts, recovery
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import (
    Custodian,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)
from stagebaken.web.days import today
from tests import cast

File = Callable[..., Dossier]


@pytest.fixture
def school(db: None) -> School:
    return cast.zeewaarde()


@pytest.fixture
def safe(school: School) -> cast.Recovery:
    """The recovery key of the school, with the shares as its custodians wrote them down."""
    return cast.make_recovery(school)


@pytest.fixture
def vault(school: School, safe: cast.Recovery) -> Vault:
    assert school.vault is not None
    return school.vault


@pytest.fixture
def custodians(vault: Vault) -> list[Custodian]:
    """In the order of their screens."""
    return recovery.custodians_of(vault)


@pytest.fixture
def mehmet(school: School, vault: Vault) -> cast.Member:
    return cast.make_member(school)


@pytest.fixture
def ilse(school: School, vault: Vault) -> cast.Member:
    return cast.make_member(school, name="Ilse Bosgra")


@pytest.fixture
def file(vault: Vault) -> File:
    def file_one(excluded: Collection[User] = ()) -> Dossier:
        return file_in(vault, excluded)

    return file_one


def file_in(vault: Vault, excluded: Collection[User] = ()) -> Dossier:
    """A dossier filed with the team of this vault."""
    keys: DossierKeys
    receipt = receipts.derive(receipts.new_receipt())
    dossier, keys = keyring.create(receipt=receipt, day=today())
    keyring.file_for(dossier, keys, vault=vault, excluded=excluded)
    return Dossier.objects.get(pk=dossier.pk)


def everywhere(dossier: Dossier, keys: DossierKeys) -> bool:
    """The reporter named nobody outside the team."""
    return True


def nowhere(dossier: Dossier, keys: DossierKeys) -> bool:
    """The reporter named somebody outside the team."""
    return False


@pytest.fixture
def wim(school: School, vault: Vault) -> cast.Member:
    """Has made a key and waits for admission."""
    return cast.make_member(school, name="Wim de Roo", state=RecipientState.KEYED)


def key_of(member: cast.Member) -> bytes:
    return bytes(member.recipient.public_key)


def now(member: cast.Member) -> Recipient:
    return Recipient.objects.get(pk=member.recipient.pk)


def wrapped(dossier: Dossier, member: cast.Member) -> bool:
    rows_of_member = Wrap.objects.filter(
        dossier=dossier, user=member.user, holder=Holder.MEMBER, state=WrapState.WRAPPED
    )
    return rows_of_member.exists()
