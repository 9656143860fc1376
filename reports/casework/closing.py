"""The registration record that a closed case leaves behind (vault.md, outside the seal)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min

from placements.companies.models import TrainingCompany
from reports.casework.models import Case, Status
from reports.casework.signals import case_closing
from reports.consents.actions import was_carried_out
from reports.consents.vocabulary import Step
from reports.dossiers.account import Account
from reports.dossiers.actions import read_account, read_decisions, write_decisions
from reports.registration.actions import register
from reports.registration.vocabulary import Measure
from stagebaken.vault.keys import DossierKeys

# What the dossier itself shows that was done; a handler adds the rest.
BY_STEP = {
    Step.TALK: Measure.TALK,
    Step.HEAR: Measure.HEARING,
    Step.SBB: Measure.SBB,
    Step.BODY: Measure.OTHER_BODY,
}


def register_closed(
    *, case: Case, keys: DossierKeys, outcome: str, measures: Collection[str], day: date
) -> None:
    """Count a case that closes, once: a flag inside the seal keeps a second record away.

    In the transaction and under the lock of the closing.
    """
    report = case.dossier.report
    decisions = read_decisions(report=report, keys=keys)
    if decisions.counted:
        return
    account = read_account(report=report, keys=keys)
    register(
        school=case.school,
        received_on=case.received_on,
        acknowledged_on=case.acknowledged_on,
        outcome_on=first_day(case, Status.OUTCOME_KNOWN) or day,
        grounds=account.grounds,
        phases=account.phases,
        outcome=outcome,
        measures={*measures, *measures_taken(case, keys)},
        sector=_sector(account),
        **_replaced(case, keys),
    )
    write_decisions(report=report, keys=keys, decisions=replace(decisions, counted=True))


def measures_taken(case: Case, keys: DossierKeys) -> set[str]:
    """What was done with the reporter's yes, and whether another placement was looked for."""
    taken = {
        str(measure)
        for step, measure in BY_STEP.items()
        if was_carried_out(case.dossier, keys, step)
    }
    if first_day(case, Status.REPLACEMENT):
        taken.add(str(Measure.REPLACEMENT))
    return taken


def first_day(case: Case, status: Status) -> date | None:
    """The day on which the case came to this status for the first time."""
    found: date | None = case.events.filter(status=status).aggregate(day=Min("day"))["day"]
    return found


def _sector(account: Account) -> str:
    """The sector of a company that was chosen from the register."""
    try:
        company_id = UUID(account.company_id)
    except ValueError:
        return ""
    found = TrainingCompany.objects.filter(pk=company_id).values_list("sector", flat=True).first()
    return found or ""


def _replaced(case: Case, keys: DossierKeys) -> dict[str, Any]:
    """Days of another placement: from the room that looks for it, else the status alone."""
    days: dict[str, Any] = {"replacement_asked_on": first_day(case, Status.REPLACEMENT)}
    for _receiver, told in case_closing.send(sender=Case, case=case, keys=keys):
        if isinstance(told, dict):
            days |= told
    return days
