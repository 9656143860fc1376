"""A school makes figures public, and takes that back for those that are still to come."""

from datetime import date

from django.db import transaction

from placements.releases.models import SchoolConsent
from placements.releases.policy import require_may_consent
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb


@transaction.atomic
def give(*, by: User, school: School, covers: SchoolConsent.Covers, day: date) -> None:
    """Make figures public: those that are out and those to come. Raises PermissionDenied."""
    require_may_consent(by, school)
    now = _open(school)
    if now is not None and now.covers == covers:
        return
    if now is not None:
        _end(now, by=by, day=day)
    SchoolConsent.objects.create(school=school, covers=covers, given_on=day, given_by=by)
    _record(Verb.FIGURES_CONSENTED, by, school, covers)


@transaction.atomic
def withdraw(*, by: User, school: School, day: date) -> None:
    """From now on nothing new is public; what is out stays out. Raises PermissionDenied."""
    require_may_consent(by, school)
    now = _open(school)
    if now is not None:
        _end(now, by=by, day=day)
        _record(Verb.FIGURES_WITHHELD, by, school, now.covers)


def _open(school: School) -> SchoolConsent | None:
    """The consent that holds. Two at once: the school's row makes the second one wait."""
    School.objects.select_for_update().get(pk=school.pk)
    return SchoolConsent.objects.filter(school=school, withdrawn_on=None).first()


def _end(consent: SchoolConsent, *, by: User, day: date) -> None:
    consent.withdrawn_on, consent.withdrawn_by = max(day, consent.given_on), by
    consent.save(update_fields=["withdrawn_on", "withdrawn_by"])


def _record(verb: Verb, by: User, school: School, covers: str) -> None:
    record(
        verb=verb,
        actor=by,
        scope=Scope.SYSTEM,
        role=Role.SCHOOL_ADMINISTRATOR,
        subject=school.pk,
        detail={"covers": covers},
    )
