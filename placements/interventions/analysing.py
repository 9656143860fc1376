"""Make the analysis of a plan, by itself, as soon as the last figures are out (§5).

Nobody asks for it and nobody can hold it back: a ledger of what worked alone would be no ledger.
"""

from datetime import date
from typing import Any

from django.db import transaction

from placements.interventions import figures
from placements.interventions.models import Analysis, Plan
from placements.interventions.statistics import change, events, sensitivity
from placements.interventions.statistics.holm import adjusted
from placements.interventions.statistics.panel import Panel
from placements.interventions.vocabulary import Outcome
from placements.outcomes.estimates import Estimate
from placements.releases.models import Kind, Release
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb

LEVEL = 0.05  # of Holm's p-values, and of the interval of 95 %
# With fewer schools on a side their mean would nearly be one school's own figure, which that school
# may not have chosen to make public.
PICTURE_FROM = 5
LEAST_OTHERS = 5  # schools to hold against: each could subtract itself
Result = dict[str, Any]


def analyse_due(*, day: date) -> list[Analysis]:
    """Analyse the plans whose last school year has its final figures."""
    latest = Release.objects.filter(kind=Kind.FINAL, school__isnull=False).order_by("-year").first()
    if latest is None:
        return []
    return [analyse(plan, day=day) for plan in Plan.objects.to_analyse(latest.year)]


@transaction.atomic
def analyse(plan: Plan, *, day: date) -> Analysis:
    """Once: of two at the same time the second gives what the first made."""
    outcome, result = analysed(plan)
    made: Analysis
    made, is_new = Analysis.objects.get_or_create(
        plan=plan, defaults={"made_on": day, "outcome": outcome, "result": result}
    )
    if is_new:
        detail = {"outcome": str(made.outcome)}
        record(verb=Verb.PLAN_ANALYSED, actor=None, scope=Scope.SYSTEM, subject=plan.pk,
               detail=detail)  # fmt: skip
    return made


def analysed(plan: Plan) -> tuple[Outcome, Result]:
    """Rounded as it may be published; what cannot be said is None."""
    panel = figures.panel(plan, indicator=plan.indicator)
    sizes = (0, 0) if panel is None else (len(panel.treated), len(panel.others))
    result: Result = {"schools": sizes[0], "comparison_schools": sizes[1]}
    if panel is None or sizes[1] < LEAST_OTHERS:
        return Outcome.TOO_FEW, result
    if sizes[0] == 1:
        return _placed(panel, result)
    return _compared(plan, panel, result)


def _placed(panel: Panel, result: Result) -> tuple[Outcome, Result]:
    """Of a single school nothing is said but where it lies among the others."""
    found = change.expected(panel)
    if found is None:
        return Outcome.TOO_FEW, result
    return (Outcome.INSIDE if found.is_inside else Outcome.OUTSIDE), result


def _compared(plan: Plan, panel: Panel, result: Result) -> tuple[Outcome, Result]:
    questions = [_asked(plan, name) for name in (plan.indicator, *plan.secondary)]
    _correct(questions)
    result |= {"questions": questions, "by_school": _points(sensitivity.by_school(panel))}
    if min(len(panel.treated), len(panel.others)) >= PICTURE_FROM:
        picture = zip([*plan.before, *plan.after], events.by_year(panel), strict=False)
        result["picture"] = [{"year": year, **(_points(one) or {})} for year, one in picture]
    return _outcome(questions[0]), result


def _asked(plan: Plan, name: str) -> Result:
    """One question: the change in points, and what chance says of it."""
    panel = figures.panel(plan, indicator=name)
    if panel is None or len(panel.others) < LEAST_OTHERS:
        return {"indicator": name, "change": None, "p": None, "holm": None}
    found = change.primary(panel)
    p = change.p_value(found, len(panel.treated) + len(panel.others))
    return {"indicator": name, "change": _points(found), "p": p, "holm": None}


def _correct(questions: list[Result]) -> None:
    """Several questions in one plan: Holm's correction over those that have an answer."""
    known = [one for one in questions if one["p"] is not None]
    for one, p in zip(known, adjusted([one["p"] for one in known]), strict=True):
        one["p"], one["holm"] = round(one["p"], 4), round(p, 4)


def _points(found: Estimate) -> dict[str, float | None] | None:
    """In percentage points, with one decimal: schools, not students, are what it was made of."""
    if found.value is None or found.low is None or found.high is None:
        return None
    return {
        "value": round(100 * found.value, 1),
        "low": round(100 * found.low, 1),
        "high": round(100 * found.high, 1),
    }


def _outcome(question: Result) -> Outcome:
    """The decision rule of every plan (writing.DECISION_RULE)."""
    if question["change"] is None:
        return Outcome.TOO_FEW
    low, high = question["change"]["low"], question["change"]["high"]
    if not (low > 0 or high < 0) or question["holm"] >= LEVEL:
        return Outcome.UNSEEN
    return Outcome.HIGHER if low > 0 else Outcome.LOWER
