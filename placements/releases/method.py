"""The numbers of the method page: every one is a constant of the code that does the counting."""

import math
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.outcomes import floors, indicators
from placements.outcomes.cohort import CAP
from placements.outcomes.estimates import Z
from placements.outcomes.gap.categories import RUNAWAY
from placements.outcomes.gap.samples import DRAWS
from placements.outcomes.release.gate import FEW, NARROW
from placements.outcomes.release.places import CROSSED_FROM
from placements.protection.floors import RATE_FROM, RATIO_FROM, SHOWN_FROM
from placements.protection.rounding import APPLICATIONS_BASE, BASE
from placements.releases import gap_figures, method_example
from placements.releases.catalogue import DIRECT, INDICATORS, RATIO, RESPONSE, Text
from placements.releases.gap_counts import GROUP_FROM, SCHOOLS_FROM, STUDENTS_FROM
from placements.releases.gap_figures import SHARE_STEP
from placements.releases.gap_pages import unexplained
from placements.releases.gap_warnings import SUPPORT_PERCENT
from placements.releases.gap_words import Unit, between, number, plain
from placements.releases.method_accuracy import accuracy_table
from placements.releases.models import BLOCK_YEARS
from placements.releases.policy import ORIGIN_FROM

CONFIDENCE: Final = round(100 * math.erf(Z / math.sqrt(2)))  # per cents of an interval

CONSTANTS: Final[dict[str, int]] = {
    "apps_base": APPLICATIONS_BASE,
    "base": BASE,
    "block_years": BLOCK_YEARS,
    "cap": CAP,
    "category_from": floors.CATEGORY_FROM,
    "confidence": CONFIDENCE,
    "crossed_from": CROSSED_FROM,
    "draws": DRAWS,
    "few": FEW,
    "freedom_from": floors.FREEDOM_FROM,
    "group_from": floors.GROUP_FROM,
    "group_shown_from": GROUP_FROM,
    "horizon": indicators.HORIZON,
    "long_search": indicators.LONG_SEARCH,
    "narrow": NARROW,
    "origin_from": ORIGIN_FROM,
    "rate_from": RATE_FROM,
    "ratio_from": RATIO_FROM,
    "region_from": floors.REGION_FROM,
    "region_shown_from": STUDENTS_FROM,
    "runaway": int(RUNAWAY),
    "satisfied": indicators.SATISFIED,
    "schools_from": SCHOOLS_FROM,
    "share_step": SHARE_STEP,
    "shown_from": SHOWN_FROM,
    "soon": indicators.SOON,
    "support": SUPPORT_PERCENT,
}


@dataclass(frozen=True)
class Counted:
    """An indicator in words: what stands above the line, and who below it."""

    name: str
    label: Text
    above: str
    below: str


_BELOW: Final = {
    "applicants": gettext_lazy("alle sollicitanten"),
    "n": gettext_lazy("alle studenten, sollicitant of niet"),
    "placed": gettext_lazy("studenten die een plek vonden"),
    "bol_respondents": gettext_lazy("bol-studenten die deze vraag beantwoordden"),
    "placed_respondents": gettext_lazy("studenten met een plek die deze vraag beantwoordden"),
}


def counted() -> list[Counted]:
    """Every share, in the order of the catalogue."""
    above = _above()
    return [
        Counted(name, one.label, above[name], _below(name, one.of))
        for name, one in INDICATORS.items()
        if name != RATIO
    ]


def _below(name: str, of: str) -> str:
    return _("alle bol-studenten") if name == RESPONSE else str(_BELOW[of])


def _above() -> dict[str, str]:
    return {
        "first_try": _("sollicitanten met een plek na precies één sollicitatie"),
        "four_or_more": _(
            "sollicitanten met minstens %(times)s sollicitaties, met of zonder plek"
        ) % {"times": indicators.LONG_SEARCH},
        "invited_half": _(
            "sollicitanten die op minstens de helft van hun sollicitaties zijn uitgenodigd"
        ),
        "placed": _("studenten met een plek op de peildag"),
        "within56": _("studenten met een plek binnen %(days)s dagen")
        % {"days": indicators.SOON},
        DIRECT: _(
            "studenten die geen sollicitant zijn: de plek kwam van school, werk of kennissen"
        ),
        "early_term": _("studenten van wie de stage eerder stopte dan afgesproken"),
        "satisfied7": _("studenten die de stage een %(grade)s of hoger gaven")
        % {"grade": indicators.SATISFIED},
        "discrim": _("studenten die zeiden dat ze zelf discriminatie hebben ervaren"),
        RESPONSE: _("bol-studenten die de vragen beantwoordden"),
    }  # fmt: skip


# ---------- the worked examples, written as figures are ----------


def _share_example() -> dict[str, Any]:
    found = method_example.one_class()
    return {"n": found.n, "k": found.k, "percent": found.rate.percent,
            "low": found.rate.low_percent, "high": found.rate.high_percent}  # fmt: skip


def _search_example() -> dict[str, Any]:
    found = method_example.five_searches()
    return {
        "applications": ", ".join(map(str, found.applications)),
        "capped": ", ".join(map(str, found.capped)),
        "students": len(found.applications),
        "total": found.total,
        "placed": found.placed,
        "value": number(Unit.APPLICATIONS, found.value),
    }


def _gap_example() -> dict[str, Any]:
    found = method_example.gap()
    written = {
        "raw": gap_figures.points(found.raw),
        "adjusted": gap_figures.points(found.adjusted),
        "share": gap_figures.steps(found.share),
        "applications": gap_figures.steps(found.applications),
        "applications_log": gap_figures.steps(found.applications_log),
    }
    units = {"raw": Unit.POINTS, "adjusted": Unit.POINTS}
    return {
        "rows": [_stratum(one) for one in found.strata],
        "group": plain(100 * found.group, decimals=1),
        "reference": plain(100 * found.reference, decimals=1),
        "disadvantage": plain(100 * found.disadvantage, decimals=1),
        "explained": plain(100 * found.explained, decimals=1),
        "unexplained": plain(100 * found.unexplained, decimals=1),
        **{name: _said(units.get(name, Unit.PERCENT), one) for name, one in written.items()},
    }


def _said(unit: Unit, figure: gap_figures.Figure) -> dict[str, str]:
    if figure.value is None or figure.low is None or figure.high is None:
        raise ValueError("The worked example has every figure.")
    return {"text": number(unit, figure.value), "between": between(unit, figure.low, figure.high)}


def _stratum(one: method_example.Stratum) -> list[str]:
    names = {"zorg": _("zorg"), "economie": _("economie")}
    return [
        names[one.sector],
        f"{round(100 * one.group)}% (n = {one.group_n})",
        f"{round(100 * one.reference)}% (n = {one.reference_n})",
        number(Unit.POINTS, round(100 * one.difference)),
        plain(one.weight, decimals=1),
    ]


def context() -> dict[str, Any]:
    return {
        **CONSTANTS,
        "counted": counted(),
        "unexplained": unexplained(),
        "share_example": _share_example(),
        "search_example": _search_example(),
        "gap_example": _gap_example(),
        "gap_columns": [
            _("Richting"),
            (_("Herkomst buiten Europa"), "number"),
            (_("Herkomst Nederland"), "number"),
            (_("Verschil"), "number"),
            (_("Gewicht"), "number"),
        ],
        "accuracy": accuracy_table(),
    }
