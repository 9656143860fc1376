"""The verb "new receipt" (vault.md): the one that somebody else saw opens nothing any more."""

from dataclasses import replace

from django.db import transaction

from reports.dossiers.actions import Side, read_decisions, write_decisions
from reports.dossiers.models import Report
from reports.reporter.opening import OwnDossier
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import UnknownReceipt
from stagebaken.vault.models import Dossier
from stagebaken.vault.receipts import ReceiptKeys


def renew_receipt(*, own: OwnDossier, receipt: ReceiptKeys) -> None:
    """Let the new receipt open the dossier, and no other. Raises ReceiptTaken.

    Raises UnknownReceipt when another new receipt was kept a moment ago: whoever was first has it.
    """
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        report = Report.objects.get(pk=own.report.pk)
        decided = read_decisions(report=report, keys=own.keys)
        if not decided.must_renew:
            if keyring.find(receipt) != own.dossier:
                raise UnknownReceipt("Another receipt was made for this dossier.")
            return  # a double click
        keyring.replace_receipt(own.dossier, own.keys, receipt)
        decided = replace(decided, must_renew=False)
        write_decisions(report=report, keys=own.keys, decisions=decided)
        record(
            verb=Verb.RECEIPT_RENEWED,
            actor=None,
            role=Side.REPORTER,
            scope=Scope.DOSSIER,
            vault_id=own.dossier.vault_id,
            subject=own.dossier.pk,
        )
