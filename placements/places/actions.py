"""Write a stageplek, open it, close it, copy it. Pages and the demo call these.

The company's row is locked first, as in accreditations.actions: a place that is being opened
while the recognition is withdrawn ends closed, whichever of the two comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from placements.accreditations.actions import is_erkend
from placements.accreditations.models import AccreditationChange, Key
from placements.companies.models import TrainingCompany
from placements.contacts.policy import own_company
from placements.places.models import ClosedBecause, LearningTask, State, TrainingPlace
from placements.places.signals import places_changed
from placements.places.transitions import may_become
from stagebaken.accounts.models import User
from stagebaken.web.days import today

OPEN_LIMIT = 200  # places of one company: each is days for the index to lay over the others
TASK_LIMIT = 30  # lines; a kwalificatie has about fifteen werkprocessen
COPIED = (
    "title", "programme_id", "programme_text", "pathway", "level", "description",
    "hours_per_week", "working_times", "number", "allowance_cents", "accessibility",
    "accessibility_text",
)  # fmt: skip


class Stale(RuntimeError):
    """Somebody else changed the place since it was read."""


class NotPossible(ValueError):
    """The place cannot go from where it is to where it is sent."""


class TooMany(ValueError):
    """So many of the company's places are open already."""


class Incomplete(ValueError):
    """A place that opens must say these fields first."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True)
class Task:
    text: str
    work_process: str = ""


@transaction.atomic
def write(
    *,
    by: User,
    company: TrainingCompany,
    facts: dict[str, Any],
    tasks: Iterable[Task],
) -> TrainingPlace:
    """Make a concept: only the company's own contacts see it."""
    own_company(by, company.pk)
    place = TrainingPlace(company=company, **facts)
    place.full_clean()
    place.save()
    _set_tasks(place, tasks)
    return place


@transaction.atomic
def change(
    *, by: User, place: TrainingPlace, version: int, facts: dict[str, Any], tasks: Iterable[Task]
) -> TrainingPlace:
    """Change what a place says. `version` is the one that the writer had read."""
    fresh = _locked(by, place)
    if fresh.version != version:
        raise Stale
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    if fresh.state == State.OPEN:
        _require_complete(fresh)
    _set_tasks(fresh, tasks)
    _save(fresh)
    return fresh


@transaction.atomic
def publish(*, by: User, place: TrainingPlace) -> TrainingPlace:
    """Open a place, or open it again. Opening what is open changes nothing: two may press."""
    fresh = _locked(by, place)
    if fresh.state == State.OPEN:
        return fresh
    _require_complete(fresh)
    open_now = TrainingPlace.objects.filter(company=fresh.company_id, state=State.OPEN)
    if open_now.count() >= OPEN_LIMIT:
        raise TooMany
    _move(fresh, State.OPEN)
    fresh.published_on, fresh.closed_on, fresh.closed_because = today(), None, ""
    _save(fresh)
    return fresh


@transaction.atomic
def close(*, by: User, place: TrainingPlace) -> TrainingPlace:
    """Students no longer find it. `publish` undoes this."""
    fresh = _locked(by, place)
    if fresh.state == State.CLOSED:
        return fresh
    _close(fresh, ClosedBecause.COMPANY)
    return fresh


@transaction.atomic
def copy(*, by: User, place: TrainingPlace) -> TrainingPlace:
    """A new concept with the same words; its days are still to be filled in."""
    own_company(by, place.company_id)
    made = TrainingPlace.objects.create(
        company_id=place.company_id, **{name: getattr(place, name) for name in COPIED}
    )
    _set_tasks(made, [Task(task.text, task.work_process) for task in place.tasks.all()])
    return made


@transaction.atomic
def discard(*, by: User, place: TrainingPlace) -> None:
    """Throw a concept away. What was ever open is kept: students may have reacted to it."""
    fresh = _locked(by, place)
    if fresh.state != State.CONCEPT:
        raise NotPossible(fresh.state)
    fresh.delete()


def close_without_recognition(change: AccreditationChange) -> None:
    """Close what was open for a programme that the company may no longer train for.

    The news may be of a day that has passed: what counts is whether it still holds.
    """
    if is_erkend(Key(change.company_id, change.programme_id, change.pathway), today()):
        return
    places = TrainingPlace.objects.select_for_update().filter(
        company_id=change.company_id,
        programme_id=change.programme_id,
        pathway=change.pathway,
        state=State.OPEN,
    )
    for place in places:
        _close(place, ClosedBecause.RECOGNITION)


def missing(place: TrainingPlace) -> list[str]:
    """Name the fields that a student cannot do without (R17, R18)."""
    asked = {
        "programme": place.programme_name,
        "pathway": place.pathway or not place.is_mbo,
        "description": place.description,
        "hours_per_week": place.hours_per_week,
        "starts_on": place.starts_on,
        "allowance_cents": place.allowance_cents is not None or place.is_apprenticeship,
    }
    return [name for name, value in asked.items() if not value]


def _require_complete(place: TrainingPlace) -> None:
    if lacking := missing(place):
        raise Incomplete(lacking)


def _locked(by: User, place: TrainingPlace) -> TrainingPlace:
    """The place as it is now, with nobody else writing; its company's row is locked first."""
    own_company(by, place.company_id)
    _lock_company(place.company_id)
    return get_object_or_404(TrainingPlace.objects.select_for_update(), pk=place.pk)


def _lock_company(company_id: UUID) -> None:
    # no_key, as in accreditations: rows that point to the company may be added meanwhile.
    TrainingCompany.objects.select_for_update(no_key=True).filter(pk=company_id).first()


def _move(place: TrainingPlace, state: State) -> None:
    if not may_become(place.state, state):
        raise NotPossible(place.state)
    place.state = state


def _close(place: TrainingPlace, because: ClosedBecause) -> None:
    _move(place, State.CLOSED)
    place.closed_on, place.closed_because = today(), because
    _save(place)


def _save(place: TrainingPlace) -> None:
    place.version += 1
    place.save()
    places_changed.send(TrainingPlace, companies=[place.company_id])


def _set_tasks(place: TrainingPlace, tasks: Iterable[Task]) -> None:
    place.tasks.all().delete()
    LearningTask.objects.bulk_create(
        LearningTask(place=place, position=number, text=task.text, work_process=task.work_process)
        for number, task in enumerate(list(tasks)[:TASK_LIMIT], start=1)
    )
