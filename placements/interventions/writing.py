"""The text of a plan: the bytes whose hash proves what was said beforehand.

JSON in one form: keys in order, no spaces to choose, one newline at the end. Whoever has the file
counts `sha256sum` and finds the number of the ledger.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from placements.interventions.models import Plan
from placements.interventions.statistics.change import LEAST_OTHERS, LEAST_SCHOOLS
from placements.interventions.statistics.power import POWER
from placements.interventions.vocabulary import RULES_VERSION
from placements.protection.floors import RATE_FROM

DECISION_RULE = (
    "We say that a share changed more or less than elsewhere only when the 95 % interval of the "
    "primary analysis leaves out 0. With further indicators the p-values are Holm's."
)
EXCLUSION_RULE = (
    "A school counts when its final figures of every school year of the plan were published, from "
    f"{RATE_FROM} students of the group in each."
)
ANALYSIS_RULE = (
    "Primary: change scores of schools, Student's t with schools - 2 degrees of freedom. From ten "
    "schools on each side also the regression with errors by school. A single school: the "
    f"prediction interval of the others. At least {LEAST_SCHOOLS} schools on each side, or "
    f"{LEAST_OTHERS} beside a single one."
)


def text_of(
    plan: Plan,
    *,
    treated: Iterable[str],
    others: Iterable[str],
    smallest: float | None,
    moment: datetime,
) -> str:
    """Schools by their code. `smallest` as a fraction, or None when nothing could be seen."""
    content: dict[str, Any] = {
        "plan": str(plan.pk),
        "registered_at": moment.isoformat(timespec="seconds"),
        "rules": RULES_VERSION,
        "title": plan.title,
        "measure": plan.measure,
        "reasoning": plan.reasoning,
        "schools": sorted(treated),
        "comparison_schools": sorted(others),
        "indicator": plan.indicator,
        "further_indicators": list(plan.secondary),
        "group": plan.group,
        "school_years_before": list(plan.before),
        "school_years_after": list(plan.after),
        "exclusions": [one for one in (EXCLUSION_RULE, plan.exclusions) if one],
        "analysis": ANALYSIS_RULE,
        "decision": DECISION_RULE,
        "expected_percent": plan.expected_percent,
        "expected_students": plan.expected_students,
        "power": POWER,
        "smallest_effect_in_points": None if smallest is None else round(100 * smallest, 1),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def is_genuine(plan: Plan) -> bool:
    """Whether the text that is kept is still the one that was hashed."""
    return plan.is_registered and digest_of(plan.text) == plan.digest


def facts_of(plan: Plan) -> dict[str, Any]:
    """What was hashed, as a page shows it: read from the text itself and not from the columns."""
    content: dict[str, Any] = json.loads(plan.text)
    return content
