"""One spelling for the many spellings of a Dutch place."""

import re
import unicodedata

PC4 = re.compile(r"\s*([1-9]\d{3})(?!\d)")
_SIGNS = re.compile(r"[^0-9a-z]+")
_MUNICIPALITY = re.compile(r" gem (?=\S)")
# What registers put behind a name to tell two places apart: a province, or 'circa'.
_SUFFIX = re.compile(r" (gld|nh|zh|nb|lb|fr|gn|dr|ov|ut|zld|fl|ca|gelderland|limburg)$")
_SAME = ((r"\bst\b", "sint"), (r"\ba d\b", "aan den"), (r"\baan de\b", "aan den"), ("ij", "y"))


def key_of(name: str) -> str:
    """`'s-GRAVENHAGE` is `s gravenhage`; `St.-Annaparochie` and `Sint Annaparochie` are one."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    key = _SIGNS.sub(" ", letters).strip()
    for pattern, same in _SAME:
        key = re.sub(pattern, same, key)
    return key


def keys_of(name: str) -> list[str]:
    """The spellings to try in turn: as written, then without province or municipality."""
    key = key_of(name)
    short = _SUFFIX.sub("", _MUNICIPALITY.split(key)[0])
    return list(dict.fromkeys(filter(None, (key, short))))


def municipality_of(name: str) -> str:
    """The municipality in `ALTEVEER GEM NOORDENVELD`, as a key; or nothing."""
    parts = _MUNICIPALITY.split(key_of(name), maxsplit=1)
    return parts[1] if len(parts) == 2 else ""


def pc4_of(postcode: str) -> str:
    """The four digits of `3511 AB`; nothing when there are none (0000 is no postcode)."""
    found = PC4.match(postcode)
    return found[1] if found else ""
