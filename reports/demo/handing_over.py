"""A report that its school handed over to SBB, with the reporter's yes; SBB has to respond."""

from reports.casework.models import Case
from reports.consents.vocabulary import Step
from reports.demo.consent import granted
from reports.handover import actions
from reports.reporter.opening import OwnDossier
from stagebaken.vault.keys import UnlockedMember

MAY_FOLLOW = (
    "SBB kan afspraken maken met het bedrijf, of de erkenning schorsen of intrekken. SBB kan ook "
    "besluiten niets te doen."
)


def hand_to_sbb(*, member: UnlockedMember, case: Case, mine: OwnDossier, text: str) -> None:
    """Ask the reporter, let them say yes, and hand exactly this text over."""
    consent_id = granted(
        member=member, mine=mine, step=Step.SBB, receiver="SBB", text=text, may_follow=MAY_FOLLOW
    )
    actions.hand_over(member=member, case=case, consent_id=consent_id)
