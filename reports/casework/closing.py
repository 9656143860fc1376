"""The registration record that a closed case leaves behind (vault.md, outside the seal)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Min

from placements.companies.models import TrainingCompany
from reports.casework.models import Case, Status
from reports.casework.place import room
from reports.consents.actions import was_carried_out
from reports.consents.vocabulary import Step
from reports.dossiers.account import Account
from reports.dossiers.actions import read_account, read_decisions, write_decisions
from reports.registration.actions import register
from reports.registration.vocabulary import Measure, Outcome
from stagebaken.vault.keys import DossierKeys

# What the dossier itself shows that was done; a handler adds the rest.
BY_STEP = {
    Step.TALK: Measure.TALK,
    Step.HEAR: Measure.HEARING,
    Step.SBB: Measure.SBB,
    Step.BODY: Measure.OTHER_BODY,
}
# With these a company has no students any more, or not of this school: whoever is there moves on.
LOST_OUTCOMES = frozenset({Outcome.PLACEMENTS_STOPPED, Outcome.SUSPENDED, Outcome.REVOKED})


def is_lost(outcome: str, measures: Collection[str]) -> bool:
    """Whether what is written down at the closing ends placements at the company."""
    return outcome in LOST_OUTCOMES or Measure.NO_PLACEMENTS in measures


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
    search = room().search(case, keys)
    told = set(measures) - {str(Measure.REPLACEMENT)}  # said by the record of a search alone
    register(
        school=case.school,
        received_on=case.received_on,
        acknowledged_on=case.acknowledged_on,
        outcome_on=first_day(case, Status.OUTCOME_KNOWN) or day,
        grounds=account.grounds,
        phases=account.phases,
        outcome=outcome,
        measures=told | measures_taken(case, keys),
        sector=_sector(account),
        replacement_asked_on=search.asked_on,
        replaced_on=search.found_on,
    )
    write_decisions(report=report, keys=keys, decisions=replace(decisions, counted=True))


def measures_taken(case: Case, keys: DossierKeys) -> set[str]:
    """What was done with the reporter's yes, and whether another placement was looked for."""
    taken = {
        str(measure)
        for step, measure in BY_STEP.items()
        if was_carried_out(case.dossier, keys, step)
    }
    if room().search(case, keys).asked_on:
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
