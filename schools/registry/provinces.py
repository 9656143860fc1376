"""The twelve provinces: the region of a school in figures.

They have not changed since 1986 and every register names them; regions of the labour market are
drawn anew every few years. The values are ISO 3166-2:NL.
"""

from django.db import models

from stagebaken.imports.cleaning import text


class Province(models.TextChoices):
    """Proper names: said alike in every language."""

    DRENTHE = "DR", "Drenthe"
    FLEVOLAND = "FL", "Flevoland"
    FRYSLAN = "FR", "Fryslân"
    GELDERLAND = "GE", "Gelderland"
    GRONINGEN = "GR", "Groningen"
    LIMBURG = "LI", "Limburg"
    NOORD_BRABANT = "NB", "Noord-Brabant"
    NOORD_HOLLAND = "NH", "Noord-Holland"
    OVERIJSSEL = "OV", "Overijssel"
    UTRECHT = "UT", "Utrecht"
    ZEELAND = "ZE", "Zeeland"
    ZUID_HOLLAND = "ZH", "Zuid-Holland"


_BY_NAME = {one.label.lower(): one.value for one in Province} | {
    "friesland": Province.FRYSLAN.value
}


def province(cell: str) -> str:
    """The province that a file names; empty when it names none of the twelve."""
    return _BY_NAME.get(text(cell).lower(), "")
