"""What an advisor of SBB does with the one copy that there is."""

import datetime as dt
from typing import Any
from uuid import UUID

from placements.accreditations.models import Key
from placements.companies.models import TrainingCompany
from reports.handover import investigating
from reports.handover.expecting import proposed
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.handover.conftest import (
    REASONS,
    RESPONSE,
    Scene,
    investigation,
    link,
)

WORDS = {"kanariedocument", "kanariereactie", "kanarienotitie", "kanarieredenen"}
NO_ACTION = Outcome(conclusion=Conclusion.NO_ACTION, reasons=REASONS)


def company(key: Key) -> TrainingCompany:
    return TrainingCompany.objects.get(pk=key.company_id)


def respond(
    member: Member,
    text: str = RESPONSE,
    once: UUID | None = None,
    expected_on: dt.date | None = None,
) -> bool:
    return investigating.respond(
        member=member.unlocked,
        investigation=investigation(),
        text=text,
        expected_on=expected_on or proposed(),
        once=once,
    )


def conclude(member: Member, outcome: Outcome = NO_ACTION, **kwargs: Any) -> bool:
    link(member)
    return conclude_as_is(member, outcome, **kwargs)


def conclude_as_is(member: Member, outcome: Outcome = NO_ACTION, **kwargs: Any) -> bool:
    return investigating.conclude(
        member=member.unlocked, investigation=investigation(), outcome=outcome, **kwargs
    )


def suspension(key: Key, days: int = 60) -> Outcome:
    return Outcome(
        conclusion=Conclusion.SUSPENDED,
        reasons=REASONS,
        scope=[key],
        scope_names=["Autotechnicus (bol)"],
        day=today(),
        until=today() + dt.timedelta(days=days),
    )


def work(scene: Scene, arend: Member) -> None:
    """A report handed over, with everything that SBB can write."""
    scene.hand_over(scene.consent("School: kanariedocument\n\nwat er is gebeurd"))
    found, member = investigation(), arend.unlocked
    respond(arend, "kanariereactie")
    investigating.add_note(member=member, investigation=found, text="kanarienotitie")
    link(arend)
    found = investigation()
    outcome = Outcome(conclusion=Conclusion.NO_ACTION, reasons="kanarieredenen")
    investigating.conclude(member=member, investigation=found, outcome=outcome)
