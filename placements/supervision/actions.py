"""SBB's officer decides about a recognition: authorised, changed, written down and audited."""

from datetime import date

from django.db import transaction

from placements.accreditations import actions as register
from placements.accreditations.actions import OFFICERS, RuleBroken
from placements.accreditations.models import Key, Status
from placements.supervision.decisions import (
    LIFT_FIRST,
    RECOGNISED_ALREADY,
    WORDS,
    Decision,
    Refused,
)
from placements.supervision.policy import require_advisor
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb


@transaction.atomic
def decide(
    *,
    by: User,
    key: Key,
    decision: Decision,
    day: date,
    until: date | None = None,
    reason: str,
) -> None:
    """Suspend, withdraw, lift or end from this day on."""
    require_advisor(by, key.company_id)
    try:
        _apply(by, key, decision, day, until, reason)
    except RuleBroken as broken:
        raise Refused(str(WORDS[decision].refused)) from broken
    _record(by, key, decision.name.lower(), day, until)


@transaction.atomic
def recognise(*, by: User, key: Key, day: date, until: date | None, reason: str) -> None:
    """Recognise for one programme in one pathway, from this day on."""
    require_advisor(by, key.company_id)
    register.lock(key)
    blocks = register.rows_of(key).covering(day).exclude(status=Status.ACTIVE)
    if blocks.exists():
        raise Refused(str(LIFT_FIRST))
    if register.is_erkend(key, day):
        raise Refused(str(RECOGNISED_ALREADY))
    register.recognise(
        key=key, source=OFFICERS, valid_from=day, valid_until=until, reason=reason, by=by
    )
    _record(by, key, "recognise", day, until)


def _apply(
    by: User, key: Key, decision: Decision, day: date, until: date | None, reason: str
) -> None:
    match decision:
        case Decision.SUSPEND:
            register.block(
                key=key, status=Status.SUSPENDED, source=OFFICERS, day=day, until=until,
                reason=reason, by=by,
            )  # fmt: skip
        case Decision.WITHDRAW:
            register.block(
                key=key, status=Status.WITHDRAWN, source=OFFICERS, day=day, reason=reason, by=by
            )
        case Decision.LIFT:
            register.lift(key=key, source=OFFICERS, day=day, reason=reason, by=by)
        case Decision.END:
            if not register.rows_of(key).filter(status=Status.ACTIVE).lasting(day).exists():
                raise RuleBroken("Nothing ends.")
            register.end(
                key=key, source=OFFICERS, day=day, reason=reason, by=by, of_every_source=True
            )


def _record(by: User, key: Key, what: str, day: date, until: date | None) -> None:
    """Codes only: the reason stands in the history of the register."""
    detail: Detail = {
        "what": what,
        "programme": key.programme_id,
        "pathway": key.pathway,
        "day": day.isoformat(),
        "until": until.isoformat() if until else None,
    }
    record(
        verb=Verb.RECOGNITION_DECIDED,
        actor=by,
        scope=Scope.SYSTEM,
        role=Role.SBB_ADVISOR,
        subject=key.company_id,
        detail=detail,
    )
