"""Two who hold the code that was seen keep a new one in the same moment: one of them has it.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

from functools import partial

import pytest

from reports.reporter.opening import open_own, open_to_renew
from reports.reporter.receipt import renew_receipt
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import receipts
from stagebaken.vault.errors import UnknownReceipt
from stagebaken.vault.receipts import ReceiptKeys
from tests import cast
from tests.at_once import at_once
from tests.reports.filing import file

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seen() -> ReceiptKeys:
    """What the code gives that a member saw."""
    school = cast.zeewaarde()
    member = cast.make_team(school)[0]
    return file(school, taker=member.user.memberships.get()).receipt_keys


def opens(keys: ReceiptKeys) -> bool:
    try:
        open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
    except UnknownReceipt:
        return False
    return True


def test_of_two_new_codes_at_once_one_opens_and_its_owner_knows(seen: ReceiptKeys) -> None:
    new = [receipts.derive(receipts.new_receipt()) for _ in range(3)]
    own = [open_to_renew(locator=seen.locator, wrapping_key=seen.wrapping_key) for _ in new]

    def keep(number: int) -> bool:
        try:
            renew_receipt(own=own[number], receipt=new[number])
        except UnknownReceipt:
            return False
        return True

    kept = at_once(*(partial(keep, number) for number in range(3)))
    assert sorted(kept) == [False, False, True]  # type: ignore[type-var]
    assert [opens(keys) for keys in new] == kept
    assert not opens(seen)
    assert Event.objects.filter(verb=Verb.RECEIPT_RENEWED).count() == 1


def test_one_code_kept_twice_at_once_is_kept_once(seen: ReceiptKeys) -> None:
    new = receipts.derive(receipts.new_receipt())
    own = open_to_renew(locator=seen.locator, wrapping_key=seen.wrapping_key)
    at_once(*[partial(renew_receipt, own=own, receipt=new)] * 3)
    assert opens(new)
    assert Event.objects.filter(verb=Verb.RECEIPT_RENEWED).count() == 1
