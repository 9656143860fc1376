"""How well each estimator finds what is true: the simulated figures, as the method page shows them.

A line per indicator and group, a column per number of students. In a cell: in how many per cents
of the simulations the interval held the truth, and the mean error.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from placements.outcomes.accuracy import Accuracy, simulated
from placements.releases.catalogue import INDICATORS, ORIGINS, Text
from placements.releases.gap_words import Unit, number, plain

NOT_SAID: Final = "*"  # after a cell: with so few students the product does not say this figure
_RATIOS: Final = {"apps_per_placement", "apps_ratio", "mh_or", "mh_rr", "poisson_rr", "logit_or"}
_DAYS: Final = {"rmst126"}


@dataclass(frozen=True)
class Table:
    columns: list[Any]
    rows: list[list[str]]
    least: str  # coverages of what is said, over all of the table
    most: str


def accuracy_table() -> Table:
    rows = simulated().rows
    sizes = sorted({one.n for one in rows})
    found = {(one.indicator, one.group, one.n): one for one in rows}
    lines = dict.fromkeys((one.indicator, one.group) for one in rows)
    said = [one.coverage for one in rows if one.said]
    return Table(
        [_("Wat"), *((_("n = %(n)s") % {"n": number(Unit.COUNT, n)}, "number") for n in sizes)],
        [[_label(*line), *(_cell(found.get((*line, n))) for n in sizes)] for line in lines],
        _percent(min(said)),
        _percent(max(said)),
    )


def _cell(one: Accuracy | None) -> str:
    if one is None:
        return ""
    mark = "" if one.said else f" {NOT_SAID}"
    return f"{_percent(one.coverage)}; {_bias(one)}{mark}"


def _percent(coverage: float) -> str:
    return number(Unit.PERCENT, round(100 * coverage))


def _bias(one: Accuracy) -> str:
    """In points of a share, in days, or as the ratio itself."""
    if one.indicator in _RATIOS:
        return _signed(one.bias, 2)
    return _signed(one.bias, 1) if one.indicator in _DAYS else _signed(100 * one.bias, 1)


def _signed(value: float, decimals: int) -> str:
    rounded = round(value, decimals)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{plain(abs(rounded), decimals=decimals)}"


def _label(indicator: str, group: str) -> str:
    return _("%(what)s, herkomst %(group)s") % {
        "what": _name(indicator),
        "group": ORIGINS.get(group, group),
    }


def _name(indicator: str) -> Text:
    if indicator in INDICATORS:
        return INDICATORS[indicator].label
    return {
        "invitation": _("Gemiddeld deel uitnodigingen"),
        "rmst126": _("Gemiddelde zoektijd"),
        "first_try_diff": _("Verschil in eerste sollicitatie, zoals geteld"),
        "apps_ratio": _("Verhouding van sollicitaties per plek, zoals geteld"),
        "mh_or": _("Kansverhouding per combinatie (Mantel-Haenszel)"),
        "mh_rr": _("Verhouding per combinatie (Mantel-Haenszel)"),
        "mh_rd": _("Verschil per combinatie (Mantel-Haenszel)"),
        "poisson_rr": _("Verhouding uit een model (Poisson)"),
        "logit_or": _("Kansverhouding uit een model (logit)"),
        "decomp_first_try": _("Onverklaard deel, eerste sollicitatie"),
        "decomp_apps": _("Onverklaard deel, sollicitaties per plek"),
    }[indicator]
