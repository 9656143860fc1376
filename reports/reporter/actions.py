"""What the reporter decides in the own dossier. Holding the keys is the authorisation."""

from collections.abc import Collection, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from reports.attachments import storage
from reports.attachments.models import Attachment
from reports.casework import moving, turns
from reports.casework.actions import Handed, hand_to_team
from reports.casework.models import Case, Turn
from reports.casework.signals import access_ended
from reports.dossiers.account import Account, Decisions
from reports.dossiers.actions import (
    Kind,
    Said,
    Side,
    checked_text,
    conversation,
    read_account,
    read_decisions,
    said_before,
    say,
    write_address,
    write_decisions,
)
from reports.dossiers.models import Message, Report
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Wish
from reports.intake.people import choosable
from reports.notices import actions as notices
from reports.registration.actions import count_only
from reports.strongroom.actions import accept_newcomer, decline_newcomer, pending_newcomers
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring, leaving
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier, Recipient
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
        turns.give_dossier(own.dossier, Turn.SCHOOL)
        notices.tell_team(dossier=own.dossier)


def send(
    *,
    own: OwnDossier,
    text: str,
    kind: Kind = Kind.MESSAGE,
    once: UUID | None = None,
    upload: "UploadedFile[Any] | None" = None,
) -> Message:
    """Write to the team or add to the story, with or without a file. Raises Refused, EmptyText."""
    sent = said_before(dossier=own.dossier, once=once)
    if sent is not None:
        return sent
    checked_text(text, is_optional=upload is not None)
    attachment = _attach(own, upload) if upload else None
    with transaction.atomic():
        message, is_new = say(
            dossier=own.dossier,
            keys=own.keys,
            side=Side.REPORTER,
            text=text,
            day=today(),
            kind=kind,
            files=[attachment.pk] if attachment else [],
            once=once,
        )
        if is_new:
            _turn_to_school(own)
        elif attachment:
            storage.discard(attachment)  # a double click brought it twice
    return message


def _attach(own: OwnDossier, upload: "UploadedFile[Any]") -> Attachment:
    return storage.store(
        upload=upload, dossier=own.dossier, keys=own.keys, by=Side.REPORTER, day=today()
    )


def _hold(own: OwnDossier) -> tuple[Case | None, Decisions]:
    """Lock the dossier and read what was decided by now: two tabs, one last word."""
    Dossier.objects.select_for_update().get(pk=own.dossier.pk)
    report = Report.objects.get(pk=own.report.pk)
    case = Case.objects.filter(dossier=own.dossier).first()
    return case, read_decisions(report=report, keys=own.keys)


def _decide(own: OwnDossier, decisions: Decisions) -> None:
    write_decisions(report=own.report, keys=own.keys, decisions=decisions)


class AlreadyFiled(Exception):
    """The team has the dossier: it can be withdrawn, not un-read."""


def change_wish(
    *,
    own: OwnDossier,
    wish: Wish,
    school: School,
    excluded: Collection[User] = (),
) -> Handed | None:
    """Change what should happen. A kept dossier reaches the team with this one decision.

    Raises AlreadyFiled, NoReaders, and NobodyLeft when it was handed in before.
    """
    with transaction.atomic():
        case, decided = _hold(own)
        if case is not None and wish not in WISHES_WITH_READERS:
            raise AlreadyFiled
        is_counted = decided.counted or wish is Wish.COUNT
        if is_counted and not decided.counted:
            account = own.account
            count_only(school=school, day=today(), grounds=account.grounds, phases=account.phases)
        _decide(own, replace(decided, wish=wish, school=school.code, counted=is_counted))
        if case is not None:
            _tell_of_wish(own, is_changed=wish != decided.wish)
            # Handed in before, and sent again with another tick: that person is kept out as well.
            if excluded:
                choose_readers(own=replace(own, case=case), excluded=excluded, ticked=())
            return None
        if wish not in WISHES_WITH_READERS:
            return None
        handed = hand_to_team(
            dossier=own.dossier, keys=own.keys, school=school, excluded=excluded, day=today()
        )
        if own.account.is_urgent:
            notices.hasten(dossier=own.dossier)
        return handed


def _tell_of_wish(own: OwnDossier, *, is_changed: bool) -> None:
    """The team hears of another wish; sending the same form twice tells it once."""
    if is_changed:
        notices.tell_team(dossier=own.dossier)
        _record(own, Verb.WISH_CHANGED)


class NobodyLeft(Exception):
    """Excluding these people would leave nobody who can read."""


class ReadersChanged(NamedTuple):
    """Whom the reporter shut out, and whom they let in again."""

    added: Set[User] = frozenset()
    removed: Set[User] = frozenset()


