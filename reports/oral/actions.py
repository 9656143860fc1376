"""Write down what a student tells: the report is the student's, and so is the dossier."""

from collections.abc import Callable
from dataclasses import replace

from reports.intake.actions import FiledReport, Filing, file_report
from reports.notices import actions as notices
from reports.oral.policy import POLICY
from stagebaken.accounts.models import User
from stagebaken.vault import keyring


def take_down(
    *, member: User, filing: Filing, receipt: str, settle: Callable[[], None]
) -> FiledReport:
    """File in the name of the student, with who wrote it down. Once for one receipt.

    The receipt was seen by the member: at its first use the student gets a new one.
    Raises Busy, NoReaders, EmptyText, TextTooLong, PermissionDenied.
    """
    taker = POLICY.require(member, filing.school)
    filed = file_report(filing=replace(filing, taker=taker), receipt=receipt, settle=settle)
    for recipient in keyring.readers(filed.dossier).filter(user=member):
        notices.seen(recipient=recipient, dossier=filed.dossier)  # no news to who wrote it
    return filed
