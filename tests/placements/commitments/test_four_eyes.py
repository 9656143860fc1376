"""Where two people can look, two decide; nobody confirms their own, or checks their own company."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from placements.commitments import checking, policy
from placements.commitments.models import CommitmentEvent, CompanyCommitment, Proposal
from placements.commitments.policy import Body
from placements.commitments.rules import AlreadyProposed, OwnProposal, Stale
from placements.commitments.transitions import State, Verb
from placements.contacts.models import CompanyContact
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event
from stagebaken.web.days import today
from tests.cast import duinkerk
from tests.placements.commitments.people import DAY, Scene, make_checker, now


@pytest.fixture
def colleague(scene: Scene) -> User:
    return make_checker(scene.school, "Joy Martina", Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def shown(scene: Scene) -> CompanyCommitment:
    return scene.show(scene.declare())


def propose(
    scene: Scene, one: CompanyCommitment, verb: Verb = Verb.CHECK, by: User | None = None
) -> Proposal:
    proposal = scene.decide(one, verb, by=by)
    assert proposal is not None
    return proposal


def test_one_person_decides_at_once_and_the_history_says_so(
    scene: Scene, shown: CompanyCommitment
) -> None:
    assert scene.decide(shown) is None
    one = now(shown)
    assert (one.state, one.checked_on, one.checked_by) == (State.CHECKED, DAY, scene.school)
    assert one.events.filter(verb=Verb.CHECK).get().is_single


@pytest.mark.parametrize("verb", [Verb.CHECK, Verb.REFUSE])
def test_of_two_people_the_first_proposes_and_nothing_changes(
    scene: Scene, shown: CompanyCommitment, colleague: User, verb: Verb
) -> None:
    before = CommitmentEvent.objects.count()
    proposal = propose(scene, shown, verb)
    assert now(shown).state == State.EVIDENCE
    assert CommitmentEvent.objects.count() == before
    checking.confirm(by=colleague, proposal=proposal)
    event = shown.events.last()
    assert event is not None
    assert (event.verb, event.is_single, event.note) == (verb, False, proposal.reason)
    assert not Proposal.objects.exists()


def test_nobody_confirms_their_own_proposal(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    proposal = propose(scene, shown)
    with pytest.raises(OwnProposal):
        checking.confirm(by=scene.checker, proposal=proposal)
    assert now(shown).state == State.EVIDENCE


def test_a_second_proposal_of_the_same_school_waits_for_the_first(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    propose(scene, shown)
    for by in (scene.checker, colleague):
        with pytest.raises(AlreadyProposed):
            scene.decide(shown, Verb.REFUSE, by=by)


def test_a_colleague_who_disagrees_takes_it_away_and_proposes(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    checking.drop(by=colleague, proposal=propose(scene, shown))
    checking.confirm(by=scene.checker, proposal=propose(scene, shown, Verb.REFUSE, by=colleague))
    assert now(shown).state == State.DECLARED


def test_another_organisation_confirms_nothing(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    proposal = propose(scene, shown)
    for stranger in (scene.sbb, make_checker(duinkerk(), "Els Vreemd")):
        with pytest.raises(PermissionDenied):
            checking.confirm(by=stranger, proposal=proposal)
        with pytest.raises(PermissionDenied):
            checking.drop(by=stranger, proposal=proposal)


def test_two_organisations_propose_and_the_first_to_confirm_decides(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    second = make_checker(None, "Bea Beoordeler")
    mine = propose(scene, shown)
    theirs = scene.decide(shown, Verb.REFUSE, by=scene.sbb, body=Body(None))
    assert theirs is not None
    checking.confirm(by=colleague, proposal=mine)
    with pytest.raises(Stale):
        checking.confirm(by=second, proposal=theirs)
    assert now(shown).state == State.CHECKED


@pytest.mark.parametrize("act", ["show", "withdraw"])
def test_what_the_company_does_meanwhile_undoes_the_proposal(
    scene: Scene, shown: CompanyCommitment, colleague: User, act: str
) -> None:
    proposal = propose(scene, shown)
    getattr(scene, act)(shown)
    with pytest.raises(Stale):
        checking.confirm(by=colleague, proposal=proposal)


def test_a_proposal_of_somebody_who_left_is_no_second_person(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    proposal = propose(scene, shown)
    Membership.objects.filter(user=scene.checker).update(ended_on=DAY)
    with pytest.raises(Stale):
        checking.confirm(by=colleague, proposal=proposal)
    checking.drop(by=colleague, proposal=proposal)
    assert scene.decide(shown, by=colleague) is None  # alone now


def test_a_lapsed_membership_and_other_roles_are_no_second_person(
    scene: Scene, shown: CompanyCommitment
) -> None:
    make_checker(scene.school, "Mehmet Aydın", Role.CONFIDENTIAL_COUNSELLOR)
    former = make_checker(scene.school, "Oud Collega")
    Membership.objects.filter(user=former).update(ended_on=DAY)
    assert scene.decide(shown) is None


def test_nobody_checks_the_company_whose_contact_they_are(
    scene: Scene, shown: CompanyCommitment
) -> None:
    CompanyContact.objects.create(company=scene.company, user=scene.checker, started_on=today())
    with pytest.raises(PermissionDenied):
        scene.decide(shown)
    bodies = policy.bodies_of(scene.checker)
    assert not policy.visible_to(scene.checker, bodies, DAY).exists()


def test_a_colleague_who_is_its_contact_does_not_count_as_second(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    CompanyContact.objects.create(company=scene.company, user=colleague, started_on=today())
    assert scene.decide(shown) is None


def test_a_school_takes_away_only_what_it_checked_itself(
    scene: Scene, shown: CompanyCommitment
) -> None:
    scene.decide(shown)
    stranger = make_checker(duinkerk(), "Els Vreemd")
    (body,) = policy.bodies_of(stranger)
    with pytest.raises(PermissionDenied):
        scene.decide(shown, Verb.REVOKE, by=stranger, body=body)
    scene.decide(shown, Verb.REVOKE)
    assert now(shown).state == State.WITHDRAWN


def test_the_person_stands_in_the_audit_log_and_not_in_the_history(
    scene: Scene, shown: CompanyCommitment
) -> None:
    scene.decide(shown)
    event = Event.objects.get(subject=shown.pk)
    assert (event.actor_id, event.detail["verb"]) == (scene.checker.pk, "check")
    names = [field.name for field in CommitmentEvent._meta.get_fields()]
    assert not {"by", "user", "actor"} & set(names)
    assert not [one for one in shown.events.all() if scene.checker.name in f"{one.who}{one.note}"]


def test_who_spoke_for_it_while_it_was_promised_does_not_check_it_later(
    scene: Scene, shown: CompanyCommitment, colleague: User
) -> None:
    """Giving evidence, stopping as contact, and checking it the same afternoon."""
    contact = CompanyContact.objects.create(
        company=scene.company, user=scene.checker, started_on=DAY, ended_on=DAY
    )
    with pytest.raises(PermissionDenied):
        scene.decide(shown)
    bodies = policy.bodies_of(scene.checker)
    assert not policy.visible_to(scene.checker, bodies, DAY).exists()
    assert scene.decide(shown, by=colleague) is None, "who spoke for it is no second person"
    CompanyContact.objects.filter(pk=contact.pk).update(ended_on=DAY - timedelta(days=1))
    assert policy.visible_to(scene.checker, bodies, DAY).exists()
