"""Every state × verb × role: what the one table allows happens, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from placements.commitments import actions, checking
from placements.commitments.models import CommitmentEvent, CompanyCommitment
from placements.commitments.policy import Body
from placements.commitments.rules import NotPossible, ReasonMissing, RuleBroken, Stale
from placements.commitments.transitions import (
    CHECKER_VERBS,
    COMPANY_VERBS,
    TRANSITIONS,
    State,
    Verb,
    following,
)
from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose
from tests.cast import duinkerk, make_user
from tests.placements.commitments.people import (
    DAY,
    EVIDENCE,
    Scene,
    make_checker,
    make_company,
    make_contact,
    now,
)

SOON = DAY + timedelta(days=340)  # within sixty days of the end
STATES = [State.NONE, State.DECLARED, State.EVIDENCE, State.CHECKED, State.LAPSED, State.WITHDRAWN]
VERBS = [verb for verb in Verb if verb is not Verb.LAPSE]
ROLES = (
    "contact", "other contact", "checker", "administrator", "other school", "sbb",
    "counsellor", "student",
)  # fmt: skip


def bring_to(scene: Scene, state: State) -> CompanyCommitment | None:
    if state is State.NONE:
        return None
    one = scene.declare()
    if state in (State.EVIDENCE, State.CHECKED):
        scene.show(one)
    if state is State.CHECKED:
        scene.decide(one)
    if state is State.WITHDRAWN:
        scene.withdraw(one)
    return now(one)


def person(role: str, scene: Scene) -> tuple[User, Body]:
    """Somebody of this role, and the organisation for which they would check."""
    other: School | None = duinkerk() if role == "other school" else None
    make: dict[str, Callable[[], User]] = {
        "contact": lambda: scene.contact,
        "other contact": lambda: make_contact(make_company("Bakkerij Proefdeeg"), "Bo Bakker"),
        "checker": lambda: scene.checker,
        "administrator": lambda: only(scene, Role.SCHOOL_ADMINISTRATOR),
        "other school": lambda: make_checker(other, "Els Vreemd"),
        "sbb": lambda: scene.sbb,
        "counsellor": lambda: only(scene, Role.CONFIDENTIAL_COUNSELLOR),
        "student": lambda: make_user("Sem Student"),
    }
    body = Body(None if role == "sbb" else other or scene.school)
    return make[role](), body


def only(scene: Scene, role: Role) -> User:
    """The school's one checker is of this role: no second person decides along."""
    scene.checker.memberships.update(ended_on=DAY)
    return make_checker(scene.school, "Truus Beheer", role)


def attempt(scene: Scene, verb: Verb, by: User, body: Body, one: CompanyCommitment | None) -> None:
    seen = one.revision if one else 0
    if verb is Verb.DECLARE:
        actions.declare(by=by, company=scene.company, code="gesprek", seen=seen)
    elif one is None:
        raise NotPossible  # nothing to point at
    elif verb is Verb.GIVE_EVIDENCE:
        actions.give_evidence(by=by, one=one, seen=seen, shown=EVIDENCE)
    elif verb is Verb.RENEW:
        actions.renew(by=by, one=one, seen=seen)
    elif verb is Verb.WITHDRAW:
        actions.withdraw(by=by, one=one, seen=seen)
    else:
        checking.decide(by=by, body=body, one=one, verb=verb, reason="Gelezen.", seen=seen)


def is_allowed(role: str, verb: Verb, state: State) -> bool:
    """What the promises say, written apart from the code that keeps them."""
    if verb in COMPANY_VERBS:
        return role == "contact"
    if role == "sbb":
        return True
    if verb is Verb.REVOKE:  # only what one's own school checked
        return role in ("checker", "administrator") and state is State.CHECKED
    return role in ("checker", "administrator", "other school")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_verb_and_role(scene: Scene, state: State, verb: Verb, role: str) -> None:
    one = bring_to(scene, state)
    by, body = person(role, scene)
    day = DAY + timedelta(days=400) if state is State.LAPSED else SOON
    after = following(state, verb)
    with suppose(day):
        events = CommitmentEvent.objects.count()
        if is_allowed(role, verb, state) and after is not None:
            attempt(scene, verb, by, body, one)
            assert CompanyCommitment.objects.get().state_on(day) is after
            assert CommitmentEvent.objects.count() > events
            return
        with pytest.raises((PermissionDenied, RuleBroken)):
            attempt(scene, verb, by, body, one)
        assert CommitmentEvent.objects.count() == events
        if one:
            assert now(one) == one
            assert now(one).revision == one.revision


def test_the_table_names_every_state_and_verb() -> None:
    assert set(TRANSITIONS) == set(State)
    assert set(VERBS) == COMPANY_VERBS | CHECKER_VERBS
    assert {verb for row in TRANSITIONS.values() for verb in row} == set(VERBS)


def test_a_decision_needs_a_reason(scene: Scene) -> None:
    one = scene.show(scene.declare())
    for verb in CHECKER_VERBS - {Verb.REVOKE}:
        with pytest.raises(ReasonMissing):
            scene.decide(one, verb, reason="  \n ")


def test_what_was_decided_about_older_evidence_is_refused(scene: Scene) -> None:
    one = scene.show(scene.declare())
    seen = one.revision
    scene.show(one)
    with pytest.raises(Stale):
        checking.decide(
            by=scene.checker, body=Body(scene.school), one=one, verb=Verb.CHECK, reason="Ja.",
            seen=seen,
        )  # fmt: skip


def test_a_second_click_does_nothing(scene: Scene) -> None:
    one = scene.declare()
    seen = one.revision
    scene.show(one)
    with pytest.raises(Stale):
        actions.give_evidence(by=scene.contact, one=one, seen=seen, shown=EVIDENCE)
    assert one.evidence.count() == 1


@pytest.mark.parametrize("verb", [Verb.DECLARE, Verb.GIVE_EVIDENCE, Verb.WITHDRAW, Verb.LAPSE])
def test_a_checker_cannot_carry_out_what_is_the_companys(scene: Scene, verb: Verb) -> None:
    one = scene.declare()
    with pytest.raises(PermissionDenied):
        scene.decide(one, verb)


def test_evidence_is_bounded_and_a_new_round_begins_anew(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never deleted, and who checks gets all of it on one page."""
    monkeypatch.setattr(actions, "EVIDENCE_LIMIT", 2)
    one = scene.declare()
    scene.show(one)
    scene.show(one)
    with pytest.raises(NotPossible):
        scene.show(one)
    scene.withdraw(one)
    scene.show(scene.declare())
    assert one.evidence.count() == 3
