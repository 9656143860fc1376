"""The verbs of a student. Pages call these; each authorises, changes and notes it in one go."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.applications import copies, errors, policy, steps
from placements.applications.models import ApplicantProfile, Application
from placements.applications.profiling import profile_of
from placements.applications.signals import offer_accepted
from placements.applications.terms import term_of
from placements.applications.transitions import State, Who
from placements.contacts.models import CompanyContact
from placements.places.models import TrainingPlace
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def apply(*, by: User, place: TrainingPlace, version: int) -> Application:
    """Send the profile as it was read (`version`). Sent twice it is one application."""
    student = policy.record_for(by, place)
    if student is None:
        raise PermissionDenied
    if not _hold(student, by):
        raise PermissionDenied
    earlier = Application.objects.running().filter(student=student, place=place).first()
    if earlier is not None:
        return earlier
    profile = profile_of(student)
    _require_may_apply(student, place, today())
    if profile.version != version:
        raise errors.Stale
    if not profile.goals.exists():
        raise errors.NoGoal
    return _send(student, place, profile, today())


def _hold(student: Student, by: User) -> bool:
    """Attack: while this waited, the record was taken away, and would carry it to the next."""
    rows = Student.objects.select_for_update(no_key=True)
    return rows.filter(pk=student.pk, account=by).first() is not None


def why_not(student: Student, place: TrainingPlace, day: date) -> errors.RuleBroken | None:
    """Why this student cannot apply for this place, if so."""
    try:
        _require_may_apply(student, place, day)
    except errors.RuleBroken as refusal:
        return refusal
    return None


def _require_may_apply(student: Student, place: TrainingPlace, day: date) -> None:
    if not TrainingPlace.objects.open(day).filter(pk=place.pk).exists():
        raise errors.PlaceClosed
    # Without anybody who speaks for it, silence would be certain.
    if not CompanyContact.objects.active().filter(company=place.company_id).exists():
        raise errors.NobodyReads
    if place.is_mbo and place.programme and place.programme.crebo != student.crebo:
        raise errors.OtherProgramme
    if Application.objects.filter(student=student, place=place).exists():
        raise errors.AlreadyApplied
    running = Application.objects.running().filter(student=student)
    if running.count() >= settings.APPLICATIONS_RUNNING:
        raise errors.TooMany


def _send(
    student: Student, place: TrainingPlace, profile: ApplicantProfile, day: date
) -> Application:
    term = term_of(place.company, day)
    made = Application.objects.create(
        student=student,
        place=place,
        company_id=place.company_id,
        sent_on=day,
        term_on=term.on,
        is_promised=term.is_promised,
        shown=copies.copy_of(profile),
        withheld=copies.withheld_of(profile),
    )
    steps.note(made, Who.STUDENT, day)
    return made


@transaction.atomic
def accept_invitation(*, by: User, application: Application) -> Application:
    """From now on the company reads who this is: the student's own act."""
    return steps.move(_own(by, application), State.CONVERSATION, Who.STUDENT)


@transaction.atomic
def accept_offer(*, by: User, application: Application) -> Application:
    # The student first, as all that follows does: two ways to the same rows would lock each other.
    if not _hold(application.student, by):
        raise PermissionDenied
    accepted = steps.move(_own(by, application), State.ACCEPTED, Who.STUDENT)
    offer_accepted.send(sender=Application, application=accepted, by=by)
    return accepted


@transaction.atomic
def withdraw(*, by: User, application: Application) -> Application:
    """The company learns that it is withdrawn, and no name any more."""
    return steps.move(_own(by, application), State.WITHDRAWN, Who.STUDENT)


def _own(by: User, application: Application) -> Application:
    if not policy.applications_of(by).filter(pk=application.pk).exists():
        raise PermissionDenied
    return steps.locked(application.pk)
