"""What the reporter decides in the own dossier. Holding the keys is the authorisation."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from reports.attachments import storage
from reports.attachments.models import Attachment
from reports.casework import moving, turns
from reports.casework.actions import Handed, hand_to_team
from reports.casework.models import Case, Turn
from reports.dossiers.account import Decisions
from reports.dossiers.actions import (
    Kind,
    Side,
    checked_text,
    read_decisions,
    said_before,
    say,
    write_address,
    write_decisions,
)
from reports.dossiers.models import Message, Report
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Wish
from reports.notices import actions as notices
from reports.registration.actions import count_only
from reports.reporter.opening import OwnDossier, record_act
from reports.reporter.readers import choose_readers
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring, leaving
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today


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
        record_act(own, Verb.WISH_CHANGED)


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


def withdraw(*, own: OwnDossier) -> None:
    """Destroy the keys first, then everything sealed under them (P6)."""
    with transaction.atomic():
        case, _decided = _hold(own)
        if case is not None:
            moving.withdrawing(case=case, keys=own.keys)
        storage.destroy_files(own.dossier)
        keyring.destroy(own.dossier)
        record_act(own, Verb.WITHDRAWN)
