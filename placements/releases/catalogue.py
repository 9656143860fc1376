"""What can be looked at: the indicators of statistics.md §1 in words, and how to split them."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.releases.models import LABELS

Text = str | Promise
TOTAL: Final = "total"  # the table of all students together
RATIO: Final = "apps_per_placement"  # the one indicator that is no share
DIRECT: Final = "direct"
RESPONSE: Final = "response"


@dataclass(frozen=True)
class Indicator:
    name: str
    label: Text
    question: Text
    of: str  # the measure that counts whom it is about; empty: only with its share
    of_label: Text
    part: str  # the measure that counts those of whom it holds; empty likewise
    part_label: Text
    whom: Text
    sentence: Text


_STUDENTS, _APPLICANTS = _("studenten"), _("sollicitanten")
_OF_STUDENTS, _OF_APPLICANTS = _("Studenten"), _("Sollicitanten")

INDICATORS: Final = MappingProxyType(
    {
        one.name: one
        for one in (
            Indicator(
                "first_try",
                _("Plek bij de eerste sollicitatie"),
                _("Wie vindt meteen een stage?"),
                "applicants",
                _OF_APPLICANTS,
                "first_try",
                _("Meteen een plek"),
                _APPLICANTS,
                _("Van %(whom)s vond %(number)s van de 100 meteen een plek."),
            ),
            Indicator(
                "four_or_more",
                _("Vier of meer sollicitaties"),
                _("Wie moet lang zoeken?"),
                "applicants",
                _OF_APPLICANTS,
                "four_or_more",
                _("Vier keer of vaker"),
                _APPLICANTS,
                _("Van %(whom)s solliciteerde %(number)s van de 100 vier keer of vaker."),
            ),
            Indicator(
                "invited_half",
                _("Op minstens de helft van de sollicitaties uitgenodigd"),
                _("Wie wordt uitgenodigd?"),
                "applicants",
                _OF_APPLICANTS,
                "invited_half",
                _("Uitgenodigd op de helft of meer"),
                _APPLICANTS,
                _(
                    "Van %(whom)s werd %(number)s van de 100 op minstens de helft van de "
                    "sollicitaties uitgenodigd."
                ),
            ),
            Indicator(
                RATIO,
                _("Sollicitaties per gevonden plek"),
                _("Hoeveel sollicitaties kost één plek?"),
                "",
                _("Gevonden plekken"),
                "",
                _("Sollicitaties"),
                _APPLICANTS,
                _("Bij %(whom)s waren er %(number)s sollicitaties voor één gevonden plek."),
            ),
            Indicator(
                "placed",
                _("Een plek gevonden"),
                _("Wie heeft een stage?"),
                "n",
                _OF_STUDENTS,
                "placed",
                _("Met een plek"),
                _STUDENTS,
                _("Van %(whom)s had %(number)s van de 100 op de peildag een plek."),
            ),
            Indicator(
                "within56",
                _("Binnen 56 dagen een plek"),
                _("Wie heeft binnen acht weken een stage?"),
                "n",
                _OF_STUDENTS,
                "within56",
                _("Binnen 56 dagen"),
                _STUDENTS,
                _("Van %(whom)s had %(number)s van de 100 binnen 56 dagen een plek."),
            ),
            Indicator(
                DIRECT,
                _("Een plek zonder te solliciteren"),
                _("Wie krijgt een plek via school, werk of kennissen?"),
                "n",
                _OF_STUDENTS,
                "",
                _("Zonder solliciteren"),
                _STUDENTS,
                _("Van %(whom)s kreeg %(number)s van de 100 een plek zonder te solliciteren."),
            ),
            Indicator(
                "early_term",
                _("Stage eerder gestopt"),
                _("Bij wie stopt de stage eerder?"),
                "placed",
                _("Studenten met een plek"),
                "early_term",
                _("Eerder gestopt"),
                _("studenten met een plek"),
                _("Bij %(whom)s stopte de stage van %(number)s van de 100 eerder."),
            ),
            Indicator(
                "satisfied7",
                _("Tevreden over de stage: een 7 of hoger"),
                _("Wie is tevreden over de stage?"),
                "placed_respondents",
                _("Studenten die antwoord gaven"),
                "satisfied7",
                _("Gaf een 7 of hoger"),
                _("studenten met een plek die antwoord gaven"),
                _("Van %(whom)s gaf %(number)s van de 100 de stage een 7 of hoger."),
            ),
            Indicator(
                "discrim",
                _("Zelf discriminatie ervaren"),
                _("Wie zegt zelf discriminatie te hebben ervaren?"),
                "bol_respondents",
                _("Bol-studenten die antwoord gaven"),
                "discrim",
                _("Zei van wel"),
                _("bol-studenten die antwoord gaven"),
                _("Van %(whom)s zei %(number)s van de 100 zelf discriminatie te hebben ervaren."),
            ),
            Indicator(
                RESPONSE,
                _("Antwoord gegeven op de vragen"),
                _("Wie geeft antwoord op de vragen over de stage?"),
                "",
                _("Bol-studenten"),
                "bol_respondents",
                _("Gaf antwoord"),
                _("bol-studenten"),
                _("Van %(whom)s gaf %(number)s van de 100 antwoord op de vragen."),
            ),
        )
    }
)

DIMENSIONS: Final = MappingProxyType(
    {
        "herkomst": _("Herkomst"),
        "gender": _("Geslacht"),
        "level": _("Niveau"),
        "leerweg": _("Leerweg"),
        "sector": _("Sector"),
    }
)
TABLES: Final = MappingProxyType(
    {
        **{name: (name,) for name in LABELS},
        **{f"herkomst_{name}": (name, "herkomst") for name in LABELS if name != "herkomst"},
    }
)
TABLE_LABELS: Final = MappingProxyType(
    {
        "herkomst": _("per herkomst"),
        "gender": _("per geslacht"),
        "level": _("per niveau"),
        "leerweg": _("per leerweg"),
        "sector": _("per sector"),
        "herkomst_gender": _("per geslacht en herkomst"),
        "herkomst_level": _("per niveau en herkomst"),
        "herkomst_leerweg": _("per leerweg en herkomst"),
        "herkomst_sector": _("per sector en herkomst"),
    }
)
REFERENCE: Final = "Nederland"
# Codes of the cohort, in the order in which they are shown; other labels stand as they are.
NAMES: Final = MappingProxyType(
    {
        "herkomst": {
            REFERENCE: _("Nederland"),
            "Europa": _("Europa, zonder Nederland"),
            "Buiten-Europa": _("Buiten Europa"),
            "Onbekend": _("Herkomst onbekend"),
        },
        "level": {
            "entree": _("Entree"),
            "niveau2": _("Niveau 2"),
            "niveau3": _("Niveau 3"),
            "niveau4": _("Niveau 4"),
        },
        "leerweg": {"BOL": _("Bol"), "BBL": _("Bbl")},
        "gender": {
            "vrouw": _("Vrouw"),
            "man": _("Man"),
            "anders": _("Anders"),
            "Onbekend": _("Onbekend"),
        },
        "sector": {"Onbekend": _("Onbekend")},
    }
)
WHICH: Final = MappingProxyType(
    {
        "herkomst": _("%(whom)s met herkomst %(group)s"),
        "gender": _("%(whom)s met geslacht %(group)s"),
        "level": _("%(whom)s op %(group)s"),
        "leerweg": _("%(whom)s in leerweg %(group)s"),
        "sector": _("%(whom)s in sector %(group)s"),
    }
)
# In the middle of a sentence.
ORIGINS: Final = MappingProxyType(
    {
        REFERENCE: _("Nederland"),
        "Europa": _("Europa (zonder Nederland)"),
        "Buiten-Europa": _("buiten Europa"),
        "Onbekend": _("onbekend"),
    }
)
EVERYBODY: Final = _("Alle studenten")


def group_name(dimension: str, code: str) -> Text:
    """A label of the cohort in words."""
    return NAMES.get(dimension, {}).get(code, code)


def place(dimension: str, code: str) -> tuple[int, str]:
    """Where a group stands: in a fixed order, never by how it does."""
    known = list(NAMES.get(dimension, {}))
    is_unknown = code == "Onbekend"
    return (known.index(code) if code in known else len(known) - is_unknown, code)
