"""The verbs of the team's tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from reports.casework.forms import readers_of
from reports.casework.holding import NoStaffKey, locked, record_for, title_of
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.dossiers.actions import Kind as SaidKind
from reports.dossiers.actions import Side, checked_text, say
from reports.tasks.models import Task
from reports.tasks.vocabulary import Kind
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class NoSuchTask(LookupError):
    """This case has no such task."""


class DayIsOver(ValueError):
    """Nobody agrees with a reporter on a day that passed."""


@dataclass(frozen=True)
class OpenTask:
    """A task as opened."""

    id: UUID
    kind: Kind
    text: str
    due_on: date
    assignee: str  # empty where nobody who reads the case has it
    is_done: bool
    is_stopped: bool = False  # with the case, and nobody did it

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on < today()


def opened(case: Case, keys: DossierKeys) -> list[OpenTask]:
    """The tasks of a case, what is to be done first. Raises NoStaffKey."""
    if keys.staff is None:
        raise NoStaffKey
    # Attack: the name of somebody who may not see the case any more tells that they had a part.
    names = {one.pk: one.name for one in readers_of(case)}
    tasks = [_open(row, keys, names) for row in Task.objects.filter(dossier=case.dossier)]
    return sorted(tasks, key=lambda one: one.is_done)


def _open(task: Task, keys: DossierKeys, names: Mapping[Any, str]) -> OpenTask:
    kind = Kind(task.kind)
    text = keys.read(task, "body")["text"] if task.body else str(kind.label)
    name = names.get(task.assignee_id, "")
    is_done = task.done_on is not None
    return OpenTask(task.pk, kind, text, task.due_on, name, is_done, task.is_stopped)


def add(
    *,
    member: UnlockedMember,
    case: Case,
    text: str,
    due_on: date,
    assignee: User | None,
    once: UUID | None = None,
) -> Task:
    """Write a task down; the same form sent twice writes one. Raises NoStaffKey."""
    words = checked_text(text)
    keys = _keys(member, case)
    with transaction.atomic():
        case = locked(member, case)
        _require_reader(case, assignee)
        written_before = Task.objects.filter(pk=once).first() if once else None
        if written_before is not None and written_before.dossier_id == case.dossier_id:
            return written_before
        # Keep the form's mark as the id, unless another dossier's task has it.
        free = once if once and written_before is None else uuid4()
        task = Task(id=free, dossier=case.dossier, due_on=due_on, assignee=assignee)
        _seal(task, keys, words, member)
        task.save(force_insert=True)
        record_for(member, case, Verb.TASKED)
    return task


def change(
    *,
    member: UnlockedMember,
    case: Case,
    task_id: UUID,
    text: str,
    due_on: date,
    assignee: User | None,
) -> bool:
    """Other words, another day or another member. True where the reporter reads of another day.

    Raises NoSuchTask, NoStaffKey, DayIsOver.
    """
    keys = _keys(member, case)
    with transaction.atomic():
        case = locked(member, case)
        _require_reader(case, assignee)
        task = find(case, task_id)
        is_told = is_promised(task) and task.due_on != due_on
        if is_told:
            _tell(member, case, keys, due_on)
        if (task.due_on, task.assignee_id) != (due_on, assignee.pk if assignee else None):
            task.reminded_on = task.told_on = task.escalated_on = (
                None  # to them, or of that day, nothing was told
            )
        task.due_on, task.assignee = due_on, assignee
        if task.kind == Kind.OWN:
            _seal(task, keys, checked_text(text), member)
        task.save(update_fields=["due_on", "assignee", *Task.MARKS, "body"])
        record_for(member, case, Verb.TASKED)
    return is_told


def is_promised(task: Task) -> bool:
    """Whether the reporter counts on this day: a talk that was agreed and was not held."""
    return task.kind == Kind.TALK and task.done_on is None


def _tell(member: UnlockedMember, case: Case, keys: DossierKeys, day: date) -> None:
    """Say in the conversation that the talk is on another day."""
    if day < today():
        raise DayIsOver
    say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        kind=SaidKind.STEP,
        text="",
        step={"talk": day.isoformat()},
        day=today(),
        author=member.recipient.user.name,
        role=title_of(member.recipient.user, case.school),
    )


def finish(*, member: UnlockedMember, case: Case, task_id: UUID, is_done: bool) -> None:
    """Tick a task, or take the tick away. Doing it twice changes nothing. Raises NoSuchTask."""
    _keys(member, case)
    with transaction.atomic():
        case = locked(member, case)
        task = find(case, task_id)
        if is_done == (task.done_on is not None) or _is_started_again(task):
            return
        task.done_on = today() if is_done else None
        task.is_stopped = False
        task.save(update_fields=["done_on", "is_stopped"])
        record_for(member, case, Verb.TASKED)


def _is_started_again(task: Task) -> bool:
    """A step started the same task anew: that one is to be done, this one stays ticked."""
    if task.kind == Kind.OWN or task.done_on is None:
        return False
    again = Task.objects.filter(dossier=task.dossier_id, kind=task.kind, done_on=None)
    return again.exists()


def find(case: Case, task_id: UUID) -> Task:
    """One task of this case. Raises NoSuchTask."""
    task = Task.objects.filter(dossier=case.dossier_id, pk=task_id).first()
    if task is None:
        raise NoSuchTask
    return task


def _keys(member: UnlockedMember, case: Case) -> DossierKeys:
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    if keys.staff is None:
        raise NoStaffKey
    return keys


def _require_reader(case: Case, assignee: User | None) -> None:
    if assignee is not None and not readers_of(case).filter(pk=assignee.pk).exists():
        raise PermissionDenied


def _seal(task: Task, keys: DossierKeys, text: str, member: UnlockedMember) -> None:
    keys.seal(task, "body", {"text": text, "author": member.recipient.user.name})
