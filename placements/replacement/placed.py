"""Another place for a student who has one: the company lost its recognition, or it was asked.

The placement itself goes on: nothing here ends it, and no day of a student is lost by it. A
request that a report started is joined by its code, by the student or at a desk; after that it
reads as any other (ADR 30, 57).
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from placements.agreements import notices
from placements.agreements import policy as placements
from placements.agreements import steps as placing
from placements.agreements.errors import NotPossible as PlacementGone
from placements.agreements.models import Placement
from placements.agreements.querysets import PlacementQuerySet
from placements.agreements.transitions import Party, State
from placements.replacement import standing, steps
from placements.replacement.models import (
    Cause,
    Lapse,
    LapseKind,
    PlacedRequest,
    ReplacementRequest,
)
from placements.replacement.rules import NotAtWork, SearchingAlready, UnknownCode
from placements.replacement.standing import Seen
from placements.replacement.transitions import RUNNING, Verb
from placements.replacement.wanted import Wanted
from schools.registry.models import School
from schools.registry.programmes import Pathway
from stagebaken.accounts.models import User
from stagebaken.web.days import today

AT_WORK = (State.AGREED, State.RUNNING)
BATCH = 500  # placements looked at together: a bound on memory


# ---------- the register ----------


def sweep(day: date) -> int:
    """Look at every placement that goes on; give how many searches it opened. Again: none.

    What a signal told is known already; what it missed (a restored backup, a company that left
    the register, an approval of a hbo school) is found here.
    """
    going_on = Placement.objects.filter(state__in=AT_WORK, ends_on__gte=day)
    numbers = list(going_on.order_by("pk").values_list("pk", flat=True))
    return sum(look_at(numbers[at : at + BATCH], day) for at in range(0, len(numbers), BATCH))


def look_at(numbers: list[UUID], day: date) -> int:
    """Open a search where recognition is lost, and warn where it will be."""
    rows = Placement.objects.for_pages().filter(pk__in=numbers, state__in=AT_WORK)
    opened = 0
    for seen in standing.looked_at(list(rows.order_by("pk")), day):
        if seen.lost_on is not None:
            opened += _lose(seen, day)
        elif seen.last_day is not None and seen.last_day <= day + _ahead():
            _warn(seen, day)
    return opened


def _ahead() -> timedelta:
    return timedelta(days=settings.REPLACEMENT_WARN_DAYS)


@transaction.atomic
def _lose(seen: Seen, day: date) -> bool:
    held = _held(seen.placement)
    if held is None or not _note(held, LapseKind.LOST, seen.lost_on or day, day):
        return False
    is_new = running_for(held) is None
    if is_new:
        _begin(held, Cause.ENDED, usual(held), day)
    notices.tell(held, (Party.STUDENT, Party.SCHOOL), day)
    return is_new


@transaction.atomic
def _warn(seen: Seen, day: date) -> None:
    held = _held(seen.placement)
    if held is not None and _note(held, LapseKind.ENDING, seen.last_day or day, day):
        notices.tell(held, (Party.SCHOOL,), day)


def _held(placement: Placement) -> Placement | None:
    """The placement as it is now, locked with its student; None when it does not go on."""
    try:
        held = placing.locked(placement)
    except PlacementGone:
        return None
    return held if held.state in AT_WORK else None


def _note(placement: Placement, kind: LapseKind, lapsed: date, day: date) -> bool:
    """Whether this is news. A replayed file or signal is none."""
    _row, is_new = Lapse.objects.get_or_create(
        placement=placement, kind=kind, day=lapsed, defaults={"told_on": day}
    )
    return is_new


def usual(placement: Placement) -> Wanted:
    """What is looked for when nobody said: the same work, around the company that falls away."""
    company = placement.company
    near = (company.postcode[:4] or company.place) if company else ""
    return _wanted(placement, near or placement.student.location, "")


def _wanted(placement: Placement, near: str, wishes: str) -> Wanted:
    pathway = placement.pathway if placement.pathway in Pathway.values else ""
    return Wanted(near, placement.crebo, pathway, placement.level, wishes)


# ---------- whoever asks ----------


@transaction.atomic
def ask(
    *, by: User, placement: Placement, party: Party, near: str, wishes: str = ""
) -> ReplacementRequest:
    """The student asks, or a coordinator for the student. Twice is once."""
    held = _asked(by, placement, party)
    return running_for(held) or _begin(held, Cause.ASKED, _wanted(held, near, wishes), today())


@transaction.atomic
def join(*, by: User, placement: Placement, party: Party, code: str) -> ReplacementRequest:
    """Say that a request with this code is about this placement. Twice is once.

    Raises UnknownCode, SearchingAlready.
    """
    held = _asked(by, placement, party)
    running = running_for(held)
    if running is not None and running.code == _read(code):
        return running
    if running is not None:
        raise SearchingAlready
    rows = ReplacementRequest.objects.running().filter(school=held.student.school)
    request = rows.select_for_update(of=("self",)).filter(code=_read(code), placed=None).first()
    if request is None:
        raise UnknownCode
    PlacedRequest.objects.create(request=request, placement=held)
    return request


@transaction.atomic
def stop(*, by: User, placement: Placement) -> None:
    """The student needs none any more. What the register started, a coordinator ends."""
    placements.require(by, placement, Party.STUDENT)
    request = running_for(placing.locked(placement))
    if request is not None and request.cause == Cause.ASKED:
        _close(request, Verb.WITHDRAW, today())


def _asked(by: User, placement: Placement, party: Party) -> Placement:
    placements.require(by, placement, party)
    held = _held(placement)
    if held is None:
        raise NotAtWork
    return held


def _read(code: str) -> str:
    """As it is written, however it was typed: k7mp 42px is K7MP-42PX."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return f"{signs[:4]}-{signs[4:]}"


