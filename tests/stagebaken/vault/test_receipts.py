"""The receipt code: typed wrong it is refused, typed right in any way it opens."""

import time

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.vault.models import Installation

bodies = st.text("0123456789", min_size=24, max_size=24)


def receipt_of(body: str) -> str:
    return body + receipts.check_digit(body)


def test_a_new_receipt_has_25_digits_and_is_valid() -> None:
    made = {receipts.new_receipt() for _ in range(50)}
    assert len(made) == 50
    assert {len(one) for one in made} == {25}
    assert all(receipts.normalise(one) == one for one in made)


def test_the_check_digit_is_damms() -> None:
    assert receipts.check_digit("572") == "4"  # the example of Damm's own description


@given(bodies, st.integers(0, 24), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(body: str, place: int, change: int) -> None:
    digits = [int(digit) for digit in receipt_of(body)]
    digits[place] = (digits[place] + change) % 10
    with pytest.raises(InvalidReceipt):
        receipts.normalise("".join(map(str, digits)))


@given(bodies, st.integers(0, 23))
def test_every_swap_of_neighbours_is_found(body: str, place: int) -> None:
    receipt = receipt_of(body)
    swapped = receipt[:place] + receipt[place + 1] + receipt[place] + receipt[place + 2 :]
    if swapped != receipt:
        with pytest.raises(InvalidReceipt):
            receipts.normalise(swapped)


@given(bodies)
def test_a_grouped_receipt_is_the_same_receipt(body: str) -> None:
    receipt = receipt_of(body)
    grouped = receipts.grouped(receipt)
    assert [len(group) for group in grouped.split(" ")] == [5] * 5
    assert receipts.normalise(grouped) == receipt


@pytest.mark.parametrize("sign", ["-", "  ", "\u00a0", "–", ".", "\n", "\u200e", "\u2028"])
def test_separators_do_not_matter(sign: str) -> None:
    receipt = receipts.new_receipt()
    typed = sign.join(receipts.grouped(receipt).split(" "))
    assert receipts.normalise(f" {typed}\t") == receipt


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０"])
def test_digits_of_other_scripts_are_digits(zero: str) -> None:
    receipt = receipts.new_receipt()
    typed = "".join(chr(ord(zero) + int(digit)) for digit in receipt)
    assert receipts.normalise(typed) == receipt


@given(st.text(max_size=300))
def test_anything_else_is_refused_by_name(text: str) -> None:
    try:
        receipt = receipts.normalise(text)
    except InvalidReceipt:
        return
    assert len(receipt) == 25


def test_a_refused_receipt_stands_in_no_error() -> None:
    with pytest.raises(InvalidReceipt) as caught:
        receipts.normalise("123456789")
    assert "123456789" not in repr(caught.value)


@pytest.mark.parametrize("length", [0, 24, 26, 10_000])
def test_another_length_is_refused(length: int) -> None:
    with pytest.raises(InvalidReceipt):
        receipts.normalise("0" * length)


def test_a_receipt_derives_to_the_same_two_different_keys(db: None) -> None:
    receipt = receipts.new_receipt()
    keys = receipts.derive(receipt)
    assert receipts.derive(receipt) == keys
    assert keys.locator != keys.wrapping_key
    assert (len(keys.locator), len(keys.wrapping_key)) == (32, 32)


def test_another_installation_derives_other_keys(db: None) -> None:
    receipt = receipts.new_receipt()
    here = receipts.derive(receipt)
    Installation.objects.update(receipt_salt=bytes(16))
    assert receipts.derive(receipt).locator != here.locator


def test_the_salt_is_made_once(db: None) -> None:
    salt = Installation.salt()
    assert len(salt) == 16
    assert Installation.salt() == salt
    assert Installation.objects.count() == 1


def test_derived_keys_never_show_themselves(db: None) -> None:
    keys = receipts.derive(receipts.new_receipt())
    assert repr(keys) == "ReceiptKeys()"


# The ticket: this receipt was made here, not long ago.


def test_a_ticket_fits_its_receipt_alone() -> None:
    receipt, other = receipts.new_receipt(), receipts.new_receipt()
    ticket = receipts.issue_ticket(receipt)
    assert receipts.ticket_is_valid(receipt, ticket)
    assert not receipts.ticket_is_valid(other, ticket)


def test_a_ticket_ends_after_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    receipt, now = receipts.new_receipt(), time.time()
    ticket = receipts.issue_ticket(receipt)
    monkeypatch.setattr(time, "time", lambda: now + 48 * 3600 - 5)
    assert receipts.ticket_is_valid(receipt, ticket)
    monkeypatch.setattr(time, "time", lambda: now + 48 * 3600 + 5)
    assert not receipts.ticket_is_valid(receipt, ticket)


def test_the_life_of_a_ticket_cannot_be_stretched() -> None:
    receipt = receipts.new_receipt()
    expiry, _, mac = receipts.issue_ticket(receipt).partition(".")
    assert not receipts.ticket_is_valid(receipt, f"{int(expiry, 16) + 1:x}.{mac}")


def test_a_ticket_outlives_a_rotation_of_the_secret(settings: LazySettings) -> None:
    receipt = receipts.new_receipt()
    ticket = receipts.issue_ticket(receipt)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-that-is-long-enough" * 2
    assert not receipts.ticket_is_valid(receipt, ticket)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert receipts.ticket_is_valid(receipt, ticket)


@given(st.text(max_size=80))
def test_any_other_ticket_is_refused_without_an_error(ticket: str) -> None:
    assert not receipts.ticket_is_valid("1" * 25, ticket)


def test_a_ticket_does_not_hold_the_receipt() -> None:
    receipt = receipts.new_receipt()
    assert receipt not in receipts.issue_ticket(receipt)
