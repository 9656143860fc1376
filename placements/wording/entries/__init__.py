"""The list of this product: Dutch entries by theme, some English ones, and words that free."""

from placements.wording.entries import (
    access,
    age,
    appearance,
    english,
    gender,
    office,
    origin,
    person,
)
from placements.wording.vocabulary import Entry, Freeing, Theme

DUTCH: tuple[Entry, ...] = (
    *age.ENTRIES,
    *origin.ENTRIES,
    *gender.ENTRIES,
    *appearance.ENTRIES,
    *access.ENTRIES,
    *person.ENTRIES,
    *office.ENTRIES,
)
ENGLISH: tuple[Entry, ...] = english.ENTRIES
_GENDER = frozenset({Theme.GENDER})
FREEING: tuple[Freeing, ...] = (
    Freeing("niet nodig|verplicht|belangrijk|vereist"),
    Freeing("hoef|hoeft|hoeven ~ geen|niet"),
    Freeing("maakt|maken ~ niet|niets|niks uit"),
    Freeing("is|zijn geen eis|voorwaarde|probleem|bezwaar|vereiste|verplichting|must"),
    Freeing("ongeacht"),
    Freeing("we|wij letten|kijken|kiezen|vragen|selecteren ~ niet"),
    Freeing("met en|of zonder"),
    Freeing("m|v v|m", _GENDER),
    Freeing("man vrouw|x", _GENDER),
    Freeing("hij of|en zij", _GENDER),
    Freeing("hij zij", _GENDER),
    Freeing("zij hij", _GENDER),
    Freeing("*heer ~ *vrouw", _GENDER),
    Freeing("*vrouw ~ *heer", _GENDER),
    Freeing("he or|and she", _GENDER),
    Freeing("she or|and he", _GENDER),
    Freeing("not required|needed|necessary|important"),
)
