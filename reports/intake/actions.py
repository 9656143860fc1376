"""File a report: one receipt, one dossier, however often the answer was lost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from reports.attachments import storage
from reports.attachments.storage import DraftFile
from reports.casework.actions import hand_to_team
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import checked_text, write_report
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Wish
from reports.registration.actions import count_only
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import ReceiptTaken
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


@dataclass(frozen=True)
class Filing:
    """Everything a reporter files. `excluded` are ids of the team and its custodians."""

    school: School
    account: Account
    excluded: Sequence[str] = ()
    outsiders: str = ""
    known_as: str = ""
    known_contact: str = ""
    address: str = field(default="", repr=False)
    files: Sequence[DraftFile] = ()


@dataclass(frozen=True)
class FiledReport:
    """What filing gave. `is_new` is False when this receipt had filed before."""

    dossier: Dossier
    receipt_keys: receipts.ReceiptKeys = field(repr=False)
    is_new: bool


def file_report(*, filing: Filing, receipt: str) -> FiledReport:
    """File once under this receipt. The first content stands (contract.md).

    Raises InvalidReceipt, Busy, NoReaders, EmptyText, TextTooLong.
    """
    checked_text(filing.account.account)
    receipt_keys = receipts.derive(receipt)
    try:
        with transaction.atomic():
            dossier, keys = keyring.create(receipt=receipt_keys, day=today())
            _fill(filing, dossier, keys, today())
    except (ReceiptTaken, IntegrityError):
        # A double click or a lost answer: the same receipt is the same dossier.
        return FiledReport(keyring.find(receipt_keys), receipt_keys, is_new=False)
    return FiledReport(dossier, receipt_keys, is_new=True)


def _fill(filing: Filing, dossier: Dossier, keys: DossierKeys, day: date) -> None:
    wish = Wish(filing.account.wish)
    write_report(
        dossier=dossier,
        keys=keys,
        account=filing.account,
        decisions=Decisions(
            school=filing.school.code,
            wish=wish,
            outsiders=filing.outsiders,
            known_as=filing.known_as,
            known_contact=filing.known_contact,
            counted=wish is Wish.COUNT,
        ),
        address=filing.address,
    )
    for position, file in enumerate(filing.files, start=1):
        storage.adopt(draft_file=file, dossier=dossier, keys=keys, day=day, position=position)
    if wish is Wish.COUNT:
        count_only(
            school=filing.school,
            day=day,
            grounds=filing.account.grounds,
            phases=filing.account.phases,
        )
    if wish in WISHES_WITH_READERS:
        hand_to_team(
            dossier=dossier,
            keys=keys,
            school=filing.school,
            excluded=excludable(filing.school).filter(pk__in=filing.excluded),
            day=day,
        )


def excludable(school: School):  # type: ignore[no-untyped-def]
    """The people a reporter may exclude: the team, and the custodians of its recovery key."""
    members = Membership.objects.reporting_team(school).values("user")
    custodians = Membership.objects.active().filter(school=school, role=Role.CUSTODIAN)
    return User.objects.filter(pk__in=members.union(custodians.values("user")))


def readers_if_filed(school: School, excluded: Collection[str]) -> list[User]:
    """Who would be able to read, told before filing. Empty: nobody would."""
    if school.vault is None:
        return []
    recipients = keyring.admissible(school.vault)
    return [r.user for r in recipients if str(r.user_id) not in excluded]
