"""The verbs of a plan: draft, ask others to join, answer, register, stop."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from placements.interventions import figures, writing
from placements.interventions.analysing import LEAST_OTHERS
from placements.interventions.models import Comparison, Participant, Plan
from placements.interventions.statistics.power import smallest_effect
from placements.interventions.vocabulary import Answer
from schools.registry.models import School
from schools.teams import policy
from schools.teams.actions import RuleBroken
from stagebaken.accounts.models import User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today

YEAR_STARTS = (8, 1)  # month and day


class Registered(RuleBroken):
    sentence = _("Dit plan is al geregistreerd. Het verandert niet meer.")


class TooLate(RuleBroken):
    sentence = _(
        "Het eerste schooljaar met de maatregel is al begonnen. Een plan moet vastliggen voor er "
        "iets te zien is. Kies een later schooljaar."
    )


class TooFewOthers(RuleBroken):
    sentence = _(
        "Er zijn te weinig andere scholen om mee te vergelijken. Er zijn er minstens vijf nodig, "
        "anders kan een school de cijfers van een ander uitrekenen."
    )


class StillInvited(RuleBroken):
    sentence = _("Een school heeft nog niet geantwoord. Wacht op het antwoord, of haal haar weg.")


class OtherKind(RuleBroken):
    sentence = _("Kies een school van dezelfde soort: mbo bij mbo, hbo bij hbo.")


class AlreadyStopped(RuleBroken):
    sentence = _("Dit plan is al gestopt.")


@transaction.atomic
def draft(*, by: User, school: School, fields: Mapping[str, Any]) -> Plan:
    """Write a plan that only its own school sees, until others are asked or it is registered."""
    policy.require_administrator(by, school)
    plan = Plan(school=school, drafted_on=today(), **fields)
    plan.full_clean()
    plan.save()
    Participant.objects.create(plan=plan, school=school, answer=Answer.AGREED, answered_on=today())
    return plan


@transaction.atomic
def change(*, by: User, plan: Plan, fields: Mapping[str, Any]) -> Plan:
    """Write it anew. Schools that had agreed to the old words are asked again."""
    plan = _open_draft(by, plan)
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.full_clean()
    plan.save()
    others = plan.participants.exclude(school=plan.school)
    others.agreed().update(answer=Answer.INVITED, answered_on=None)
    return plan


@transaction.atomic
def discard(*, by: User, plan: Plan) -> None:
    """Throw a draft away. Nothing of it was public, so nothing of it is kept."""
    _open_draft(by, plan).delete()


@transaction.atomic
def ask(*, by: User, plan: Plan, school: School) -> None:
    """Ask another school to do the same. It reads the draft; asked again, it may think again."""
    plan = _open_draft(by, plan)
    if school.sector != plan.school.sector:
        raise OtherKind
    seat, is_new = Participant.objects.get_or_create(plan=plan, school=school)
    if not is_new and seat.answer == Answer.DECLINED:
        seat.answer, seat.answered_on = Answer.INVITED, None
        seat.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def leave_out(*, by: User, plan: Plan, school: School) -> None:
    """Take a school off a draft; the plan's own school stays."""
    plan = _open_draft(by, plan)
    plan.participants.filter(school=school).exclude(school=plan.school).delete()


@transaction.atomic
def answer(*, by: User, plan: Plan, school: School, agrees: bool) -> None:
    """An invited school's yes or no. Raises Registered when it comes too late."""
    policy.require_administrator(by, school)
    plan = _locked(plan)
    if plan.is_registered:
        raise Registered
    seat = plan.participants.exclude(school=plan.school).get(school=school)
    seat.answer = Answer.AGREED if agrees else Answer.DECLINED
    seat.answered_on = today()
    seat.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def register(*, by: User, plan: Plan) -> Plan:
    """Fix the plan for good and make it public, with its hash and the moment.

    Raises Registered, TooLate, StillInvited, TooFewOthers.
    """
    plan = _open_draft(by, plan)
    if today() >= date(plan.first_after, *YEAR_STARTS):
        raise TooLate
    if plan.participants.filter(answer=Answer.INVITED).exists():
        raise StillInvited
    plan.participants.filter(answer=Answer.DECLINED).delete()
    treated = [seat.school for seat in plan.participants.select_related("school")]
    others = figures.comparison_schools(plan.school, [one.pk for one in treated])
    if len(others) < LEAST_OTHERS:
        raise TooFewOthers
    Comparison.objects.bulk_create(Comparison(plan=plan, school=one) for one in others)
    moment = timezone.now().replace(microsecond=0)
    plan.text = writing.text_of(
        plan,
        treated=[one.code for one in treated],
        others=[one.code for one in others],
        smallest=seen_from(plan, treated=len(treated), others=len(others)),
        moment=moment,
    )
    plan.registered_at, plan.digest = moment, writing.digest_of(plan.text)
    plan.save()
    _record(Verb.PLAN_REGISTERED, by, plan, {"digest": plan.digest})
    return plan


@transaction.atomic
def stop(*, by: User, plan: Plan, reason: str) -> Plan:
    """Say that the measure ended before its time. The plan stays, and is analysed all the same."""
    policy.require_administrator(by, plan.school)
    plan = _locked(plan)
    if not plan.is_registered or plan.stopped_on is not None:
        raise AlreadyStopped
    plan.stopped_on, plan.stopped_reason = today(), reason.strip()
    plan.save(update_fields=["stopped_on", "stopped_reason"])
    _record(Verb.PLAN_STOPPED, by, plan, {})
    return plan


def seen_from(plan: Plan, *, treated: int, others: int) -> float | None:
    """The smallest effect that could be seen with so many schools, as a fraction."""
    return smallest_effect(
        treated=treated,
        others=others,
        share=plan.expected_percent / 100,
        students=plan.expected_students,
    )


def _open_draft(by: User, plan: Plan) -> Plan:
    """Two who press at once: the second waits here, and finds what the first did."""
    plan = _locked(plan)
    policy.require_administrator(by, plan.school)
    if plan.is_registered:
        raise Registered
    return plan


def _locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(pk=plan.pk)


def _record(verb: Verb, by: User, plan: Plan, detail: Detail) -> None:
    record(verb=verb, actor=by, scope=Scope.SYSTEM, subject=plan.pk, detail=detail)
