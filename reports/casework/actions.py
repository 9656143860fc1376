"""The verbs of a case."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from reports.attachments import storage
from reports.attachments.models import Attachment
from reports.casework import moving, turns
from reports.casework.deadlines import Clock
from reports.casework.holding import (
    NoStaffKey,
    append_event,
    locked,
    note_of,
    record_for,
    title_of,
    write_note,
)
from reports.casework.models import Case, Note, Status, new_number
from reports.casework.moving import move
from reports.casework.opening import keys_for
from reports.casework.policy import POLICY
from reports.casework.signals import access_ended
from reports.dossiers.actions import Side, checked_text, said_before, say
from reports.dossiers.models import Message
from reports.notices import actions as notices
from schools.registry.models import School
from schools.terms.working_days import Calendar
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import LastHolder
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier, Recipient
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

# What the rooms above use of holding and moving stands here as well: one place for every verb.
__all__ = ["NoStaffKey", "locked", "move", "record_for", "title_of"]


class NoReaders(Exception):
    """Nobody could read it: all are excluded, there is no team yet, or the point is closed."""


@dataclass(frozen=True)
class Handed:
    """A dossier that reached the team."""

    case: Case
    readers: list[Recipient]
    recovery: bool  # whether the school's recovery key can open it (P4)


def hand_to_team(
    *,
    dossier: Dossier,
    keys: DossierKeys,
    school: School,
    excluded: Collection[User],
    day: date,
) -> Handed:
    """File a dossier with the school's team: wrap its keys and open a case. In a transaction."""
    if school.vault is None or not school.is_open:
        raise NoReaders
    filed = keyring.file_for(dossier, keys, vault=school.vault, excluded=excluded)
    if not filed.wrapped:
        raise NoReaders
    case = Case(dossier=dossier, school=school, received_on=day, number=_free_number())
    turns.set_clock(case, Clock.acknowledge(school, Calendar.of(school), day))
    case.save(force_insert=True)
    append_event(case, day)
    notices.tell_team(dossier=dossier)
    record(
        verb=Verb.FILED,
        actor=None,
        role=Side.REPORTER,
        scope=Scope.DOSSIER,
        vault_id=school.vault_id,
        subject=dossier.pk,
    )
    return Handed(case=case, readers=filed.wrapped, recovery=filed.recovery)


def _free_number() -> str:
    """A number that no case has: they are short, so one may be drawn twice."""
    number = new_number()
    while Case.objects.filter(number=number).exists():
        number = new_number()
    return number


def acknowledge(*, member: UnlockedMember, case: Case) -> Case:
    """Confirm receipt (R7). Doing it twice changes nothing."""
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        if case.status != Status.RECEIVED:
            return case
        moving.acknowledge(case, keys=None, day=today())
        record_for(member, case, Verb.ACKNOWLEDGED)
    return case


def reply(
    *,
    member: UnlockedMember,
    case: Case,
    text: str,
    once: UUID | None = None,
    upload: "UploadedFile[Any] | None" = None,
) -> tuple[Message, bool]:
    """Answer the reporter. The first answer also confirms receipt; the turn goes to them.

    False with a message that this form had sent before. Raises Refused, EmptyText, TextTooLong.
    """
    checked_text(text, is_optional=upload is not None)
    sent = said_before(dossier=case.dossier, once=once)
    if sent is not None:
        return sent, False
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    attachment = _attach(case, keys, upload) if upload else None
    with _taken_back(attachment):
        return _say(member, case, keys, text, once, attachment)


@contextmanager
def _taken_back(attachment: Attachment | None) -> Iterator[None]:
    """Attack: excluded while the file was being cleaned. It goes with the answer it came with."""
    try:
        yield
    except Exception:
        if attachment:
            storage.discard(attachment)
        raise


def _say(
    member: UnlockedMember,
    case: Case,
    keys: DossierKeys,
    text: str,
    once: UUID | None,
    attachment: Attachment | None,
) -> tuple[Message, bool]:
    with transaction.atomic():
        case = locked(member, case)
        message, is_new = say(
            dossier=case.dossier,
            keys=keys,
            side=Side.STAFF,
            text=text,
            day=today(),
            author=member.recipient.user.name,
            role=title_of(member.recipient.user, case.school),
            files=[attachment.pk] if attachment else [],
            once=once,
        )
        if is_new:
            _answered(member, case, keys)
            _record_answer(member, case, attachment)
        elif attachment:
            storage.discard(attachment)  # a double click brought it twice
    return message, is_new


def _answered(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    if case.status == Status.RECEIVED:
        moving.acknowledge(case, keys=keys, day=today())
    notices.seen(recipient=member.recipient, dossier=case.dossier)
    turns.answered(case, today())


def _record_answer(member: UnlockedMember, case: Case, attachment: Attachment | None) -> None:
    if attachment:
        record_for(member, case, Verb.ATTACHMENT_ADDED)
    record_for(member, case, Verb.REPLIED)


def _attach(case: Case, keys: DossierKeys, upload: "UploadedFile[Any]") -> Attachment:
    """Put a cleaned file into the dossier. Raises Refused with the reason."""
    return storage.store(upload=upload, dossier=case.dossier, keys=keys, by=Side.STAFF, day=today())


def add_note(*, member: UnlockedMember, case: Case, text: str, once: UUID | None = None) -> Note:
    """Write an internal note under the staff key."""
    checked = checked_text(text)
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    if keys.staff is None:
        raise NoStaffKey
    with transaction.atomic():
        case = locked(member, case)
        sent = note_of(case, once)
        if sent is not None:
            return sent
        author = member.recipient.user.name
        note = write_note(case=case, keys=keys, author=author, text=checked, once=once)
        record_for(member, case, Verb.NOTED)
    return note


def assign(*, member: UnlockedMember, case: Case, assignee: User | None) -> Case:
    """Give the case to a member who can open it, or to nobody."""
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        if assignee is not None and not POLICY.visible_to(assignee).filter(pk=case.pk).exists():
            raise PermissionDenied
        if case.assignee_id == (assignee.pk if assignee else None):
            return case
        case.assignee = assignee
        case.save(update_fields=["assignee"])
        record_for(member, case, Verb.ASSIGNED)
    return case


def recuse(*, member: UnlockedMember, case: Case) -> None:
    """The member steps back: their wraps are destroyed and the case no longer exists for them.

    Raises LastHolder when the reporter would be left with nobody on the team who can read: the
    recovery key alone is no reader.
    """
    POLICY.require_unlocked(member, case)
    with transaction.atomic():
        case = locked(member, case)
        if not keyring.readers(case.dossier).exclude(pk=member.recipient.pk).exists():
            raise LastHolder("Nobody else on the team could open the dossier.")
        keyring.recuse(case.dossier, member.recipient)
        if case.assignee_id == member.recipient.user_id:
            case.assignee = None
            case.save(update_fields=["assignee"])
        notices.forget(dossier=case.dossier, users=[member.recipient.user])
        access_ended.send(sender=Case, dossier=case.dossier, users=[member.recipient.user])
        record_for(member, case, Verb.RECUSED)
