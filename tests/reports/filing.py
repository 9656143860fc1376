"""File a report in a test, in one line."""

from typing import Any

from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport, Filing, file_report
from reports.reporter.opening import OwnDossier, open_own
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.vault import receipts

STORY = "Ze zeiden dat mijn naam de klanten zou wegjagen."


def file(
    school: School,
    *,
    wish: str = Wish.TALK,
    excluded: tuple[User, ...] = (),
    receipt: str | None = None,
    story: str = STORY,
    address: str = "",
    danger: str = "",
    language: str = "",
    **facts: Any,
) -> FiledReport:
    account = Account(
        school=school.code,
        account=story,
        phases=["during"],
        grounds=["race", "religion"],
        company_text="Autobedrijf Windwijzer",
        wish=wish,
        danger=danger,
        language=language,
    )
    filing = Filing(
        school=school,
        account=account,
        excluded=[str(user.pk) for user in excluded],
        address=address,
        **facts,
    )
    return file_report(filing=filing, receipt=receipt or receipts.new_receipt())


def own(filed: FiledReport) -> OwnDossier:
    """Open it as its reporter."""
    keys = filed.receipt_keys
    return open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)
