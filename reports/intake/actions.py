"""File a report: one receipt, one dossier, however often the answer was lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from reports.attachments import storage
from reports.attachments.storage import DraftFile
from reports.casework.actions import hand_to_team
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import checked_text, write_report
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Wish
from reports.intake.people import barrable
from reports.notices import actions as notices
from reports.registration.actions import count_only
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring, receipts
from stagebaken.vault.errors import ReceiptTaken
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today

ATTEMPTS = 3


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
    taker: Membership | None = None  # of a team member who writes it down for the student


@dataclass(frozen=True)
class FiledReport:
    """What filing gave. `is_new` is False when this receipt had filed before."""

    dossier: Dossier
    receipt_keys: receipts.ReceiptKeys = field(repr=False)
    is_new: bool


def nothing_more() -> None:
    """What follows in the same transaction when nothing does."""


def file_report(
    *, filing: Filing, receipt: str, settle: Callable[[], None] = nothing_more
) -> FiledReport:
    """File once under this receipt. The first content stands (contract.md).

    `settle` belongs to the same transaction: a draft that outlived its report could be changed
    and filed again, and the change would be lost without a word.
    Raises Busy, NoReaders, EmptyText, TextTooLong.
    """
    if filing.account.account or not filing.files:
        # What happened may also stand in a voice message alone.
        checked_text(filing.account.account)
    receipt_keys = receipts.derive(receipt)
    for _ in range(ATTEMPTS):
        try:
            return _file(filing, receipt_keys, settle)
        except ReceiptTaken:
            # A double click or a lost answer: the same receipt is the same dossier.
            settle()
            return FiledReport(keyring.find(receipt_keys), receipt_keys, is_new=False)
        except IntegrityError as error:
            # Two random case numbers met: once in millions, and the next draw differs.
            clash = error
    raise clash


@transaction.atomic
def _file(
    filing: Filing, receipt_keys: receipts.ReceiptKeys, settle: Callable[[], None]
) -> FiledReport:
    day = today()
    dossier, keys = keyring.create(receipt=receipt_keys, day=day)
    _fill(filing, dossier, keys, day)
    settle()
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
            must_renew=filing.taker is not None,
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
            excluded=barrable(filing.school).filter(pk__in=filing.excluded),
            day=day,
        )
        if filing.account.is_urgent:
            notices.hasten(dossier=dossier)
    if filing.taker is not None:
        _taken_down(filing.taker, dossier)


def _taken_down(taker: Membership, dossier: Dossier) -> None:
    record(
        verb=Verb.TAKEN_DOWN,
        actor=taker.user,
        role=taker.role,
        scope=Scope.DOSSIER,
        vault_id=dossier.vault_id,
        subject=dossier.pk,
    )
