"""The order of names as people expect it: `Ömer` among the O's, on every database.

A database orders by its own collation: SQLite puts `Ö` after `Z`, PostgreSQL as it was made.
"""

import re
import unicodedata

LENGTH = 160  # of a name of 120 signs some letters become two; what is cut off orders nobody
# Letters that Unicode does not take apart into a base letter and a sign.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)
_NO_LETTER = re.compile(r"[^\w ]|_")


def sorted_as(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens; letters of other scripts stay."""
    apart = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(_NO_LETTER.sub("", letters.replace("-", " ")).split())[:LENGTH]
