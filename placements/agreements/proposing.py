"""How a placement begins: proposed by the school, found by a student, or an offer accepted."""

from datetime import date

from django.db import transaction

from placements.agreements import errors, policy, possible, steps
from placements.agreements.models import FINDS_LIMIT, OUTSIDE, Placement, Route
from placements.agreements.transitions import Party, Verb, Who
from placements.applications.models import Application
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.students.models import PlacementPeriod, Student
from schools.students.policy import require_own
from stagebaken.accounts.models import User
from stagebaken.web.days import today

# Settled elsewhere: by an accepted offer, or by a published round. Whatever is in the way is told
# to the coordinator who draws up the agreement, and undoes neither.
SETTLED = (Route.APPLICATION, Route.MATCHING)


@transaction.atomic
def propose(
    *,
    by: User,
    student: Student,
    route: Route,
    starts_on: date | None,
    ends_on: date | None,
    place: TrainingPlace | None = None,
    company: TrainingCompany | None = None,
    company_text: str = "",
    application: Application | None = None,
    applications_count: int | None = None,
    period: PlacementPeriod | None = None,
    is_beside: bool = False,
) -> Placement:
    """Propose a placement: a coordinator, or the student who found one (routes of OUTSIDE).

    `place` gives its company. Of a student's own find the school is asked to look; whether it is
    possible there is asked then, so that what was found outside is always counted (R31).
    """
    student = steps.hold(student.pk)
    company = place.company if place is not None else company
    party = _party(by, student, route, company)
    if party is Party.SCHOOL and route in OUTSIDE and applications_count is None:
        raise errors.CountNeeded
    if route not in SETTLED and student.has_left(today()):
        raise errors.NotPossible
    possible.require_days(starts_on, ends_on)
    if party is Party.STUDENT and route in OUTSIDE:
        _require_few_finds(student)
    made = Placement(
        student=student,
        place=place,
        company=company,
        company_text="" if company else company_text.strip(),
        application=application,
        route=route,
        applications_count=applications_count if route in OUTSIDE else None,
        period=period or _period_of(student, today()),
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_by=party,
        proposed_on=today(),
        taken_over_on=None if party is Party.STUDENT and route in OUTSIDE else today(),
        is_beside=is_beside and party is Party.SCHOOL,
    )
    take_programme(made)
    earlier = _same(made)
    if earlier is not None:
        if route in SETTLED:
            return earlier
        raise errors.AlreadyThere
    if party is Party.SCHOOL and route not in SETTLED:
        possible.require_company(student, company, starts_on)
        possible.require_alone(made, starts_on, ends_on)
    return _begin(made, by, Who(party.value))


def _party(by: User, student: Student, route: Route, company: TrainingCompany | None) -> Party:
    """Who proposes, checked. An application is the student's own act; a round is the school's."""
    if route is Route.APPLICATION:
        require_own(by, student)
        return Party.STUDENT
    if route in OUTSIDE and student.account_id == by.pk:
        require_own(by, student)
        return Party.STUDENT
    # A round is drawn by lottery for everybody at once: nobody's stake chooses in it.
    policy.require_places(by, student, None if route is Route.MATCHING else company)
    return Party.SCHOOL


def _require_few_finds(student: Student) -> None:
    """Raises TooManyFinds. What the school has looked at counts no more."""
    waiting = Placement.objects.live().filter(student=student, taken_over_on=None)
    if waiting.count() >= FINDS_LIMIT:
        raise errors.TooManyFinds


def take_programme(placement: Placement) -> None:
    """Copy what the student follows: for that the placement will count."""
    student = placement.student
    placement.programme, placement.crebo = student.programme, student.crebo
    placement.level, placement.pathway = student.level, student.pathway


def _period_of(student: Student, day: date) -> PlacementPeriod | None:
    """In which the student looks for a place now: the one that began last."""
    if student.cohort is None:
        return None
    rows = PlacementPeriod.objects.filter(
        school=student.school_id, cohort=student.cohort, search_start__lte=day
    )
    fitting = [one for one in rows if (one.crebo or student.crebo) == student.crebo]
    named = [one for one in fitting if (one.programme or student.programme) == student.programme]
    return named[0] if named else None


def _same(made: Placement) -> Placement | None:
    """The same company in the same days is the same placement, told twice."""
    rows = Placement.objects.live().filter(student=made.student)
    if made.company:
        rows = rows.filter(company=made.company)
    else:
        rows = rows.filter(company=None, company_text__iexact=made.company_text)
    if made.starts_on and made.ends_on:
        apart = rows.filter(starts_on__gt=made.ends_on) | rows.filter(ends_on__lt=made.starts_on)
        rows = rows.exclude(pk__in=apart.values("pk"))
    return rows.first()


def _begin(made: Placement, by: User, who: Who) -> Placement:
    made.save(force_insert=True)
    steps.tell(made, Verb.PROPOSE, who, today())
    if who is Who.SCHOOL:
        steps.log(Verb.PROPOSE, by, made)
    return made


def propose_accepted(*, by: User, application: Application) -> Placement:
    """The student accepted an offer: the school draws up the agreement."""
    place = application.place
    return propose(
        by=by,
        student=application.student,
        route=Route.APPLICATION,
        place=place,
        application=application,
        starts_on=place.starts_on,
        ends_on=place.ends_on,
    )


@transaction.atomic
def take_over(
    *,
    by: User,
    placement: Placement,
    company: TrainingCompany | None,
    starts_on: date | None,
    ends_on: date | None,
    is_beside: bool = False,
) -> Placement:
    """Look at what a student found, and take it on: with the company from the register (mbo)."""
    policy.require(by, placement, Party.SCHOOL)
    held = steps.locked(placement)
    if held.taken_over_on is not None:
        raise errors.NotPossible
    company = company or held.company
    policy.require_places(by, held.student, company)
    possible.require_days(starts_on, ends_on)
    held.company, held.is_beside = company, is_beside
    held.company_text = "" if company else held.company_text
    held.starts_on, held.ends_on = starts_on, ends_on
    take_programme(held)
    possible.require_company(held.student, company, starts_on)
    possible.require_alone(held, starts_on, ends_on)
    steps.move(held, Verb.TAKE_OVER, Who.SCHOOL, taken_over_on=today())
    steps.log(Verb.TAKE_OVER, by, held)
    return held
