"""What nobody sees does not leave: neither hidden in a text, nor turning it round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.consents.plain import is_plain, plain
from reports.dossiers.account import ACCOUNT_LIMIT

UNSEEN = [
    *(chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F))),
    *(chr(code) for code in (*range(0x2060, 0x206A), 0xFEFF, 0xAD, 0x2028, 0x2029, 0x85)),
    "\x00", "\x08", "\x1b", "\x7f", "\u3164", "\u2800", "\u034f", "\U000e0041", "\U000e0101",
    "\ufe0f", "\ue000", "\ufff0", "\u0378", "\ud800",
]  # fmt: skip
SEEN = [
    "Herkennen jullie dit? Wij noemen geen naam.\r\n\tñ€ – ‘x’ é\u0301",
    "👩🏽‍💻 🫨 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 ☀️ 1️⃣ #️⃣ ✔︎ ➡️ \U0001faff",
    "می‌خواهم",  # Persian: the joiner's opposite is part of how it is written
    "क्‍ष",
    "שלום, مرحبا, 你好, Ğğ",
]


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_a_sign_that_nobody_sees_is_found_and_taken_out(sign: str) -> None:
    assert not is_plain(f"De tekst{sign} hier.")
    assert plain(f"De tekst{sign} hier.") == "De tekst hier."


@pytest.mark.parametrize("text", SEEN)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert is_plain(text)
    assert plain(text) == text


def test_a_joiner_hides_nothing_in_plain_words() -> None:
    """Attack: a name in joiners between ordinary letters, or in a row behind one picture."""
    assert plain("a\u200db\u200cc") == "abc"
    assert plain("👩\u200d\u200d\u200d") == "👩"
    assert plain("👩\u200b\u200d\u200b💻") == "👩💻"


@pytest.mark.parametrize("row", ["\ufe0f", "\ufe0f\u200d", "\u200d\ufe0f\u200b"], ids=ascii)
def test_a_report_full_of_unseen_signs_keeps_nobody_waiting(row: str) -> None:
    """Attack: a reporter sends them, and the member's page of a question takes minutes."""
    assert plain("a" + row * (ACCOUNT_LIMIT // len(row))) == "a"


@given(st.text(max_size=60))
def test_what_was_taken_out_of_stays_plain(text: str) -> None:
    assert is_plain(plain(text))
    assert plain(plain(text)) == plain(text)
