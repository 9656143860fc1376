"""What is counted, once: the counting, the pages, the files and the public definition read this.

A table splits a whole. Its items are codes of the registration record; the labels are for people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.companies.models import SectorChamber
from reports.dossiers.vocabulary import Ground, Phase
from reports.registration.vocabulary import (
    OF_SBB,
    AcknowledgedWithin,
    Measure,
    Outcome,
    OutcomeWithin,
    ReplacedWithin,
)

Text = str | Promise
Cell = tuple[str, str]  # a table and an item of it
UNKNOWN = "unknown"  # nothing was filled in
NONE = "none"  # nothing was done
TOTALS = "totals"


class Whole(StrEnum):
    """A set of reports that a table splits. Each is counted and rounded by itself."""

    REPORTS = "reports"
    COUNTED = "only_counted"
    HANDLED = "handled"
    SOUGHT = "replacement"


WHOLES: dict[str, Text] = {
    Whole.REPORTS: _("Meldingen"),
    Whole.COUNTED: _("Alleen meegeteld"),
    Whole.HANDLED: _("Afgeronde zaken"),
    Whole.SOUGHT: _("Zaken waarin een andere stageplek is gevraagd"),
}
WHOLES_ABOUT: dict[str, Text] = {
    Whole.REPORTS: _(
        "Alle meldingen die meetellen: afgeronde zaken en meldingen die alleen zijn meegeteld."
    ),
    Whole.COUNTED: _(
        "De melder koos ‘Tel het alleen mee’. Niemand las de melding, dus over het vervolg is "
        "niets bekend."
    ),
    Whole.HANDLED: _("Het meldteam heeft de zaak afgesloten. Ingetrokken meldingen vallen af."),
    Whole.SOUGHT: _("Afgeronde zaken waarin de student om een andere stageplek vroeg."),
}


@dataclass(frozen=True)
class Table:
    """One breakdown. `several`: a report may stand in more than one of its items."""

    name: str
    label: Text
    about: Text
    whole: Whole
    items: Mapping[str, Text] = field(default_factory=dict)
    several: bool = False


def _items(choices: object, **more: Text) -> dict[str, Text]:
    return {**dict(choices), **more}  # type: ignore[call-overload]  # pairs of value and label


TABLES = (
    Table(
        "grounds",
        _("Waar het mee te maken had"),
        _("De gronden die de melder koos. Een melding kan bij meer gronden staan."),
        Whole.REPORTS,
        _items(Ground.choices, **{UNKNOWN: _("Niet ingevuld")}),
        several=True,
    ),
    Table(
        "phases",
        _("Wanneer het misging"),
        _("Bij het zoeken, tijdens de stage, of allebei: dan staat de melding op beide regels."),
        Whole.REPORTS,
        _items(Phase.choices, **{UNKNOWN: _("Niet ingevuld")}),
        several=True,
    ),
    Table(
        "sectors",
        _("Sector van het leerbedrijf"),
        _("Zoals bekend bij het afsluiten. Geen cijfer noemt een bedrijf."),
        Whole.HANDLED,
        _items(SectorChamber.choices, **{UNKNOWN: _("Niet bekend")}),
    ),
    Table(
        "measures",
        _("Wat er is gedaan"),
        _("Wat het meldteam bij het afsluiten aankruiste. Een zaak kan op meer regels staan."),
        Whole.HANDLED,
        _items(Measure.choices, **{NONE: _("Niets aangekruist")}),
        several=True,
    ),
    Table(
        "outcomes",
        _("Hoe het afliep"),
        _("De uitkomst die het verst ging. Die zegt niet of er discriminatie was."),
        Whole.HANDLED,
        _items(Outcome.choices),
    ),
    Table(
        "acknowledged",
        _("Dagen tot de ontvangst is bevestigd"),
        _("Kalenderdagen vanaf de dag van de melding. Uiterlijk na 7 dagen hoort dat te gebeuren."),
        Whole.HANDLED,
        _items(AcknowledgedWithin.choices, **{UNKNOWN: _("Niet bekend")}),
    ),
    Table(
        "outcome_days",
        _("Dagen tot de uitkomst"),
        _(
            "Kalenderdagen vanaf de dag van de melding tot de uitkomst. Binnen 3 maanden na de "
            "bevestiging hoort de melder wat er is gedaan."
        ),
        Whole.HANDLED,
        _items(OutcomeWithin.choices, **{UNKNOWN: _("Niet bekend")}),
    ),
    Table(
        "replaced",
        _("Dagen tot een andere stageplek"),
        _("Kalenderdagen vanaf de vraag om een andere plek tot de dag waarop die er was."),
        Whole.SOUGHT,
        _items(ReplacedWithin.choices),
    ),
)
# What a school of the hbo reads: there SBB has no part (R15).
HBO_TABLES = tuple(
    replace(table, items={item: label for item, label in table.items.items() if item not in OF_SBB})
    for table in TABLES
)
BY_NAME = {table.name: table for table in TABLES}
CELLS: tuple[Cell, ...] = (
    *((TOTALS, whole) for whole in WHOLES),
    *((table.name, item) for table in TABLES for item in table.items),
)
