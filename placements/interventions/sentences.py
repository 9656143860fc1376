"""The one sentence that may be said of a plan, and the figures beside it (statistics.md §5).

Never 'it worked': schools differ in more than what they did.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.interventions.models import Analysis, Plan
from placements.interventions.vocabulary import Indicator, Outcome
from schools.students.models import school_year


@dataclass(frozen=True)
class Line:
    """One question of a plan and what the figures say of it, in words."""

    label: str
    change: str  # in percentage points with its interval, or why there is none
    chance: str  # Holm's p-value


@dataclass(frozen=True)
class Said:
    sentence: str
    count: str  # how many schools on each side
    lines: list[Line]
    by_school: str
    picture: list[tuple[str, str]]  # a school year, and the difference in it


def said(plan: Plan, analysis: Analysis) -> Said:
    result = analysis.result
    return Said(
        sentence=_sentence(plan, Outcome(analysis.outcome), result),
        count=_count(result),
        lines=[_line(one) for one in result.get("questions", ())],
        by_school=_interval(result.get("by_school")) if result.get("by_school") else "",
        picture=[(school_year(one["year"]), _interval(one)) for one in result.get("picture", ())],
    )


def _sentence(plan: Plan, outcome: Outcome, result: dict[str, Any]) -> str:
    label = str(Indicator(plan.indicator).label).lower()
    others = result["comparison_schools"]
    if outcome in (Outcome.INSIDE, Outcome.OUTSIDE):
        return _single(outcome, label, others)
    sentences = {
        Outcome.HIGHER: _(
            "Het aandeel ‘%(label)s’ steeg op de scholen met de maatregel meer dan op de scholen "
            "zonder. Waardoor dat komt, zeggen deze cijfers niet."
        ),
        Outcome.LOWER: _(
            "Het aandeel ‘%(label)s’ steeg op de scholen met de maatregel minder dan op de scholen "
            "zonder, of het daalde meer. Waardoor dat komt, zeggen deze cijfers niet."
        ),
        Outcome.UNSEEN: _(
            "Het aandeel ‘%(label)s’ veranderde op de scholen met de maatregel niet zo anders dan "
            "op de scholen zonder dat toeval uitgesloten is. Dat betekent niet dat er niets "
            "veranderde."
        ),
        Outcome.TOO_FEW: _("Er zijn te weinig scholen met cijfers om hier iets over te zeggen."),
    }
    return sentences[outcome] % {"label": label}


def _single(outcome: Outcome, label: str, others: int) -> str:
    text = {
        Outcome.INSIDE: _(
            "De verandering van ‘%(label)s’ op deze school ligt binnen het bereik van "
            "%(others)s andere scholen."
        ),
        Outcome.OUTSIDE: _(
            "De verandering van ‘%(label)s’ op deze school ligt buiten het bereik van "
            "%(others)s andere scholen. Waardoor dat komt, zeggen deze cijfers niet."
        ),
    }
    return text[outcome] % {"label": label, "others": others}


def _count(result: dict[str, Any]) -> str:
    number = result["schools"]
    return ngettext(
        "%(number)s school met de maatregel en %(others)s zonder hadden alle cijfers.",
        "%(number)s scholen met de maatregel en %(others)s zonder hadden alle cijfers.",
        number,
    ) % {"number": number, "others": result["comparison_schools"]}


def _line(one: dict[str, Any]) -> Line:
    holm = one["holm"]
    chance = "" if holm is None else _("p = %(p)s, na Holm") % {"p": localize(round(holm, 3))}
    return Line(str(Indicator(one["indicator"]).label), _interval(one["change"]), chance)


def _interval(found: dict[str, float | None] | None) -> str:
    if found is None or found.get("value") is None:
        return _("te weinig gegevens")
    return _("%(value)s procentpunt (tussen %(low)s en %(high)s)") % {
        name: localize(found[name]) for name in ("value", "low", "high")
    }
