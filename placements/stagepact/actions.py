"""The verbs of the monitor: write an effort, change it, take it off, assess oneself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from placements.cohorts.years import year_of
from placements.stagepact import policy
from placements.stagepact.models import EFFORTS_LIMIT, Effort, SelfAssessment
from placements.stagepact.vocabulary import VERSION, Level, Task
from schools.registry.models import School
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today


class TooMany(RuleBroken):
    sentence = _("Er staan al honderd maatregelen. Haal er eerst een weg die niet meer telt.")


@transaction.atomic
def write(*, by: User, school: School, fields: Mapping[str, Any]) -> Effort:
    """Add an effort. Raises TooMany."""
    school = _locked(by, school)
    if Effort.objects.filter(school=school).count() >= EFFORTS_LIMIT:
        raise TooMany
    effort = Effort(school=school, written_on=today(), changed_on=today(), **fields)
    effort.full_clean()
    effort.save()
    _record(by, school, "written")
    return effort


@transaction.atomic
def change(*, by: User, effort: Effort, fields: Mapping[str, Any]) -> Effort:
    """Of two who change it at once the last one counts, whole."""
    school = _locked(by, effort.school)
    effort = Effort.objects.get(pk=effort.pk, school=school)
    for name, value in fields.items():
        setattr(effort, name, value)
    effort.changed_on = today()
    effort.full_clean()
    effort.save()
    _record(by, school, "changed")
    return effort


@transaction.atomic
def take_off(*, by: User, effort: Effort) -> None:
    school = _locked(by, effort.school)
    gone, _rows = Effort.objects.filter(pk=effort.pk, school=school).delete()
    if gone:
        _record(by, school, "taken_off")


@transaction.atomic
def assess(*, by: User, school: School, levels: Mapping[str, int]) -> SelfAssessment:
    """What the school says of each task, for the school year of today. ValueError for a gap."""
    if set(levels) != set(Task.values) or not set(levels.values()) <= set(Level.values):
        raise ValueError("a self-assessment has one level for every task")
    school = _locked(by, school)
    made, _is_new = SelfAssessment.objects.update_or_create(
        school=school,
        year=year_of(today()),
        defaults={"version": VERSION, "levels": dict(levels), "filled_on": today()},
    )
    _record(by, school, "assessed")
    return made


def _locked(by: User, school: School) -> School:
    policy.require_keeper(by, school)
    return School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)


def _record(by: User, school: School, what: str) -> None:
    record(
        verb=Verb.PACT_CHANGED,
        actor=by,
        scope=Scope.SYSTEM,
        subject=school.pk,
        detail={"what": what},
    )
