"""A company that is asked what happened, with its reporter's yes; it has not answered yet."""

from reports.casework.models import Case
from reports.consents import actions as consents
from reports.consents.vocabulary import State, Step
from reports.hearings import actions, codes, terms
from reports.reporter.actions import OwnDossier
from stagebaken.vault import receipts
from stagebaken.vault.keys import UnlockedMember
from stagebaken.web.days import today


def ask_company(*, member: UnlockedMember, case: Case, mine: OwnDossier, text: str) -> str:
    """Ask the reporter, let them say yes, and ask the company; return the company's code."""
    request = consents.Request(
        step=Step.HEAR,
        receiver=mine.account.company_text,
        document=text,
        may_follow="Het bedrijf geeft zijn kant. Daarna beslist je school wat er gebeurt.",
        author=member.recipient.user.name,
        role=member.recipient.role,
    )
    dossier, keys = mine.dossier, mine.keys
    asked, _ = consents.ask(dossier=dossier, keys=keys, request=request, day=today())
    consents.answer(
        dossier=dossier, keys=keys, consent_id=asked.pk, answer=State.YES,
        digest=request.digest, day=today(),
    )  # fmt: skip
    code = receipts.new_receipt()
    actions.start(
        member=member,
        case=case,
        consent_id=asked.pk,
        code=codes.derive(code),
        due_on=terms.proposed(case.school, today()),
    )
    return code
