"""Turn what people type, and what companies are called, into the same plain words."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

WORD_LIMIT = 8  # words of one question: a bound on the work of a search
LENGTH_LIMIT = 120  # characters of one question; what follows is left out

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
# Letters that Unicode does not take apart into a base letter and a sign.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_SAINT = re.compile(r"\bst\b")


def plain(text: str) -> str:
    """Return lower-case words of a-z and 0-9 with one space between: `Café 't Wad` is `cafe t wad`.

    What is written in two ways becomes one: `IJmuiden` and `Ymuiden` are `ymuiden`, `St. Jan` and
    `Sint Jan` are `sint jan`. Every byte that a visitor can send ends as this alphabet: no
    wildcard, no NUL, no surrogate reaches the database.
    """
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    words = _NOT_A_WORD.sub(" ", letters).strip()
    return _SAINT.sub("sint", words.replace("ij", "y"))


def squeezed(text: str) -> str:
    """The plain words without a space: what `pattern` of a word finds in a text stands in this."""
    return plain(text).replace(" ", "").replace("ij", "y")


def words_of(text: str) -> list[str]:
    """Return the words to look for, without repeats."""
    return list(dict.fromkeys(plain(text[:LENGTH_LIMIT]).split()))[:WORD_LIMIT]


# ---------- the same words, looked for in what is kept as it was written ----------

_MARKS = "[\u0300-\u036f]*"  # signs that stand on the letter before them
_BETWEEN = "[^0-9a-z]*"
_SAINTS = "(?:sint|(?<![a-z])st(?![a-z]))"


def pattern(word: str) -> str:
    """A regular expression for `iregex`, the same on both databases: `cafe` finds `Café`.

    It holds nothing of what was typed but the letters and digits of `plain`. Empty: no word.
    """
    return _BETWEEN.join(map(_written, plain(word).split()))


@cache
def _forms() -> dict[str, str]:
    """For one letter, or two, the signs of Latin script that `plain` turns into them."""
    found: dict[str, str] = defaultdict(str)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        found[plain(chr(code))] += chr(code)
    return dict(found)


@cache
def _parts() -> re.Pattern[str]:
    pairs = [letters for letters in _forms() if len(letters) > 1]
    return re.compile("|".join(["sint", *pairs, "."]))


def _written(word: str) -> str:
    return "".join(map(_ways, _parts().findall(word)))


def _ways(part: str) -> str:
    if part == "sint":
        return _SAINTS
    if len(part) > 1:
        return f"(?:{''.join(map(_ways, part))}|[{_forms()[part]}])"
    letter = f"[{part}{_forms().get(part, '')}]"
    return f"(?:{letter}|ij){_MARKS}" if part == "y" else f"{letter}{_MARKS}"
