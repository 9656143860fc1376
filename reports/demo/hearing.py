"""A company that is asked what happened, with its reporter's yes; it has not answered yet."""

from reports.casework.models import Case
from reports.consents.vocabulary import Step
from reports.demo.consent import granted
from reports.hearings import actions, codes, terms
from reports.reporter.opening import OwnDossier
from stagebaken.vault import receipts
from stagebaken.vault.keys import UnlockedMember
from stagebaken.web.days import today


def ask_company(*, member: UnlockedMember, case: Case, mine: OwnDossier, text: str) -> str:
    """Ask the reporter, let them say yes, and ask the company; return the company's code."""
    consent_id = granted(
        member=member,
        mine=mine,
        step=Step.HEAR,
        receiver=mine.account.company_text,
        text=text,
        may_follow="Het bedrijf geeft zijn kant. Daarna beslist je school wat er gebeurt.",
    )
    code = receipts.new_receipt()
    actions.start(
        member=member,
        case=case,
        consent_id=consent_id,
        code=codes.derive(code),
        due_on=terms.proposed(case.school, today()),
    )
    return code
