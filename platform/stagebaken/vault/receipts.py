"""The receipt code: 24 random digits and a check digit. It is all that a reporter needs."""

import hmac
import secrets
import time
import unicodedata
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from django.conf import settings

from stagebaken.vault import lanes
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.vault.models import Installation
from stagebaken.vault.subkeys import subkey, subkeys

RANDOM_DIGITS = 24
RECEIPT_DIGITS = RANDOM_DIGITS + 1
GROUP = 5
_LONGEST_INPUT = 200  # characters: generous to separators, cheap to refuse
_SEPARATORS = frozenset("-.,_/·")
# Damm's quasigroup of order 10: finds every single wrong digit and every adjacent swap.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True)
class ReceiptKeys:
    """What a receipt gives: where its dossier is found, and what opens the reporter's wrap."""

    locator: bytes = field(repr=False)
    wrapping_key: bytes = field(repr=False)


def new_receipt() -> str:
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def normalise(text: str) -> str:
    """Return the 25 digits of what was typed: any spaces, dashes or dots, any script's digits."""
    if len(text) > _LONGEST_INPUT:
        raise InvalidReceipt("Too long for a receipt.")
    digits = "".join(_digit(sign) for sign in text if not _is_separator(sign))
    if len(digits) != RECEIPT_DIGITS or check_digit(digits) != "0":
        raise InvalidReceipt("The length or the check digit is wrong.")
    return digits


def grouped(receipt: str) -> str:
    return " ".join(receipt[start : start + GROUP] for start in range(0, len(receipt), GROUP))


def derive(receipt: str) -> ReceiptKeys:
    """Stretch a normalised receipt in the lane of reporters (raises Busy)."""
    salt = Installation.salt()
    root = lanes.argon2id(lanes.RECEIPTS, receipt, salt=salt, cost=settings.RECEIPT_ARGON2)
    return ReceiptKeys(subkey("receipt-locator/v1", root), subkey("receipt-wrap/v1", root))


def issue_ticket(receipt: str) -> str:
    """Prove later, without a row, that this receipt was made here and not long ago."""
    expiry = f"{int(time.time()) + settings.TICKET_HOURS * 3600:x}"
    return f"{expiry}.{_ticket_mac(subkey('receipt-ticket/v1'), receipt, expiry)}"


def ticket_is_valid(receipt: str, ticket: str) -> bool:
    expiry, _, mac = ticket.partition(".")
    genuine = any(
        hmac.compare_digest(_ticket_mac(key, receipt, expiry).encode(), mac.encode())
        for key in subkeys("receipt-ticket/v1")
    )
    return genuine and int(expiry, 16) >= time.time()


def _ticket_mac(key: bytes, receipt: str, expiry: str) -> str:
    digest = hmac.digest(key, f"{expiry}.{receipt}".encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _is_separator(sign: str) -> bool:
    # Cf holds the invisible marks that copying from a page or a right-to-left text adds.
    return sign.isspace() or sign in _SEPARATORS or unicodedata.category(sign) in {"Pd", "Cf"}


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    if value is None:
        raise InvalidReceipt("A receipt holds digits only.")
    return str(value)
