"""Turn what people type, and what companies are called, into the same plain words."""

import re
import unicodedata

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


def words_of(text: str) -> list[str]:
    """Return the words to look for, without repeats."""
    return list(dict.fromkeys(plain(text[:LENGTH_LIMIT]).split()))[:WORD_LIMIT]
