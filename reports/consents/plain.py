"""Characters that leave without being seen: a preview must show all that leaves.

Attack: zero-width signs spell a name or a number inside a harmless sentence, and so do spaces of
different widths; a sign that turns the direction round makes the reporter read another text than
the one whose bytes leave. Letters that look like others are `scripts.py`.
"""

import unicodedata

from reports.consents.scripts import in_one_script, is_one_script

SPACES = "\t\n\r"
ZWNJ, ZWJ = "\u200c", "\u200d"
JOINERS = ZWNJ + ZWJ
VARIANTS = "\ufe0e\ufe0f"  # the sign before it as text, or as a picture
KEYCAP = "\u20e3"
_KEYCAPS = frozenset("0123456789#*")
# Drawn as nothing, though Unicode calls them letters, marks or symbols.
_BLANKS = frozenset(
    "\u2065\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
)
# "Cn" has no picture yet, and some of it never will: drawn as nothing, too.
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# Where the pictures are: the blocks of arrows, of technical signs and of shapes.
_PICTURES = (
    ("\u2190", "\u21ff"), ("\u2300", "\u23ff"), ("\u25a0", "\u27bf"), ("\u2900", "\u297f"),
    ("\u2b00", "\u2bff"), ("\U0001f000", "\U0001faff"),
)  # fmt: skip
_PICTURES_ELSEWHERE = frozenset("©®‼⁉™ℹⓂ〰〽㊗㊙")
# Letters of Arabic that never join the next one (Unicode's ArabicShaping, joining types R and U).
_UNJOINED = frozenset(
    chr(code)
    for first, last in (
        (0x621, 0x625), (0x627, 0x627), (0x629, 0x629), (0x62F, 0x632), (0x648, 0x648),
        (0x671, 0x677), (0x688, 0x699), (0x6C0, 0x6C0), (0x6C3, 0x6CB), (0x6CD, 0x6CD),
        (0x6CF, 0x6CF), (0x6D2, 0x6D5), (0x6EE, 0x6EF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
_JOINING = ("ARABIC LETTER", "SYRIAC LETTER", "NKO LETTER", "MANDAIC LETTER", "MONGOLIAN LETTER")
_VIRAMA = 9  # Unicode's combining class of the sign that ties two consonants of India's scripts


def is_plain(text: str) -> bool:
    """Whether everything in this text is seen by who reads it, as what it is."""
    has_unseen = any(_is_unseen(text, place) or _is_wide(text[place]) for place in range(len(text)))
    return not has_unseen and is_one_script(text)


def plain(text: str) -> str:
    """The same text without what nobody sees, with one kind of space and no look-alikes."""
    return in_one_script(without_unseen(one_space(text)))


def one_space(text: str) -> str:
    return "".join(" " if _is_wide(sign) else sign for sign in text)


def without_unseen(text: str) -> str:
    # What is taken out may have held a joiner in its place.
    while any(_is_unseen(text, place) for place in range(len(text))):
        text = "".join(sign for place, sign in enumerate(text) if not _is_unseen(text, place))
    return text


def _is_wide(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign) == "Zs"


def _is_unseen(text: str, place: int) -> bool:
    sign = text[place]
    if sign.isascii():
        return not (sign.isprintable() or sign in SPACES)
    if sign in JOINERS:
        return not _joins(text, place)
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign in VARIANTS:
        if before in _KEYCAPS:
            return after != KEYCAP
        # Attack: a row of these, each allowed by the one before, is taken out one a round for ever.
        return before in VARIANTS or not _is_picture(before)
    if unicodedata.category(sign) in _UNSEEN or sign in _BLANKS:
        return not _is_newer(sign)
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0000" <= sign <= "\U000e0fff"


def _joins(text: str, place: int) -> bool:
    """Whether what is drawn differs by this joiner: Unicode's own rules for names (CONTEXTJ)."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if text[place] == ZWJ and _is_picture(before, VARIANTS) and _is_picture(after):
        return True
    if _is_virama(before) or (text[place] == ZWJ and _is_virama(after)):
        return _is_same_script(before, after)
    letter = _letter_before(text, place)
    if not _starts(letter, _JOINING) or letter in _UNJOINED:
        return False
    follows = _starts(after, _JOINING)
    return follows if text[place] == ZWNJ else not (follows or _is_mark(after))


def _letter_before(text: str, place: int) -> str:
    """The letter under the marks: vowels above an Arabic letter do not part it from the next."""
    place -= 1
    while place > 0 and _is_mark(text[place]):
        place -= 1
    return text[place] if place >= 0 else ""


def _is_mark(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign) == "Mn"


def _is_virama(sign: str) -> bool:
    return bool(sign) and unicodedata.combining(sign) == _VIRAMA


def _is_same_script(one: str, other: str) -> bool:
    names = [unicodedata.name(sign, "").split(" ")[0] for sign in (one, other) if sign]
    return len(names) == 2 and names[0] == names[1] != ""


def _starts(sign: str, names: tuple[str, ...]) -> bool:
    return bool(sign) and unicodedata.name(sign, "").startswith(names)


def _is_picture(sign: str, besides: str = "") -> bool:
    if not sign:
        return False
    if sign in besides or sign in _PICTURES_ELSEWHERE or _is_newer(sign):
        return True
    within = any(first <= sign <= last for first, last in _PICTURES)
    return within and unicodedata.category(sign) in {"So", "Sm"}


def _is_newer(sign: str) -> bool:
    """A picture by its block: they come faster than Python's tables."""
    return "\U0001f000" <= sign <= "\U0001faff"
