"""What an administrator decides about the school's calendar."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School
from schools.teams import policy
from schools.teams.actions import RuleBroken
from schools.terms.models import Break
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb

MOST_BREAKS = 60  # some ten years of a school's breaks
LONGEST_BREAK = 70  # calendar days: a summer of seven weeks, generously


class TooManyBreaks(RuleBroken):
    sentence = _("Er staan al te veel vrije periodes. Haal eerst oude weg.")


@transaction.atomic
def add_break(
    *, by: User, school: School, name: str, first_day: date, last_day: date, once: UUID | None
) -> Break:
    """Add days on which the school is closed. The same form sent twice adds them once.

    Cases that run keep their deadline; new terms, and terms that resume, know of it.
    """
    school = _administered(by, school)
    added = Break.objects.of(school).filter(pk=once).first() if once else None
    if added is not None:
        return added
    if Break.objects.of(school).count() >= MOST_BREAKS:
        raise TooManyBreaks
    closed = Break(school=school, name=name.strip(), first_day=first_day, last_day=last_day)
    if once and not Break.objects.filter(pk=once).exists():
        closed.pk = once
    closed.full_clean()
    closed.save(force_insert=True)
    _record(by, school, "break_added")
    return closed


@transaction.atomic
def remove_break(*, by: User, school: School, break_id: UUID) -> None:
    """Take a break away. Taking away what is gone changes nothing."""
    school = _administered(by, school)
    gone, _models = Break.objects.of(school).filter(pk=break_id).delete()
    if gone:
        _record(by, school, "break_removed")


def _administered(by: User, school: School) -> School:
    policy.require_administrator(by, school)
    return School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)


def _record(by: User, school: School, what: str) -> None:
    record(
        verb=Verb.TERMS_CHANGED,
        actor=by,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail={"what": what},
    )
