"""The reporter's own dossier, opened with the receipt or with what their browser holds."""

from dataclasses import dataclass, field
from functools import cached_property

from reports.casework.models import Case
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import Said, Side, conversation, read_account, read_decisions
from reports.dossiers.models import Report
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


@dataclass(frozen=True)
class OwnDossier:
    """What the holder of these keys may read and decide: no other right is asked."""

    dossier: Dossier
    report: Report
    case: Case | None  # None while only kept or counted
    keys: DossierKeys = field(repr=False)

    @cached_property
    def account(self) -> Account:
        return read_account(report=self.report, keys=self.keys)

    @cached_property
    def decisions(self) -> Decisions:
        return read_decisions(report=self.report, keys=self.keys)

    @cached_property
    def conversation(self) -> list[Said]:
        return conversation(dossier=self.dossier, keys=self.keys)


class MustRenew(Exception):
    """Somebody else saw this receipt: before anything is shown there comes a new one."""


def open_own(*, locator: bytes, wrapping_key: bytes) -> OwnDossier:
    """Open with what the receipt derives to. Raises UnknownReceipt, MustRenew.

    Every page and address of the reporter comes through here, so that none can skip the new
    receipt after a report that a member of the team wrote down (vault.md, "new receipt").
    """
    own = open_to_renew(locator=locator, wrapping_key=wrapping_key)
    if own.decisions.must_renew:
        raise MustRenew
    return own


def open_to_renew(*, locator: bytes, wrapping_key: bytes) -> OwnDossier:
    """The same for the one page that gives the new receipt, and shows nothing of the dossier."""
    dossier, keys = keyring.open_by_locator(locator, wrapping_key)
    day = today()
    if dossier.visited_on != day:
        Dossier.objects.filter(pk=dossier.pk).update(visited_on=day)
    case = Case.objects.select_related("school").filter(dossier=dossier).first()
    return OwnDossier(dossier=dossier, report=dossier.report, case=case, keys=keys)


def record_act(own: OwnDossier, verb: Verb) -> None:
    """Write down that the reporter did this; the log knows them by their dossier alone."""
    record(
        verb=verb,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=own.dossier.vault_id,
        subject=own.dossier.pk,
    )