def _begin(held: Placement, cause: Cause, wanted: Wanted, day: date) -> ReplacementRequest:
    request = steps.begin(school=held.student.school, cause=cause, wanted=wanted, day=day)
    PlacedRequest.objects.create(request=request, placement=held)
    return request


def running_for(placement: Placement) -> ReplacementRequest | None:
    rows = ReplacementRequest.objects.running().filter(placed__placement=placement)
    return rows.order_by("opened_on", "pk").first()


# ---------- what a placement does ----------


def follow(placement: Placement, verb: Verb, day: date) -> None:
    """This placement was proposed or agreed: the searches of the student's others move on.

    A second placement beside the first replaces nothing.
    """
    if placement.is_beside and placement.follows_id is None:
        return
    others = Q(placed__placement__student=placement.student_id)
    rows = ReplacementRequest.objects.running().filter(others)
    for request in rows.exclude(placed__placement=placement):
        _close(request, verb, day)


def over(placement: Placement, day: date) -> None:
    """The last day has passed: there is nothing left to replace."""
    request = running_for(placement)
    if request is not None:
        _close(request, Verb.WITHDRAW, day)


def _close(request: ReplacementRequest, verb: Verb, day: date) -> None:
    held = steps.locked(request.pk)
    if held is not None and held.state in RUNNING:
        steps.move(held, verb, day)


# ---------- reading ----------


def visible_to(user: User) -> PlacementQuerySet:
    """Whose placements a coordinator reads beside a request; of others it stays a code."""
    return placements.visible_to(user, Party.SCHOOL)


def ending_soon(user: User, school: School) -> list[Seen]:
    """Placements of this school that lose their recognition before their last day."""
    rows = visible_to(user).filter(student__school=school, state__in=AT_WORK)
    told = rows.filter(lapses__kind=LapseKind.ENDING, ends_on__gte=today()).distinct()
    found = standing.looked_at(list(told.for_pages()), today())
    return [one for one in found if one.last_day is not None]
