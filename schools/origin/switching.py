"""What a school's administrator decides: whether, and on which legal basis (R22)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schools.origin.models import Register
from schools.origin.pseudonyms import key_id
from schools.origin.registers import TABLES
from schools.registry.models import School
from schools.teams import policy
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.destruction import Kind
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import erasure
from stagebaken.web.days import today


class NotDecidedYet(RuleBroken):
    sentence = _("De dag van het besluit ligt in de toekomst.")


@transaction.atomic
def record_basis(
    *, by: User, school: School, basis: str, explanation: str, decided_by: str, decided_on: date
) -> Register:
    """Switch on, or replace the basis of what is on. Nothing is kept on a basis of later."""
    school = _administered(by, school)
    if decided_on > today():
        raise NotDecidedYet
    found = Register.objects.filter(school=school).first()
    register = found or Register(school=school, switched_on=today(), key_id=key_id())
    register.basis, register.decided_on = basis, decided_on
    register.explanation, register.decided_by = explanation.strip(), decided_by.strip()
    register.full_clean()
    register.save(force_insert=found is None)
    verb = Verb.ORIGIN_BASIS_CHANGED if found else Verb.ORIGIN_SWITCHED_ON
    _record(verb, by, school, {"basis": basis, "decided_on": decided_on.isoformat()})
    return register


@transaction.atomic
def switch_off(*, by: User, school: School) -> None:
    """Destroy all that students gave; objections stay. What was published stays published."""
    school = _administered(by, school)
    register = Register.objects.select_for_update(no_key=True).filter(school=school).first()
    if register is None:
        return
    erasure.announce(Kind.SWITCH_OFF, [register.pk], tables=TABLES)
    register.delete()
    _record(Verb.ORIGIN_SWITCHED_OFF, by, school, {})


def _administered(by: User, school: School) -> School:
    policy.require_administrator(by, school)
    return School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)


def _record(verb: Verb, by: User, school: School, detail: Detail) -> None:
    record(
        verb=verb,
        actor=by,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail=detail,
    )
