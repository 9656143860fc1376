"""Characters that leave without being seen: a preview must show all that leaves.

Attack: zero-width signs spell a name or a number inside a harmless sentence; a sign that turns
the direction round makes the reporter read another text than the one whose bytes leave.
"""

import unicodedata

SPACES = "\t\n\r"
JOINERS = "\u200c\u200d"
VARIANTS = "\ufe0e\ufe0f"  # the sign before it as text, or as a picture
_KEYCAPS = "0123456789#*"
# Drawn as nothing, though Unicode calls them letters, marks or symbols.
_BLANKS = frozenset(
    "\u2065\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
)
# "Cn" has no picture yet, and some of it never will: drawn as nothing, too.
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def is_plain(text: str) -> bool:
    """Whether everything in this text is seen by who reads it."""
    return not any(_is_unseen(text, place) for place in range(len(text)))


def plain(text: str) -> str:
    """The same text without what nobody sees."""
    while not is_plain(text):  # what is taken out may have held a joiner in its place
        text = "".join(sign for place, sign in enumerate(text) if not _is_unseen(text, place))
    return text


def _is_unseen(text: str, place: int) -> bool:
    sign = text[place]
    if sign.isascii():
        return not (sign.isprintable() or sign in SPACES)
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign in JOINERS:
        return not _joins(sign, before, after)
    if sign in VARIANTS:
        # Attack: a row of these, each allowed by the one before, is taken out one a round for ever.
        return before in VARIANTS or not (_is_picture(before) or before in tuple(_KEYCAPS))
    if unicodedata.category(sign) in _UNSEEN or sign in _BLANKS:
        return not _is_newer(sign)
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0000" <= sign <= "\U000e0fff"


def _joins(sign: str, before: str, after: str) -> bool:
    """Within one picture, as of a family; or between letters that change shape by it."""
    if sign == "\u200d" and _is_picture(before) and _is_picture(after):
        return True
    return _changes_shape(before) and _changes_shape(after)


def _is_picture(sign: str) -> bool:
    if not sign:
        return False
    return sign in VARIANTS or _is_newer(sign) or unicodedata.category(sign) in {"So", "Sm"}


def _is_newer(sign: str) -> bool:
    """A picture by its block: they come faster than Python's tables."""
    return "\U0001f000" <= sign <= "\U0001faff"


def _changes_shape(sign: str) -> bool:
    """Letters of Arabic, Persian, or the scripts of India: not those of Dutch or English."""
    return bool(sign) and unicodedata.category(sign) in {"Lo", "Mn", "Mc"} and sign not in _BLANKS
