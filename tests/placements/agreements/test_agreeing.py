"""Three yeses to one text, in any order; and what a change does to them."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied

from placements.accreditations import actions as recognition
from placements.accreditations.models import Key, Programme, Status
from placements.agreements import agreeing, errors
from placements.agreements.models import Confirmation
from placements.agreements.transitions import Party, State, Verb
from placements.commitments.final import RowsAreFinal
from placements.contacts.models import CompanyContact
from placements.measures import actions as measures
from placements.measures.days import Days
from placements.measures.models import Kind
from stagebaken.audit.models import Event
from stagebaken.audit.models import Verb as Audited
from stagebaken.web.days import today
from tests.placements.agreements.scene import TEXT, Scene, make_student
from tests.placements.places.writing import a_company, recognised


@pytest.mark.parametrize("order", list(permutations(Party)))
def test_the_third_yes_makes_it_agreed(scene: Scene, order: tuple[Party, ...]) -> None:
    placement = scene.drawn_up()
    scene.confirm(placement, *order[:2])
    assert placement.state == State.PROPOSED
    scene.confirm(placement, order[2])
    assert placement.state == State.AGREED
    assert placement.agreed_on == today()
    assert (placement.starts_on, placement.ends_on) == (TEXT.starts_on, TEXT.ends_on)
    assert placement.in_force == placement.newest


@pytest.mark.parametrize(
    ("hours", "days", "is_fine"),
    [(32, ["mon"], False), (12, ["mon"], True), (40, [], True), (25, ["mon", "tue"], False)],
)
def test_no_day_is_longer_than_one_may_work(
    scene: Scene, hours: int, days: list[str], *, is_fine: bool
) -> None:
    if is_fine:
        assert scene.drawn_up(hours_per_week=hours, weekdays=days).newest
    else:
        with pytest.raises(errors.LongDays):
            scene.drawn_up(hours_per_week=hours, weekdays=days)


def test_the_same_yes_twice_is_one(scene: Scene) -> None:
    placement = scene.drawn_up()
    scene.confirm(placement, Party.STUDENT, Party.STUDENT)
    assert Confirmation.objects.count() == 1
    assert placement.state == State.PROPOSED


def test_a_page_read_before_a_change_cannot_say_yes_to_the_new_text(scene: Scene) -> None:
    placement = scene.drawn_up()
    scene.draw_up(placement, hours_per_week=36)
    with pytest.raises(errors.Stale):
        agreeing.confirm(by=scene.user, placement=placement, party=Party.STUDENT, version=1)
    with pytest.raises(errors.Stale):
        agreeing.draw_up(by=scene.ilse, placement=placement, text=TEXT, seen=1)


def test_a_change_is_confirmed_anew_by_all_and_until_then_the_old_text_counts(
    scene: Scene,
) -> None:
    placement = scene.agreed()
    first = placement.in_force
    assert first is not None
    scene.draw_up(placement, ends_on=date(2027, 7, 16))
    assert placement.state == State.AGREED
    assert placement.in_force == first
    assert placement.ends_on == TEXT.ends_on
    scene.confirm(placement, Party.SCHOOL, Party.COMPANY)
    assert placement.in_force == first
    scene.confirm(placement, Party.STUDENT)
    first.refresh_from_db()
    assert first.replaced_on == today()
    assert placement.in_force == placement.newest
    assert placement.ends_on == date(2027, 7, 16)


def test_a_text_and_a_yes_never_change(scene: Scene) -> None:
    placement = scene.confirm(scene.drawn_up(), Party.STUDENT)
    yes = Confirmation.objects.get()
    with pytest.raises(RowsAreFinal):
        yes.delete()
    with pytest.raises(RowsAreFinal):
        Confirmation.objects.all().delete()
    assert placement.newest is not None
    assert list(placement.newest.confirmations.all()) == [yes]


def test_nobody_says_yes_for_another(scene: Scene) -> None:
    placement = scene.drawn_up()
    other = make_student(scene.school, "Sam de Wit")
    for by in (scene.gijs, scene.ilse, other.account):
        assert by is not None
        with pytest.raises(PermissionDenied):
            agreeing.confirm(by=by, placement=placement, party=Party.STUDENT, version=1)
    with pytest.raises(PermissionDenied):
        agreeing.confirm(by=scene.user, placement=placement, party=Party.COMPANY, version=1)
    with pytest.raises(PermissionDenied):
        agreeing.draw_up(by=scene.gijs, placement=placement, text=TEXT, seen=1)


def test_paper_counts_for_who_has_no_account_and_for_nobody_else(scene: Scene) -> None:
    placement = scene.drawn_up()
    with pytest.raises(errors.HasAccount):
        agreeing.confirm_on_paper(
            by=scene.ilse, placement=placement, party=Party.COMPANY, version=1
        )
    CompanyContact.objects.update(ended_on=today())
    agreeing.confirm_on_paper(by=scene.ilse, placement=placement, party=Party.COMPANY, version=1)
    yes = Confirmation.objects.get()
    assert (yes.party, yes.on_paper, yes.by) == (Party.COMPANY, True, scene.ilse)
    scene.confirm(placement, Party.STUDENT, Party.SCHOOL)
    assert placement.state == State.AGREED


def test_a_wish_is_asked_once_and_answered_by_the_next_text(scene: Scene) -> None:
    placement = scene.drawn_up()
    for text in ("Liever vrijdag vrij.", "Liever maandag vrij."):
        agreeing.ask_change(by=scene.user, placement=placement, party=Party.STUDENT, text=text)
    wish = placement.wishes.get()
    assert wish.text == "Liever maandag vrij."
    scene.draw_up(placement, weekdays=["tue", "wed", "thu", "fri"])
    wish.refresh_from_db()
    assert wish.answered_on == today()


def test_no_agreement_where_the_company_is_not_erkend_on_the_first_day(scene: Scene) -> None:
    placement = scene.proposed()
    _withdraw(scene, day=TEXT.starts_on)
    with pytest.raises(errors.NotErkend):
        agreeing.draw_up(by=scene.ilse, placement=placement, text=TEXT, seen=0)


def test_a_recognition_that_ends_between_text_and_yes_stops_the_yes(scene: Scene) -> None:
    placement = scene.drawn_up()
    scene.confirm(placement, Party.STUDENT, Party.SCHOOL)
    _withdraw(scene, day=today())
    with pytest.raises(errors.NotErkend):
        agreeing.confirm(by=scene.gijs, placement=placement, party=Party.COMPANY, version=1)
    placement.refresh_from_db()
    assert placement.state == State.PROPOSED


def _withdraw(scene: Scene, day: date) -> None:
    programme = Programme.objects.get(crebo="90211")
    key = Key(scene.garage.pk, programme.pk, "bol")
    recognition.block(key=key, status=Status.WITHDRAWN, source="proef", day=day)


def test_a_measure_of_the_school_stops_the_text_and_is_told_to_the_school_alone(
    scene: Scene,
) -> None:
    placement = scene.proposed()
    measures.take(
        by=scene.ilse,
        school=scene.school,
        company=scene.garage,
        kind=Kind.NO_PLACEMENTS,
        days=Days(today(), today() + timedelta(days=60), today() + timedelta(days=30)),
    )
    with pytest.raises(errors.NoPlacementsThere):
        agreeing.draw_up(by=scene.ilse, placement=placement, text=TEXT, seen=0)


def close_the_garage(scene: Scene) -> None:
    measures.take(
        by=scene.ilse,
        school=scene.school,
        company=scene.garage,
        kind=Kind.NO_PLACEMENTS,
        days=Days(today(), today() + timedelta(days=60), today() + timedelta(days=30)),
    )


def test_a_measure_that_came_after_the_text_stops_the_yes_of_the_school_and_of_nobody_else(
    scene: Scene,
) -> None:
    placement = scene.drawn_up()
    close_the_garage(scene)
    with pytest.raises(errors.NoPlacementsThere):
        scene.confirm(placement, Party.SCHOOL)
    CompanyContact.objects.all().delete()  # nor on paper, in the company's place
    with pytest.raises(errors.NoPlacementsThere):
        agreeing.confirm_on_paper(
            by=scene.ilse, placement=placement, party=Party.COMPANY, version=1
        )
    scene.confirm(placement, Party.STUDENT)
    assert [one.party for one in Confirmation.objects.all()] == [Party.STUDENT]


def test_two_texts_that_wait_cannot_cross_unseen(scene: Scene) -> None:
    """The days of the first are those of its new text as well, before anybody agreed on it."""
    placement = scene.agreed()
    scene.draw_up(placement, ends_on=date(2027, 9, 30))
    bakery = a_company("Bakkerij de Krakeling")
    recognised(bakery, Programme.objects.get(crebo="90211"))
    with pytest.raises(errors.Overlaps):
        scene.proposed(company=bakery, starts_on=date(2027, 8, 1), ends_on=date(2027, 12, 1))


def test_two_placements_in_the_same_days_have_to_be_meant(scene: Scene) -> None:
    scene.agreed()
    bakery = a_company("Bakkerij de Krakeling")
    recognised(bakery, Programme.objects.get(crebo="90211"))
    with pytest.raises(errors.Overlaps):
        scene.proposed(company=bakery)
    second = scene.proposed(company=bakery, is_beside=True)
    scene.draw_up(second)
    assert second.newest is not None


def test_a_coordinator_is_written_down_and_a_student_is_not(scene: Scene) -> None:
    placement = scene.agreed()
    moved = Event.objects.filter(verb=Audited.PLACEMENT_MOVED, subject=placement.pk)
    assert {one.actor_id for one in moved} == {scene.ilse.pk}
    verbs = list(placement.events.values_list("verb", flat=True))
    assert verbs[:2] == [Verb.PROPOSE, Verb.DRAW_UP]
    assert verbs[-1] == Verb.AGREE
