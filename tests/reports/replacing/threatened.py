"""File a report that says more than the usual one, in one line."""

from typing import Any

from reports.dossiers.account import Account
from reports.intake.actions import FiledReport, Filing, file_report
from schools.registry.models import School
from stagebaken.vault import receipts


def filed_as(school: School, *, receipt: str = "", **facts: Any) -> FiledReport:
    told = {"wish": "talk", "phases": ["during"]} | facts
    account = Account(school=school.code, account="Zo ging het.", **told)
    filing = Filing(school=school, account=account)
    return file_report(filing=filing, receipt=receipt or receipts.new_receipt())
