"""Which applications somebody may see and act on; all others are 404.

A student reaches their own by its id; a company reaches those to it by their reference. Neither
address says anything to the other side.
"""

from uuid import UUID

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from placements.applications.models import Application
from placements.companies.models import TrainingCompany
from placements.places.models import TrainingPlace
from schools.students.models import Student
from schools.students.policy import own_records
from stagebaken.accounts.models import User
from stagebaken.web.days import today


def records_of(user: User) -> QuerySet[Student]:
    """The enrolments of this account: whoever left a school applies no more."""
    return own_records(user).enrolled(today()).order_by("-joined_on", "pk")


def record_for(user: User, place: TrainingPlace) -> Student | None:
    """With which enrolment this user applies: the one for the place's programme, if any."""
    own = list(records_of(user))
    crebo = place.programme.crebo if place.programme else None
    fitting = [one for one in own if crebo and one.crebo == crebo]
    return next(iter(fitting or own), None)


def applications_of(user: User) -> QuerySet[Application]:
    """Also those of an enrolment that ended: they stay the student's own.

    What was sent before this account joined is somebody else's: the record had another account.
    """
    own = Application.objects.filter(student__account=user, parted_on__isnull=True)
    return own.filter(sent_on__gte=F("student__joined_on"))


def own_application(user: User, application_id: UUID) -> Application:
    found = applications_of(user).select_related("place__programme", "company")
    application: Application = get_object_or_404(found, pk=application_id)
    return application


def applications_to(company: TrainingCompany) -> QuerySet[Application]:
    """For the company's side: without the student, whose row is not even fetched."""
    return Application.objects.filter(company=company).defer("student", "withheld")


def application_to(company: TrainingCompany, reference: str) -> Application:
    found = applications_to(company).select_related("place")
    application: Application = get_object_or_404(found, reference=reference)
    return application