def choose_readers(
    *, own: OwnDossier, excluded: Collection[User], ticked: Collection[str] | None = None
) -> ReadersChanged:
    """Set who of the people to choose from may not see the dossier, from now on.

    `ticked` are the ids that the page showed as excluded: only they are let in again.
    """
    case = own.case
    if case is None:
        return ReadersChanged()
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        before = keyring.excluded_users(own.dossier)
        team = set(choosable(case.school, own.dossier))
        chosen = team.intersection(excluded)
        # Whoever left the school stays excluded: they were not among the boxes to tick.
        added, removed = chosen - before, (before & team) - chosen
        if ticked is not None:
            # Attack: an old page, or one made while somebody was away, undoes an exclusion.
            removed = {user for user in removed if str(user.pk) in ticked}
        if not removed and not keyring.readers(own.dossier).exclude(user__in=chosen).exists():
            raise NobodyLeft
        if removed:
            keyring.readmit(own.dossier, own.keys, removed)
            _record(own, Verb.READMITTED)
        if added:
            _exclude(own, added)
        if not keyring.readers(own.dossier).exists():
            raise NobodyLeft
    return ReadersChanged(added, removed)


def _exclude(own: OwnDossier, users: Collection[User]) -> None:
    keyring.exclude(own.dossier, users)
    _take_from(own, users)
    _record(own, Verb.EXCLUDED)


def _take_from(own: OwnDossier, users: Collection[User]) -> None:
    """What else of the case these people had: news of it, and the case itself."""
    notices.forget(dossier=own.dossier, users=users)
    Case.objects.filter(dossier=own.dossier, assignee__in=users).update(assignee=None)
    access_ended.send(sender=Case, dossier=own.dossier, users=users)


def leave_address(*, own: OwnDossier, address: str) -> None:
    """Leave an e-mail address inside the seal, or remove it with an empty one."""
    with transaction.atomic():
        write_address(report=own.report, keys=own.keys, address=address)


def become_known(*, own: OwnDossier, name: str, contact: str) -> None:
    """Tell the team who you are, or with an empty name become anonymous again from now on."""
    _change(own, known_as=name.strip(), known_contact=contact.strip())


class Overtaken(Exception):
    """Another page changed this since the one was shown that is sent now."""

    def __init__(self, present: str) -> None:
        super().__init__("changed meanwhile")
        self.present = present


def name_outsiders(*, own: OwnDossier, outsiders: str, shown: str | None = None) -> None:
    """Name people outside the team who must not see it (read by the team before admitting).

    `shown` is what the page held when it was made: where nothing was typed since, nothing
    changes. Raises Overtaken when both did change.
    """
    typed, before = _words(outsiders), None if shown is None else _words(shown)
    if typed == before:
        return
    with transaction.atomic():
        _case, decided = _hold(own)
        if before is not None and _words(decided.outsiders) not in {before, typed}:
            raise Overtaken(decided.outsiders)
        _change(own, outsiders=outsiders.strip())
        if typed:
            leaving.part(own.dossier)


def _words(text: str) -> str:
    """What was typed, however a browser sent its white space back."""
    return " ".join(text.split())


def _change(own: OwnDossier, **changes: str) -> None:
    """Store what the team reads of the reporter's decisions, and tell them if it differs."""
    with transaction.atomic():
        case, decided = _hold(own)
        changed = replace(decided, **changes)  # type: ignore[arg-type]  # all are texts
        if changed == decided:
            return
        _decide(own, changed)
        if case is not None:
            notices.tell_team(dossier=own.dossier)


def newcomers(own: OwnDossier) -> list[Recipient]:
    """Members who joined later and come in by the reporter's yes alone (vault.md, "admit").

    Where the reporter kept nobody out, a member of the team may share it with them as well.
    """
    if own.case is None:
        return []
    if not (own.decisions.outsiders.strip() or keyring.excluded_users(own.dossier)):
        return []
    return pending_newcomers(dossier=own.dossier)


def answer_newcomer(*, own: OwnDossier, recipient: Recipient, is_welcome: bool) -> None:
    """Let somebody new read along, or not. Both can be changed with `choose_readers`."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        if recipient not in newcomers(own):
            return  # answered in another tab, or no member any more
        if is_welcome:
            accept_newcomer(dossier=own.dossier, keys=own.keys, recipient=recipient)
            notices.tell(recipient=recipient, dossier=own.dossier)
        else:
            decline_newcomer(dossier=own.dossier, recipient=recipient)
            _take_from(own, [recipient.user])


def withdraw(*, own: OwnDossier) -> None:
    """Destroy the keys first, then everything sealed under them (P6)."""
    with transaction.atomic():
        case, _decided = _hold(own)
        if case is not None:
            moving.withdrawing(case=case, keys=own.keys)
        storage.destroy_files(own.dossier)
        keyring.destroy(own.dossier)
        _record(own, Verb.WITHDRAWN)
