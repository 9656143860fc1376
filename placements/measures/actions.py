"""Take, renew, end, forget: the verbs of a school's decision about its own placements.

One writer per company at a time. Audit events name the decision and its school, never the company:
the log is no list of companies.
"""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from placements.companies.models import TrainingCompany
from placements.measures import policy
from placements.measures.days import Days, mistakes
from placements.measures.models import Kind, Measure, MeasureEvent, MeasureQuerySet, Verb
from placements.measures.rules import AlreadyDecided, NotPossible, Stale, WrongDays
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import today


@transaction.atomic
def take(
    *,
    by: User,
    school: School,
    company: TrainingCompany,
    kind: Kind,
    days: Days,
    once: UUID | None = None,
) -> Measure:
    """Decide. `once` comes from the form: sent twice it is one decision."""
    policy.require(by, school, company.pk)
    if mistakes(kind, days, today()):
        raise WrongDays
    _lock(company.pk)
    before = Measure.objects.filter(pk=once, school=school).first() if once else None
    if before is not None:
        return before
    if kind is Kind.NO_PLACEMENTS:
        _require_none(school, company)
    measure = Measure(id=_free(once), school=school, company=company, kind=kind, **vars(days))
    measure.save(force_insert=True)
    _write(measure, Verb.TAKE, by)
    return measure


@transaction.atomic
def renew(*, by: User, measure: Measure, seen: int, until: date | None, review_on: date) -> Measure:
    """Look again: it goes on until this day, and is looked at again on that one."""
    measure = _held(by, measure, seen)
    days = Days(measure.starts_on, until, review_on)
    wrong = mistakes(Kind(measure.kind), days, today())
    wrong.pop("starts_on", None)  # it began when it began
    if wrong:
        raise WrongDays
    measure.until, measure.review_on = until, review_on
    return _change(measure, Verb.RENEW, by)


@transaction.atomic
def end(*, by: User, measure: Measure, seen: int) -> Measure:
    """From today on it no longer counts; it stays in the history."""
    measure = _held(by, measure, seen)
    measure.ended_on = today()
    return _change(measure, Verb.END, by)


@transaction.atomic
def forget(day: date) -> int:
    """Delete what ended long ago, with its history: a school's memory of a company has an end."""
    before = day - timedelta(days=settings.MEASURE_KEEP_DAYS)
    old = _gone_before(before)
    ids = list(old.values_list("pk", flat=True))
    old.delete()
    return len(ids)


def _gone_before(day: date) -> MeasureQuerySet:
    return Measure.objects.filter(ended_on__lt=day) | Measure.objects.filter(until__lt=day)


def _lock(company_id: UUID) -> None:
    TrainingCompany.objects.select_for_update(no_key=True).filter(pk=company_id).first()


def _require_none(school: School, company: TrainingCompany) -> None:
    """One at a time. What ran out by itself is closed on its last day first."""
    found = Measure.objects.filter(
        school=school, company=company, kind=Kind.NO_PLACEMENTS, ended_on__isnull=True
    )
    for measure in found:
        if measure.is_lasting(today()):
            raise AlreadyDecided
        measure.ended_on = measure.until
        measure.save(update_fields=["ended_on"])


def _free(once: UUID | None) -> UUID:
    """Keep the form's mark as the id, unless another school's decision has it."""
    if once is None or Measure.objects.filter(pk=once).exists():
        return uuid4()
    return once


def _held(by: User, measure: Measure, seen: int) -> Measure:
    """Give the row as it is, locked. What was decided about an older one is refused."""
    policy.require(by, measure.school, measure.company_id)
    _lock(measure.company_id)
    measure = Measure.objects.select_related("school", "company").get(pk=measure.pk)
    if measure.revision != seen:
        raise Stale
    if not measure.is_lasting(today()):
        raise NotPossible
    return measure


def _change(measure: Measure, verb: Verb, by: User) -> Measure:
    measure.revision += 1
    measure.save()
    _write(measure, verb, by)
    return measure


def _write(measure: Measure, verb: Verb, by: User) -> None:
    MeasureEvent.objects.create(
        measure=measure,
        day=today(),
        verb=verb,
        until=measure.until,
        review_on=measure.review_on,
        by=by,
    )
    record(
        verb=Audited.PLACEMENT_DECIDED,
        actor=by,
        role=Role.INTERNSHIP_COORDINATOR,
        scope=Scope.SYSTEM,  # a school's administrator reads the events of its vault: not these
        subject=measure.pk,
        detail={"what": verb.value},
    )
