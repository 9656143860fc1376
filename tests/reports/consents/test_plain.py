"""What nobody sees does not leave: neither hidden in a text, nor turning it round."""

import time
import unicodedata

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
    "কর‍্ম র‍্যাব ശ്രീ ක්‍ය",  # a joiner beside a virama
    "١٤٤٥ ه‍",  # and at the end of an Arabic letter, which is drawn otherwise by it
    "نامه‌ای نِمی‌خواهم",
    "🙂‍↔️ © ℹ️ ™️ 1️⃣",
]
NAMES = [
    "Łukasz", "Ömer Şahin", "Nguyễn Thị Ánh", "İpek", "ışık", "Zoë",
    "Đặng", "O’Connor", "Ñandú", "Ægir", "Straße", "Əliyev", "Kealiʻi", "Ngũgĩ", "Ɛkua",
    "محمد العلي", "שִׁמְעוֹן בן־דוד", "प्रिया शर्मा", "Ольга Соколова", "Ελένη", "Αθηνά", "ሰላም", "សុខ",
    "김민준", "山田さくら", "田中モーター", "Tシャツ", "東京OL", "ⵣⴰⵢⴷ", "สมชาย", "5 µm", "10 Ω",
    "2e", "Ⅳ", "Garage Сити", "Ольга и Иван в Rotterdam", "👩🏽‍🔧 Łukasz",
]  # fmt: skip
WIDE = [*map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))]
MIXED = [
    ("P\u0430ul", "Paul"),  # Cyrillic
    ("\u0420aul de Vries", "Paul de Vries"),
    ("Kl\u03bfas", "Kloas"),  # Greek
    ("Росси\u0065", "Россие"),  # Latin in a Cyrillic word
    ("Ελλ\u0061δα", "Ελλ a δα"),  # no look-alike is known: set apart, to be seen
    ("Pau\u217c", "Paul"),  # a Roman numeral
    ("\uff30aul", "Paul"),  # wide
    ("P\U0001d5baul", "Paul"),  # mathematical
    ("Pa\u0575ul", "Pa \u0575 ul"),  # Armenian
    ("Dit is d\u0435 tekst.", "Dit is de tekst."),
    ("Het was \u0430 en \u03bf.", "Het was a en o."),  # words that are nothing else
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


@pytest.mark.parametrize(
    "text",
    [
        "你\u200d好", "你\u200c好", "ש\u200dל", "ש\u200cל", "한\u200d글", "ส\u200cม", "ア\u200dイ",
        "م\u200dح", "ر\u200cح", "ر\u200dح", "क\u200dष", "+\u200d+", "°\u200d°",
        "1\ufe0f2", "°\ufe0f", "क्\u200d ", "é\u0301\u200dé",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_joiner_without_a_function_is_taken_out(text: str) -> None:
    """Attack: letters of Chinese or Hebrew carry a number in the joiners between them."""
    assert not is_plain(text)
    assert plain(text) == "".join(sign for sign in text if sign not in "\u200c\u200d\ufe0f")


@pytest.mark.parametrize("space", WIDE, ids=ascii)
def test_all_spaces_are_one_space(space: str) -> None:
    """Attack: a number is written in the width of the spaces."""
    assert not is_plain(f"De{space}tekst")
    assert plain(f"De{space}tekst") == "De tekst"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_anybody_stays_as_it_is(name: str) -> None:
    for written in (unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)):
        assert is_plain(written), [unicodedata.name(sign, ascii(sign)) for sign in written]
        assert plain(written) == written


@pytest.mark.parametrize(("text", "shown"), MIXED, ids=ascii)
def test_a_letter_that_only_looks_like_another_is_found_and_shown(text: str, shown: str) -> None:
    """Attack: the reporter looks for the own name in what leaves, or a search does, in vain."""
    assert not is_plain(text)
    assert plain(text) == shown


def test_russian_keeps_its_small_words_and_loses_no_letter() -> None:
    text = "Мы с Ольгой, а не он. Rotterdam."
    assert plain(text) == text


@pytest.mark.parametrize("row", ["P\u0430", "Ж\u0575a", "m\u200dم", "\u3000\u0430"], ids=ascii)
def test_a_report_full_of_look_alikes_keeps_nobody_waiting(row: str) -> None:
    began = time.monotonic()
    plain(row * (ACCOUNT_LIMIT // len(row)))
    assert time.monotonic() - began < 5


@given(st.lists(st.sampled_from(NAMES), max_size=6))
def test_names_of_anybody_stay_beside_each_other(names: list[str]) -> None:
    text = " en ".join([*names, "Ольга"])
    assert plain(text) == text


LETTERS = st.sampled_from(
    "aoPK бжаоР αο 你ア한 مر של कष् \u200c\u200d\ufe0f 1👩°Ａⅼ𝖺\u3000\u00a0é\u0301"
)


@given(st.text(LETTERS, max_size=12))
def test_whatever_is_mixed_becomes_plain_and_stays_so(text: str) -> None:
    assert is_plain(plain(text))
    assert plain(plain(text)) == plain(text)
    if is_plain(text):
        assert plain(text) == text


@pytest.mark.parametrize("row", ["\ufe0f", "\ufe0f\u200d", "\u200d\ufe0f\u200b"], ids=ascii)
def test_a_report_full_of_unseen_signs_keeps_nobody_waiting(row: str) -> None:
    """Attack: a reporter sends them, and the member's page of a question takes minutes."""
    assert plain("a" + row * (ACCOUNT_LIMIT // len(row))) == "a"


@given(st.text(max_size=60))
def test_what_was_taken_out_of_stays_plain(text: str) -> None:
    assert is_plain(plain(text))
    assert plain(plain(text)) == plain(text)
