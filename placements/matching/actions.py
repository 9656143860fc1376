"""The verbs of a round: prepare, open, hand in, close, solve, publish, stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from placements.matching import certificate, gathering, mails, placing, policy, seeds
from placements.matching.holding import hold, locked
from placements.matching.models import Assignment, Offer, Round, Wish
from placements.matching.priorities import Facts, checked
from placements.matching.rules import (
    NoLastDay,
    NoPlacementsThere,
    NoPlaces,
    NotPossible,
    OwnCompany,
    RemindedToday,
    StillOpen,
    WrongDays,
    WrongNumber,
    WrongWishes,
)
from placements.matching.solving import certified
from placements.matching.transitions import State, Verb, following
from placements.measures.reading import closed_to
from placements.places.models import TrainingPlace
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import today


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place on a list, and how it fits this student."""

    offer_id: UUID
    facts: Facts


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round is about. `cohort`: its first year; nothing is every cohort."""

    title: str
    criteria: Sequence[str]
    starts_on: date
    ends_on: date
    cohort: int | None = None
    crebo: str = ""
    programme: str = ""


@transaction.atomic
def draft(*, by: User, school: School, plan: Plan) -> Round:
    policy.require(by, school)
    return _put(Round(school=school, drafted_on=today()), plan)


@transaction.atomic
def change(*, by: User, round_: Round, plan: Plan) -> Round:
    """Until it opens: what counts, and for whom, is published before anybody hands in."""
    return _put(hold(by, round_, State.DRAFT), plan)


def _put(round_: Round, plan: Plan) -> Round:
    if plan.ends_on < plan.starts_on:
        raise WrongDays
    round_.title, round_.criteria = plan.title, list(checked(plan.criteria))
    round_.starts_on, round_.ends_on = plan.starts_on, plan.ends_on
    round_.cohort, round_.crebo, round_.programme = plan.cohort, plan.crebo, plan.programme
    round_.save()
    return round_


@transaction.atomic
def offer(*, by: User, round_: Round, place: TrainingPlace, capacity: int) -> Offer:
    """Put a place in the round, or change how many can come there."""
    held = hold(by, round_, State.DRAFT)
    if policy.stakes(by).filter(company=place.company_id).exists():
        raise OwnCompany
    if not 1 <= capacity <= place.number:
        raise WrongNumber
    is_open = TrainingPlace.objects.open(today()).filter(pk=place.pk).exists()
    if not is_open or place.company_id in closed_to(held.school, today()):
        raise NoPlacementsThere
    values = {"capacity": capacity}
    return Offer.objects.update_or_create(round=held, place=place, defaults=values)[0]


@transaction.atomic
def take_out(*, by: User, round_: Round, offer_id: UUID) -> None:
    held = hold(by, round_, State.DRAFT)
    if policy.staked(by, held).filter(pk=offer_id).exists():
        raise OwnCompany
    held.offers.filter(pk=offer_id).delete()


@transaction.atomic
def open_round(*, by: User, round_: Round, closes_on: date) -> Round:
    """From here on criteria, places and the seed's hash stand."""
    held = hold(by, round_, State.DRAFT)
    if closes_on < today():
        raise NoLastDay
    if not held.offers.exists():
        raise NoPlaces
    held.closes_on, held.opened_on = closes_on, today()
    seeds.commit(held)
    mails.tell(held.group(today()).with_account())
    return _move(by, held, Verb.OPEN)


@transaction.atomic
def hand_in(*, by: User, round_: Round, student: Student, wishes: Sequence[Wanted]) -> None:
    """A student's whole list, the dearest first; it takes the place of an earlier one."""
    policy.require_own(by, student)
    held = locked(round_)
    if not held.takes_wishes(today()) or not held.is_for(student, today()):
        raise NotPossible
    asked = [wanted.offer_id for wanted in wishes]
    known = set(held.offers.values_list("pk", flat=True))
    is_list = len(set(asked)) == len(asked) <= settings.MATCHING_WISHES_MOST
    if not is_list or not known.issuperset(asked):
        raise WrongWishes
    Wish.objects.filter(offer__round=held, student=student).delete()
    Wish.objects.bulk_create(
        [_wish(student, number, wanted) for number, wanted in enumerate(wishes, start=1)]
    )


def _wish(student: Student, position: int, wanted: Wanted) -> Wish:
    facts = wanted.facts
    return Wish(
        offer_id=wanted.offer_id,
        student=student,
        position=position,
        goals=facts.goals,
        needs=facts.needs,
        minutes=facts.minutes,
    )


@transaction.atomic
def remind(*, by: User, round_: Round) -> int:
    """Mail who can sign in and handed in nothing yet; once a day. Gives how many."""
    held = hold(by, round_, State.OPEN)
    if not held.takes_wishes(today()):
        raise NotPossible
    if held.reminded_on == today():
        raise RemindedToday
    held.reminded_on = today()
    held.save(update_fields=["reminded_on"])
    return mails.tell(gathering.silent(held, today()).with_account())


@transaction.atomic
def close(*, by: User, round_: Round) -> Round:
    """After the last day that students were told; from here on the seed is known."""
    held = hold(by, round_, State.OPEN)
    if held.takes_wishes(today()):
        raise StillOpen
    seeds.reveal(held)
    return _move(by, held, Verb.CLOSE)


@transaction.atomic
def solve(*, by: User, round_: Round) -> Round:
    """Make the one result that criteria, lists and seed allow, and its certificate."""
    held = hold(by, round_, State.CLOSED)
    wishes = gathering.wishes_of(held, today())
    market = gathering.market_of(held, wishes, today())
    solved = certified(market=market, seed=held.seed, hashes=gathering.hashes_of(market))
    gathering.keep(held, market, solved.assignment, wishes)
    held.certificate = certificate.written(solved.certificate).decode()
    return _move(by, held, Verb.SOLVE)


@transaction.atomic
def publish(*, by: User, round_: Round) -> Round:
    """Tell everybody the result, and propose the placements. From here on it cannot be stopped."""
    held = _move(by, hold(by, round_, State.SOLVED), Verb.PUBLISH)
    placing.propose(by=by, round_=held)
    took_part = Assignment.objects.filter(round=held).values("student")
    mails.tell(Student.objects.enrolled(today()).filter(pk__in=took_part).with_account())
    return held


@transaction.atomic
def withdraw(*, by: User, round_: Round) -> Round:
    """Stop a round of which no result was published."""
    policy.require(by, round_.school)
    return _move(by, locked(round_), Verb.WITHDRAW)


@transaction.atomic
def forget(day: date) -> int:
    """Delete rounds of long ago with everything in them, finished or not."""
    old = Round.objects.ended_before(day - timedelta(days=settings.MATCHING_KEEP_DAYS))
    count = old.count()
    old.delete()
    return count


def _move(by: User, held: Round, verb: Verb) -> Round:
    state = following(held.state, verb)
    if state is None:
        raise NotPossible
    held.state = state
    if state in {State.PUBLISHED, State.WITHDRAWN}:
        held.ended_on = today()
    held.save()
    record(
        verb=Audited.MATCHING_ROUND_MOVED,
        actor=by,
        role=Role.INTERNSHIP_COORDINATOR,
        scope=Scope.SYSTEM,
        subject=held.pk,
        detail={"what": verb.value},
    )
    return held
