"""Two decisions in the same moment, with real transactions: a grant never beats an exclusion.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from functools import partial

import pytest

from stagebaken.accounts.models import User
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import AlreadyFiled, NotOnKeyring, ReceiptTaken, VaultError
from stagebaken.vault.models import Dossier, Installation, Vault, Wrap, WrapState
from tests.at_once import at_once as together
from tests.stagebaken.vault.conftest import DAY, Kept, Member

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


at_once = partial(together, refusals=(VaultError,))


def may_read(user: User) -> bool:
    return Wrap.objects.filter(user=user, state=WrapState.WRAPPED).exists()


@pytest.fixture
def filed(kept: Kept, vault: Vault, anna: Member, bilal: Member) -> Kept:
    keyring.file_for(kept.dossier, kept.keys, vault=vault, excluded=[])
    return Kept(kept.receipt, kept.reload(), kept.keys)


def test_filing_and_excluding_at_once_leaves_the_person_out(
    kept: Kept, vault: Vault, anna: Member, bilal: Member
) -> None:
    at_once(
        lambda: keyring.file_for(kept.reload(), kept.keys, vault=vault, excluded=[]),
        lambda: keyring.exclude(kept.reload(), [anna.user]),
    )
    assert not may_read(anna.user)
    assert may_read(bilal.user)


def test_a_double_filing_files_once(kept: Kept, vault: Vault, anna: Member, bilal: Member) -> None:
    results = at_once(
        *[lambda: keyring.file_for(kept.reload(), kept.keys, vault=vault, excluded=[])] * 3
    )
    assert results.count(AlreadyFiled) == 2
    opened = [keyring.open_as_member(kept.reload(), who.unlocked) for who in (anna, bilal)]
    assert opened[0].staff == opened[1].staff


def test_the_same_receipt_at_once_is_one_dossier(db: None) -> None:
    receipt = receipts.derive(receipts.new_receipt())
    results = at_once(*[lambda: keyring.create(receipt=receipt, day=DAY)] * 4)
    assert results.count(ReceiptTaken) == 3
    assert Dossier.objects.count() == 1


def test_completing_a_readmission_and_excluding_again_at_once_gives_nothing(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    keyring.exclude(filed.dossier, [anna.user])
    keyring.readmit(filed.dossier, filed.keys, [anna.user])
    at_once(
        lambda: keyring.open_as_member(filed.dossier, bilal.unlocked),
        lambda: keyring.exclude(filed.dossier, [anna.user]),
    )
    assert not may_read(anna.user)


def test_withdrawing_and_excluding_at_once_leaves_nothing(filed: Kept, anna: Member) -> None:
    results = at_once(
        lambda: keyring.destroy(filed.dossier),
        lambda: keyring.exclude(filed.dossier, [anna.user]),
        lambda: keyring.destroy(filed.dossier),
    )
    assert NotOnKeyring in results
    assert not Wrap.objects.exists()
    assert not Dossier.objects.exists()


def test_two_readers_who_step_back_at_once_leave_one(
    filed: Kept, anna: Member, bilal: Member
) -> None:
    at_once(
        lambda: keyring.recuse(filed.dossier, anna.recipient),
        lambda: keyring.recuse(filed.dossier, bilal.recipient),
    )
    assert keyring.readers(filed.dossier).count() == 1


def test_the_first_receipts_at_once_agree_on_one_salt(db: None) -> None:
    Installation.objects.all().delete()
    assert len(set(at_once(*[Installation.salt] * 6))) == 1
