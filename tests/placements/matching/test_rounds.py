"""A coordinator makes a round, students take part, and everybody can hold it to its promises."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import CharField, TextField

from placements.accreditations.models import Accreditation
from placements.contacts.models import CompanyContact
from placements.matching import actions, certificate, gathering, lottery, policy
from placements.matching.actions import Wanted
from placements.matching.answering import answers, comparison
from placements.matching.models import Assignment, Offer, Round, Wish
from placements.matching.priorities import Facts, NoCriterion
from placements.matching.reasons import Reason
from placements.matching.rules import (
    NoLastDay,
    NoPlacementsThere,
    NoPlaces,
    NotPossible,
    OwnCompany,
    SeedLost,
    StillOpen,
    WrongNumber,
    WrongWishes,
)
from placements.matching.transitions import TRANSITIONS, State, Verb, following
from placements.matching.verification import falsehoods
from placements.measures.models import Kind
from placements.places.models import State as PlaceState
from schools.registry.models import School
from schools.students import erasing
from schools.students.models import Student
from schools.students.signals import End
from stagebaken.audit.models import Event
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import suppose
from tests import cast
from tests.placements.matching.rounds import AFTER, LAST_DAY, TODAY, Matching, a_place, a_plan
from tests.placements.measures.deciding import decide
from tests.schools.students.people import make_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def matching(school: School) -> Matching:
    return Matching(school)


@pytest.fixture
def opened(matching: Matching) -> tuple[Round, Offer, Offer]:
    """Two places with one seat each; who can learn more there comes first, then the lottery."""
    draft = matching.draft("goals")
    near, far = matching.offer(draft, "Dichtbij"), matching.offer(draft, "Ver")
    return matching.open(draft), near, far


def where(round_: Round) -> dict[str, str | None]:
    rows = Assignment.objects.filter(round=round_).select_related("student", "offer__place")
    return {row.student.name: row.offer.place.title if row.offer else None for row in rows}


def test_a_round_goes_from_draft_to_result(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    ana, bo = matching.student("Ana"), matching.student("Bo")
    matching.hand_in(round_, ana, near, far)
    matching.hand_in(round_, bo, Wanted(near.pk, Facts(goals=2)), Wanted(far.pk, Facts()))
    done = matching.finish(round_)
    assert where(done) == {"Ana": "Ver", "Bo": "Dichtbij"}
    assert (done.state, done.ended_on) == (State.PUBLISHED, AFTER)
    moved = Event.objects.filter(verb=Audited.MATCHING_ROUND_MOVED, subject=done.pk)
    assert [event.detail["what"] for event in moved] == ["open", "close", "solve", "publish"]


def test_the_seed_is_promised_at_the_opening_and_stands_nowhere_before_the_close(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, _ = opened
    promised = round_.seed_sha256
    matching.hand_in(round_, matching.student("Ana"), near)
    # Attack: who reads the row works out the lottery while lists can still change.
    assert round_.seed == ""
    assert lottery.commitment(round_.seed_draw) != promised
    done = matching.finish(round_)
    assert done.seed_sha256 == promised == lottery.commitment(done.seed)
    assert len(bytes.fromhex(done.seed)) == lottery.SEED_BYTES
    assert certificate.read(done.certificate.encode()).seed == done.seed


def test_the_database_refuses_a_seed_that_is_told_before_the_close(
    opened: tuple[Round, Offer, Offer],
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened[0].pk).update(seed="a" * 64)


def test_a_lottery_that_was_promised_is_not_drawn_with_another_key(
    matching: Matching, opened: tuple[Round, Offer, Offer], settings: LazySettings
) -> None:
    settings.FIELD_KEY = "44" * 32
    with suppose(AFTER), pytest.raises(SeedLost):
        actions.close(by=matching.ilse, round_=opened[0])
    stopped = actions.withdraw(by=matching.ilse, round_=opened[0])
    assert (stopped.state, stopped.seed) == (State.WITHDRAWN, "")


def test_the_result_is_the_one_of_its_certificate(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    for name in ("Ana", "Bo", "Cem", "Dua"):
        matching.hand_in(round_, matching.student(name), near, far)
    done = matching.finish(round_)
    market, _ = gathering.solved_market(done)
    proof = certificate.read(done.certificate.encode())
    rows = Assignment.objects.filter(round=done).values_list("student", "offer")
    result = [(str(student), str(offer) if offer else None) for student, offer in rows]
    assert list(falsehoods(market, proof, result)) == []
    assert (proof.students_sha256, proof.places_sha256) == gathering.hashes_of(market)
    assert json.loads(done.certificate)["blocking_pairs"] == 0


def test_a_student_hears_why_of_every_place_on_the_list(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    ana, bo = matching.student("Ana"), matching.student("Bo")
    elsewhere = matching.student("Cem", crebo="25997")
    matching.hand_in(round_, ana, near, far)
    matching.hand_in(round_, bo, Wanted(near.pk, Facts(goals=2)), Wanted(far.pk, Facts()))
    matching.hand_in(round_, elsewhere, near)
    done = matching.finish(round_)

    def heard(student: Student) -> list[Reason]:
        assert student.account is not None
        found = answers(by=student.account, round_=done, student=student)
        return [answer.reason for answer in found]

    assert heard(ana) == [Reason.FULL, Reason.GOT_IT]
    assert heard(bo) == [Reason.GOT_IT, Reason.HIGHER]
    assert heard(elsewhere) == [Reason.NOT_ELIGIBLE]


def test_nobody_hears_anything_before_the_result_is_published(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, _ = opened
    ana = matching.student("Ana")
    matching.hand_in(round_, ana, near)
    solved = matching.finish(round_, publish=False)
    assert ana.account is not None
    assert answers(by=ana.account, round_=solved, student=ana) == []
    assert policy.own_assignment(solved, ana) is None


def test_a_student_hears_nothing_of_another(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    ana, bo = matching.student("Ana"), matching.student("Bo")
    assert ana.account is not None
    with pytest.raises(PermissionDenied):
        answers(by=ana.account, round_=opened[0], student=bo)
    with pytest.raises(PermissionDenied):
        actions.hand_in(by=ana.account, round_=opened[0], student=bo, wishes=[])


def test_a_team_lays_the_least_travel_beside_it_before_publishing(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    ana, bo = matching.student("Ana"), matching.student("Bo")
    long, short = Facts(minutes=60), Facts(goals=1, minutes=10)
    matching.hand_in(round_, ana, Wanted(near.pk, long), Wanted(far.pk, short))
    matching.hand_in(round_, bo, Wanted(near.pk, Facts()), Wanted(far.pk, short))
    solved = matching.finish(round_, publish=False)
    stable, least = comparison(by=matching.ilse, round_=solved)
    assert (stable.placed, stable.blocking_pairs) == (2, 0)
    assert least.placed == 2
    assert least.travel <= stable.travel
    published = actions.publish(by=matching.ilse, round_=solved)
    with pytest.raises(NotPossible):
        comparison(by=matching.ilse, round_=published)


def test_a_new_list_takes_the_place_of_the_former(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    ana = matching.student("Ana")
    matching.hand_in(round_, ana, near, far)
    matching.hand_in(round_, ana, far)
    assert [wish.offer_id for wish in Wish.objects.all()] == [far.pk]
    with suppose(LAST_DAY):
        matching.hand_in(round_, ana)
    assert not Wish.objects.exists()


def test_a_list_is_of_this_round_and_names_a_place_once(
    matching: Matching, opened: tuple[Round, Offer, Offer], settings: LazySettings
) -> None:
    round_, near, far = opened
    ana = matching.student("Ana")
    for wrong in ([near, near], [Wanted(uuid4(), Facts())]):
        with pytest.raises(WrongWishes):
            matching.hand_in(round_, ana, *wrong)
    settings.MATCHING_WISHES_MOST = 1
    with pytest.raises(WrongWishes):
        matching.hand_in(round_, ana, near, far)


def test_no_list_comes_in_before_the_opening_after_the_last_day_or_from_elsewhere(
    matching: Matching, opened: tuple[Round, Offer, Offer], other_school: School
) -> None:
    round_, near, _ = opened
    ana = matching.student("Ana")
    with suppose(AFTER), pytest.raises(NotPossible):
        matching.hand_in(round_, ana, near)
    with pytest.raises(NotPossible):
        matching.hand_in(matching.draft(), ana)
    stranger = Matching(other_school).student("Vera")
    with pytest.raises(NotPossible):
        matching.hand_in(round_, stranger, near)


def test_students_keep_the_days_that_they_were_promised(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    with suppose(LAST_DAY), pytest.raises(StillOpen):
        actions.close(by=matching.ilse, round_=opened[0])


def test_what_counts_and_which_places_there_are_stand_from_the_opening_on(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, _ = opened
    deeds = (
        lambda: actions.change(by=matching.ilse, round_=round_, plan=a_plan()),
        lambda: matching.offer(round_, "Nieuw"),
        lambda: actions.take_out(by=matching.ilse, round_=round_, offer_id=near.pk),
        lambda: matching.open(round_),
    )
    for deed in deeds:
        with pytest.raises(NotPossible):
            deed()


def test_a_draft_can_be_changed(matching: Matching) -> None:
    draft = matching.draft("travel")
    other = a_plan("needs", title="Ander")
    changed = actions.change(by=matching.ilse, round_=draft, plan=other)
    assert (changed.title, changed.criteria) == ("Ander", ["needs"])
    place = a_place("Dichtbij")
    for capacity in (1, 2):
        found = actions.offer(by=matching.ilse, round_=draft, place=place, capacity=capacity)
    assert (draft.offers.count(), found.capacity) == (1, 2)
    actions.take_out(by=matching.ilse, round_=draft, offer_id=found.pk)
    with pytest.raises(NoPlaces):
        matching.open(draft)
    for capacity in (0, 100):
        with pytest.raises(WrongNumber):
            actions.offer(by=matching.ilse, round_=draft, place=place, capacity=capacity)
    with pytest.raises(NoCriterion):
        matching.draft("origin")


def test_a_round_does_not_open_for_days_that_are_over(matching: Matching) -> None:
    draft = matching.draft()
    matching.offer(draft, "Dichtbij")
    with pytest.raises(NoLastDay):
        actions.open_round(by=matching.ilse, round_=draft, closes_on=TODAY - timedelta(days=1))


def test_a_place_that_is_not_open_or_where_nobody_is_placed_comes_in_no_round(
    matching: Matching, school: School
) -> None:
    draft, place, shut = matching.draft(), a_place("Dicht"), a_place("Gestopt")
    decide(matching.ilse, school, shut.company, Kind.NO_PLACEMENTS, start=-7)
    place.state, place.closed_on = PlaceState.CLOSED, TODAY
    place.save()
    for one in (place, shut):
        with pytest.raises(NoPlacementsThere):
            actions.offer(by=matching.ilse, round_=draft, place=one, capacity=1)


def test_who_speaks_for_a_company_brings_its_place_in_no_round_and_takes_it_out_of_none(
    matching: Matching,
) -> None:
    round_ = matching.draft()
    offer = matching.offer(round_, "Noord")
    place = offer.place
    CompanyContact.objects.create(
        company=place.company, user=matching.ilse, started_on=TODAY, ended_on=TODAY
    )
    with pytest.raises(OwnCompany):
        actions.offer(by=matching.ilse, round_=round_, place=place, capacity=1)
    with pytest.raises(OwnCompany):
        actions.take_out(by=matching.ilse, round_=round_, offer_id=offer.pk)
    colleague = make_coordinator(matching.school, "Wim de Roo")
    actions.take_out(by=colleague, round_=round_, offer_id=offer.pk)
    assert actions.offer(by=colleague, round_=round_, place=place, capacity=1)


def test_a_company_that_stopped_being_erkend_takes_nobody(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, far = opened
    matching.hand_in(round_, matching.student("Ana"), near, far)
    Accreditation.objects.filter(company=near.place.company).delete()
    assert where(matching.finish(round_)) == {"Ana": "Ver"}


def test_who_left_the_school_takes_no_seat(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, _ = opened
    ana, bo = matching.student("Ana"), matching.student("Bo")
    matching.hand_in(round_, ana, Wanted(near.pk, Facts(goals=3)))
    matching.hand_in(round_, bo, near)
    Student.objects.filter(pk=ana.pk).update(enrolment_end=TODAY)
    assert where(matching.finish(round_)) == {"Bo": "Dichtbij"}


def test_a_record_that_is_erased_takes_its_list_and_its_place_along(
    matching: Matching, opened: tuple[Round, Offer, Offer]
) -> None:
    round_, near, _ = opened
    ana = matching.student("Ana")
    matching.hand_in(round_, ana, near)
    matching.finish(round_)
    with transaction.atomic():
        erasing.delete(ana, matching.ilse, End.ASKED)
    assert not Wish.objects.exists()
    assert not Assignment.objects.exists()


def test_only_the_schools_coordinators_touch_a_round(
    matching: Matching, opened: tuple[Round, Offer, Offer], school: School, other_school: School
) -> None:
    round_, near, _ = opened
    ana = matching.student("Ana")
    assert ana.account is not None
    for user in (
        make_coordinator(other_school, "Ander"),
        cast.make_administrator(school),
        ana.account,
    ):
        deeds = (
            lambda by=user: actions.draft(by=by, school=school, plan=a_plan()),
            lambda by=user: actions.offer(by=by, round_=round_, place=near.place, capacity=1),
            lambda by=user: actions.close(by=by, round_=round_),
            lambda by=user: actions.solve(by=by, round_=round_),
            lambda by=user: actions.publish(by=by, round_=round_),
            lambda by=user: actions.withdraw(by=by, round_=round_),
            lambda by=user: comparison(by=by, round_=round_),
        )
        for deed in deeds:
            with pytest.raises(PermissionDenied):
                deed()


def test_a_student_sees_rounds_of_the_own_school_once_they_are_open(
    matching: Matching, opened: tuple[Round, Offer, Offer], other_school: School
) -> None:
    draft, ana = matching.draft(), matching.student("Ana")
    vera = Matching(other_school).student("Vera")
    assert ana.account is not None
    assert vera.account is not None
    assert set(policy.visible_to(ana.account)) == {opened[0]}
    assert set(policy.visible_to(matching.ilse)) == {opened[0], draft}
    assert not policy.visible_to(vera.account).exists()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_no_step_is_possible_that_is_not_in_the_table(state: State, verb: Verb) -> None:
    found = following(state, verb)
    assert (found is not None) == (verb in TRANSITIONS[state])
    assert found is not State.DRAFT


def test_a_round_of_long_ago_goes_with_everything_in_it(
    matching: Matching, opened: tuple[Round, Offer, Offer], settings: LazySettings
) -> None:
    round_, near, _ = opened
    matching.hand_in(round_, matching.student("Ana"), near)
    matching.finish(round_)
    matching.draft()
    settings.MATCHING_KEEP_DAYS = 100
    with suppose(AFTER + timedelta(days=100)):
        call_command("matching", "forget")
        assert Round.objects.count() == 1  # the draft was never opened, and is older
    with suppose(AFTER + timedelta(days=101)):
        call_command("matching", "forget")
    assert not Round.objects.exists()
    assert not Wish.objects.exists()
    assert not Assignment.objects.exists()


def test_no_column_of_a_round_takes_words_about_a_student() -> None:
    """Attack: a remark, a name or a score beside somebody's list."""
    for model in (Wish, Assignment):
        for field in model._meta.get_fields():
            assert not isinstance(field, CharField | TextField), field
    assert {field.name for field in Wish._meta.get_fields()} == {
        "id", "offer", "student", "position", "goals", "needs", "minutes", "tier",
    }  # fmt: skip


def test_a_place_of_the_hbo_fits_by_name(matching: Matching) -> None:
    place, ana = a_place("Kantoor"), matching.student("Ana", crebo="", programme="Bedrijfskunde")
    place.pathway, ana.pathway = "", "voltijd"
    assert place.programme is not None
    place.programme.crebo, place.programme.name = None, "Bedrijfskunde"
    assert gathering.fits(ana, place)
    place.programme.name = "Verpleegkunde"
    assert not gathering.fits(ana, place)
