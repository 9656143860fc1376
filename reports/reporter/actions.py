"""What the reporter decides in the own dossier. Holding the keys is the authorisation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from reports.attachments import storage
from reports.attachments.models import Attachment
from reports.casework.actions import Handed, hand_to_team
from reports.casework.models import Case, Turn
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import (
    Kind,
    Said,
    Side,
    conversation,
    read_account,
    read_decisions,
    say,
    write_address,
    write_decisions,
)
from reports.dossiers.models import Message, Report
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Wish
from reports.intake.people import excludable
from reports.notices import actions as notices
from reports.registration.actions import count_only
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


@dataclass(frozen=True)
class OwnDossier:
    """The reporter's dossier, opened with the receipt or the browser's cookie."""

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


def open_own(*, locator: bytes, wrapping_key: bytes) -> OwnDossier:
    """Open with what the receipt derives to. Raises UnknownReceipt."""
    dossier, keys = keyring.open_by_locator(locator, wrapping_key)
    day = today()
    if dossier.visited_on != day:
        Dossier.objects.filter(pk=dossier.pk).update(visited_on=day)
    case = Case.objects.select_related("school").filter(dossier=dossier).first()
    return OwnDossier(dossier=dossier, report=dossier.report, case=case, keys=keys)


def _record(own: OwnDossier, verb: Verb) -> None:
    record(
        verb=verb,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=own.dossier.vault_id,
        subject=own.dossier.pk,
    )


def _turn_to_school(own: OwnDossier) -> None:
    if own.case is not None:
        Case.objects.filter(pk=own.case.pk).update(turn=Turn.SCHOOL)
        notices.tell_team(dossier=own.dossier)


def attach(*, own: OwnDossier, upload: "UploadedFile[Any]") -> Attachment:
    """Add a cleaned file to the dossier. Raises Refused with the reason."""
    return storage.store(
        upload=upload, dossier=own.dossier, keys=own.keys, by=Side.REPORTER, day=today()
    )


def send(
    *, own: OwnDossier, text: str, kind: Kind = Kind.MESSAGE, once: UUID | None = None
) -> Message:
    """Write to the team, or add to the story."""
    with transaction.atomic():
        message = say(
            dossier=own.dossier,
            keys=own.keys,
            side=Side.REPORTER,
            text=text,
            day=today(),
            kind=kind,
            once=once,
        )
        _turn_to_school(own)
    return message


def _decide(own: OwnDossier, **changes: object) -> Decisions:
    """Store a changed decision. Locks the report's dossier: two tabs, one last word."""
    Dossier.objects.select_for_update().get(pk=own.dossier.pk)
    report = Report.objects.get(pk=own.report.pk)
    decisions = replace(read_decisions(report=report, keys=own.keys), **changes)  # type: ignore[arg-type]
    write_decisions(report=report, keys=own.keys, decisions=decisions)
    return decisions


class AlreadyFiled(Exception):
    """The team has the dossier: it can be withdrawn, not un-read."""


def change_wish(
    *,
    own: OwnDossier,
    wish: Wish,
    school: School,
    excluded: Collection[User] = (),
) -> Handed | None:
    """Change what should happen. A kept dossier reaches the team with this one decision."""
    if own.case is not None and wish not in WISHES_WITH_READERS:
        raise AlreadyFiled
    with transaction.atomic():
        counted = own.decisions.counted or wish is Wish.COUNT
        if wish is Wish.COUNT and not own.decisions.counted:
            account = own.account
            count_only(school=school, day=today(), grounds=account.grounds, phases=account.phases)
        _decide(own, wish=wish, school=school.code, counted=counted)
        if own.case is not None:
            notices.tell_team(dossier=own.dossier)
            return None
        if wish not in WISHES_WITH_READERS:
            return None
        return hand_to_team(
            dossier=own.dossier, keys=own.keys, school=school, excluded=excluded, day=today()
        )


class NobodyLeft(Exception):
    """Excluding these people would leave nobody who can read."""


def choose_readers(*, own: OwnDossier, excluded: Sequence[User]) -> None:
    """Set who may not see the dossier: exactly these people, from now on."""
    case = own.case
    if case is None:
        return
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        before = keyring.excluded_users(own.dossier)
        team = excludable(case.school)
        chosen = set(team.filter(pk__in=[user.pk for user in excluded]))
        added, removed = chosen - before, before - chosen
        if not keyring.readers(own.dossier).exclude(user__in=chosen).exists() and not removed:
            raise NobodyLeft
        if removed:
            keyring.readmit(own.dossier, own.keys, removed)
            _record(own, Verb.READMITTED)
        if added:
            keyring.exclude(own.dossier, added)
            notices.forget(dossier=own.dossier, users=added)
            Case.objects.filter(pk=case.pk, assignee__in=added).update(assignee=None)
            _record(own, Verb.EXCLUDED)
        if not keyring.readers(own.dossier).exists():
            raise NobodyLeft


def leave_address(*, own: OwnDossier, address: str) -> None:
    """Leave an e-mail address inside the seal, or remove it with an empty one."""
    with transaction.atomic():
        write_address(report=own.report, keys=own.keys, address=address)


def become_known(*, own: OwnDossier, name: str, contact: str) -> None:
    """Tell the team who you are, or with an empty name become anonymous again from now on."""
    with transaction.atomic():
        _decide(own, known_as=name.strip(), known_contact=contact.strip())
        if own.case is not None:
            notices.tell_team(dossier=own.dossier)


def name_outsiders(*, own: OwnDossier, outsiders: str) -> None:
    """Name people outside the team who must not see it (read by the team before admitting)."""
    with transaction.atomic():
        _decide(own, outsiders=outsiders.strip())


def withdraw(*, own: OwnDossier) -> None:
    """Destroy the keys first, then everything sealed under them (P6)."""
    with transaction.atomic():
        storage.destroy_files(own.dossier)
        keyring.destroy(own.dossier)
        _record(own, Verb.WITHDRAWN)
