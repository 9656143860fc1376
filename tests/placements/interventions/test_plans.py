"""A plan is written, joined, fixed for good, and proves what it said."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from placements.interventions import actions, policy, writing
from placements.interventions.models import Participant, Plan, PlanIsFrozen
from placements.interventions.vocabulary import Answer
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests.cast import duinkerk, make_administrator, make_user
from tests.placements.interventions.scene import FIELDS, plan_of, schools

pytestmark = pytest.mark.django_db


def test_a_registered_plan_is_proved_by_the_hash_of_its_bytes() -> None:
    school, partner, *others = schools(8)
    plan = plan_of(school, [partner])
    content = json.loads(plan.text)
    assert plan.digest == hashlib.sha256(plan.text.encode()).hexdigest()
    assert writing.is_genuine(plan)
    assert content["schools"] == [school.code, partner.code]
    assert content["comparison_schools"] == sorted(one.code for one in others)
    assert content["smallest_effect_in_points"] > 0
    event = Event.objects.get(verb=Verb.PLAN_REGISTERED)
    assert (event.subject, event.detail) == (plan.pk, {"digest": plan.digest})


def test_a_text_that_was_changed_behind_our_back_is_seen() -> None:
    plan = plan_of(schools(7)[0])
    plan.text = plan.text.replace("Eerlijk", "Oneerlijk")
    assert not writing.is_genuine(plan)


@pytest.mark.parametrize("field", ["title", "indicator", "last_after", "text", "digest"])
def test_a_registered_plan_never_changes(field: str) -> None:
    plan = plan_of(schools(7)[0])
    setattr(plan, field, 2098 if field == "last_after" else "x")
    with pytest.raises(PlanIsFrozen):
        plan.save()
    with pytest.raises(PlanIsFrozen):
        plan.save(update_fields=[field])
    with pytest.raises(PlanIsFrozen):
        Plan.objects.filter(pk=plan.pk).update(title="x")
    with pytest.raises(PlanIsFrozen):
        plan.delete()


def test_no_verb_touches_a_registered_plan() -> None:
    school, other, *_ = schools(8)
    plan, by = plan_of(school), make_user("Truus Beheer", school)
    for verb in (
        lambda: actions.change(by=by, plan=plan, fields=FIELDS),
        lambda: actions.discard(by=by, plan=plan),
        lambda: actions.ask(by=by, plan=plan, school=other),
        lambda: actions.leave_out(by=by, plan=plan, school=school),
        lambda: actions.register(by=by, plan=plan),
    ):
        with pytest.raises(actions.Registered):
            verb()


def test_only_a_schools_own_administrator_writes_for_it() -> None:
    school, other, *_ = schools(2)
    stranger = make_administrator(other)
    with pytest.raises(PermissionDenied):
        actions.draft(by=stranger, school=school, fields=FIELDS)
    plan = actions.draft(by=make_administrator(school), school=school, fields=FIELDS)
    for by in (stranger, make_user("Iemand Anders", school)):
        with pytest.raises(PermissionDenied):
            actions.change(by=by, plan=plan, fields=FIELDS)
        with pytest.raises(PermissionDenied):
            actions.register(by=by, plan=plan)
        with pytest.raises(PermissionDenied):
            actions.discard(by=by, plan=plan)


def test_a_draft_is_seen_by_those_who_were_asked_and_by_nobody_else() -> None:
    school, asked, stranger = schools(3)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    actions.ask(by=by, plan=plan, school=asked)
    assert [policy.plans_of(one).count() for one in (school, asked, stranger)] == [1, 1, 0]
    actions.answer(by=make_administrator(asked), plan=plan, school=asked, agrees=False)
    assert policy.plans_of(asked).count() == 0


def test_whoever_said_yes_to_other_words_is_asked_again() -> None:
    school, partner = schools(2)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    actions.ask(by=by, plan=plan, school=partner)
    actions.answer(by=make_administrator(partner), plan=plan, school=partner, agrees=True)
    actions.change(by=by, plan=plan, fields={**FIELDS, "measure": "Iets anders."})
    assert Participant.objects.get(school=partner).answer == Answer.INVITED
    assert Participant.objects.get(school=school).answer == Answer.AGREED


def test_a_plan_waits_for_every_answer_and_leaves_out_who_said_no() -> None:
    school, asked, refusing, *_ = schools(9)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    for other in (asked, refusing):
        actions.ask(by=by, plan=plan, school=other)
    actions.answer(by=make_administrator(refusing), plan=plan, school=refusing, agrees=False)
    with pytest.raises(actions.StillInvited):
        actions.register(by=by, plan=plan)
    actions.leave_out(by=by, plan=plan, school=asked)
    content = json.loads(actions.register(by=by, plan=plan).text)
    assert content["schools"] == [school.code]
    assert {asked.code, refusing.code} <= set(content["comparison_schools"])


def test_the_own_school_cannot_be_taken_off() -> None:
    [school] = schools(1)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    actions.leave_out(by=by, plan=plan, school=school)
    assert plan.participants.count() == 1


def test_a_school_of_another_kind_cannot_take_part() -> None:
    [school] = schools(1)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    with pytest.raises(actions.OtherKind):
        actions.ask(by=by, plan=plan, school=duinkerk())


def test_a_plan_of_a_school_year_that_began_comes_too_late() -> None:
    school, *_ = schools(7)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    with suppose(date(2026, 8, 1)), pytest.raises(actions.TooLate):
        actions.register(by=by, plan=plan)
    with suppose(date(2026, 7, 31)):
        assert actions.register(by=by, plan=plan).is_registered


def test_with_four_others_one_could_work_out_the_fifth() -> None:
    school, *_ = schools(5)
    by = make_administrator(school)
    plan = actions.draft(by=by, school=school, fields=FIELDS)
    with pytest.raises(actions.TooFewOthers):
        actions.register(by=by, plan=plan)


def test_a_plan_is_stopped_once_and_says_why() -> None:
    school, *_ = schools(7)
    plan, by = plan_of(school), make_user("Truus Beheer", school)
    actions.stop(by=by, plan=plan, reason="Er was geen geld meer.")
    found = Plan.objects.get(pk=plan.pk)
    assert found.stopped_reason == "Er was geen geld meer."
    assert writing.is_genuine(found)
    with pytest.raises(actions.AlreadyStopped):
        actions.stop(by=by, plan=plan, reason="Toch anders.")


@pytest.mark.parametrize(
    "wrong", [{"first_before": 2026}, {"last_after": 2025}, {"expected_percent": 100}]
)
def test_years_out_of_order_and_impossible_shares_are_refused(wrong: dict[str, Any]) -> None:
    [school] = schools(1)
    with pytest.raises(ValidationError):
        actions.draft(by=make_administrator(school), school=school, fields={**FIELDS, **wrong})


def test_the_database_itself_refuses_a_registered_plan_without_a_text() -> None:
    [school] = schools(1)
    plan = actions.draft(by=make_administrator(school), school=school, fields=FIELDS)
    plan.digest = "x" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save()
