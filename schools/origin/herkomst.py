"""Someone's herkomst, out of countries of birth, as CBS does since 2022.

Who was born abroad has the own country of birth. Who was born in the Netherlands has that of the
mother, unless it is the Netherlands or not known; then that of the father. The answers themselves
are not kept: only what follows from them.
"""

from typing import Final, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schools.origin.vocabulary import Herkomst


class Birthplace(TextChoices):
    """Where somebody was born: countries that CBS names apart or that are often asked for.

    Turkey lies outside Europe here, because CBS counts it so.
    """

    NETHERLANDS = "nl", _("Nederland")
    BELGIUM = "be", _("België")
    BULGARIA = "bg", _("Bulgarije")
    GERMANY = "de", _("Duitsland")
    POLAND = "pl", _("Polen")
    ROMANIA = "ro", _("Roemenië")
    UKRAINE = "ua", _("Oekraïne")
    UNITED_KINGDOM = "gb", _("Verenigd Koninkrijk")
    EUROPE = "europe", _("Een ander land in Europa")
    AFGHANISTAN = "af", _("Afghanistan")
    CHINA = "cn", _("China")
    ERITREA = "er", _("Eritrea")
    CARIBBEAN = "caribbean", _("Aruba, Bonaire, Curaçao, Saba, Sint-Eustatius of Sint-Maarten")
    GHANA = "gh", _("Ghana")
    INDIA = "in", _("India")
    INDONESIA = "id", _("Indonesië")
    IRAQ = "iq", _("Irak")
    IRAN = "ir", _("Iran")
    CAPE_VERDE = "cv", _("Kaapverdië")
    MOROCCO = "ma", _("Marokko")
    PAKISTAN = "pk", _("Pakistan")
    SOMALIA = "so", _("Somalië")
    SURINAME = "sr", _("Suriname")
    SYRIA = "sy", _("Syrië")
    TURKEY = "tr", _("Turkije")
    OUTSIDE = "outside", _("Een ander land buiten Europa")


# As CBS and the cohort's files spell a country; a group of countries has no name of its own.
LAND: Final = {
    Birthplace.NETHERLANDS: "Nederland", Birthplace.BELGIUM: "België",
    Birthplace.BULGARIA: "Bulgarije", Birthplace.GERMANY: "Duitsland",
    Birthplace.POLAND: "Polen", Birthplace.ROMANIA: "Roemenië",
    Birthplace.UKRAINE: "Oekraïne", Birthplace.UNITED_KINGDOM: "Verenigd Koninkrijk",
    Birthplace.AFGHANISTAN: "Afghanistan", Birthplace.CHINA: "China",
    Birthplace.ERITREA: "Eritrea", Birthplace.CARIBBEAN: "Nederlandse Cariben",
    Birthplace.GHANA: "Ghana", Birthplace.INDIA: "India", Birthplace.INDONESIA: "Indonesië",
    Birthplace.IRAQ: "Irak", Birthplace.IRAN: "Iran", Birthplace.CAPE_VERDE: "Kaapverdië",
    Birthplace.MOROCCO: "Marokko", Birthplace.PAKISTAN: "Pakistan",
    Birthplace.SOMALIA: "Somalië", Birthplace.SURINAME: "Suriname", Birthplace.SYRIA: "Syrië",
    Birthplace.TURKEY: "Turkije",
}  # fmt: skip
IN_EUROPE: Final = frozenset({
    Birthplace.BELGIUM, Birthplace.BULGARIA, Birthplace.GERMANY, Birthplace.POLAND,
    Birthplace.ROMANIA, Birthplace.UKRAINE, Birthplace.UNITED_KINGDOM, Birthplace.EUROPE,
})  # fmt: skip
HOME: Final = Birthplace.NETHERLANDS


class Derived(NamedTuple):
    """What is kept of the answers; `None` and empty are not known."""

    herkomst: Herkomst
    land: str
    born_nl: bool | None


def derive(own: str, mother: str, father: str) -> Derived:
    """Three answers, each a Birthplace or empty."""
    place = _decisive(own, mother, father)
    born_nl = own == HOME if own else None
    if not place:
        return Derived(Herkomst.ONBEKEND, "", born_nl)
    return Derived(_group(Birthplace(place)), LAND.get(Birthplace(place), ""), born_nl)


def _decisive(own: str, mother: str, father: str) -> str:
    if own != HOME:
        return own  # empty: without the own place nothing can be said
    return mother if mother and mother != HOME else father


def _group(place: Birthplace) -> Herkomst:
    if place == HOME:
        return Herkomst.NEDERLAND
    return Herkomst.EUROPA if place in IN_EUROPE else Herkomst.BUITEN_EUROPA
