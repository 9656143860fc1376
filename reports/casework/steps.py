"""The next lawful steps of a case, for its page: out of the table and the consents alone."""

from typing import Any

from reports.casework.closing import BY_STEP
from reports.casework.models import Status
from reports.casework.opening import OpenCase
from reports.casework.transitions import Who, rules_from
from reports.casework.words import step_words
from reports.consents import actions as consents
from reports.consents.actions import OpenConsent
from reports.consents.vocabulary import State, Step

TAKEN = {State.CARRIED_OUT, State.EXCEPTION}


def carried_out(asked: list[OpenConsent]) -> set[Step]:
    return {one.step for one in asked if one.state in TAKEN}


def next_steps(opened: OpenCase) -> list[dict[str, Any]]:
    """What a member may do by hand now. What rooms above do stands in their own panels."""
    rules = rules_from(opened.case.status, who=Who.MEMBER, sector=opened.case.school.sector)
    return [
        {"to": str(rule.to), "words": step_words(opened.case.status, rule.to)}
        for rule in rules
        if rule.to != Status.ACKNOWLEDGED and not rule.is_of_room
    ]


def measures_shown(opened: OpenCase) -> list[str]:
    """What the dossier shows that was done, ticked already when a case is closed."""
    done = carried_out(consents.opened(opened.case.dossier, opened.keys))
    return [str(BY_STEP[step]) for step in Step if step in done and step in BY_STEP]
