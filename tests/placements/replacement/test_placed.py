"""A placement whose company loses its recognition, or whose student asks, starts a search."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.accreditations import actions as recognising
from placements.accreditations.models import Accreditation, Key, Programme, Status
from placements.accreditations.turning import turn_day
from placements.agreements import agreeing, ending, passing, proposing
from placements.agreements.models import Placement, PlacementNotice, Route
from placements.agreements.transitions import EndReason, Party, State
from placements.companies.models import TrainingCompany
from placements.contacts.models import CompanyContact
from placements.replacement import actions, asked, placed
from placements.replacement.models import Cause, Lapse, PlacedRequest, ReplacementRequest
from placements.replacement.rules import NotAtWork, SearchingAlready, UnknownCode
from placements.replacement.transitions import State as Searching
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.cast import duinkerk
from tests.placements.agreements.scene import TEXT, Scene, make_scene, make_student
from tests.placements.places.writing import a_company, recognised
from tests.placements.replacement.asking import wanted
from tests.schools.students.people import make_coordinator
from tests.stagebaken.accounts.signing_in import sign_in

START = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with suppose(START):
        yield


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def placement(scene: Scene) -> Placement:
    return scene.agreed()


def key_of(placement: Placement) -> Key:
    programme = Programme.objects.get(crebo=placement.crebo)
    assert placement.company_id is not None
    return Key(placement.company_id, programme.pk, placement.pathway)


def withdraw_recognition(placement: Placement, day: date = START) -> None:
    recognising.block(key=key_of(placement), status=Status.WITHDRAWN, source="SBB", day=day)


def told() -> set[tuple[str, str]]:
    return set(PlacementNotice.objects.values_list("party", "user__name"))


def elsewhere(scene: Scene, placement: Placement) -> Placement:
    """An agreed placement at another company, for the same student."""
    other = a_company("Garage Anders")
    recognised(other, Programme.objects.get(crebo=placement.crebo))
    moved = ending.move(
        by=scene.ilse,
        placement=placement,
        reason=EndReason.RECOGNITION,
        company=other,
        starts_on=TEXT.starts_on,
        ends_on=TEXT.ends_on,
    )
    return scene.draw_up(moved)


def of_sami(scene: Scene) -> Placement:
    """Another student's, agreed on."""
    theirs = scene.drawn_up(make_student(scene.school, "Sami"))
    Placement.objects.filter(pk=theirs.pk).update(state=State.AGREED, agreed_on=START)
    theirs.refresh_from_db()
    return theirs


# ---------- the register ----------


def test_losing_recognition_opens_a_search_and_leaves_the_placement(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    request = ReplacementRequest.objects.get()
    assert (request.cause, request.state) == (Cause.ENDED, Searching.OPEN)
    assert (request.crebo, request.pathway) == (placement.crebo, placement.pathway)
    assert placed.running_for(placement) == request
    placement.refresh_from_db()
    assert placement.state == State.AGREED  # nobody loses a day by it
    assert told() == {("student", scene.user.name), ("school", scene.ilse.name)}


def test_a_running_placement_too_and_one_that_is_proposed_not(scene: Scene) -> None:
    running = scene.reached(State.RUNNING)
    scene.proposed(make_student(scene.school, "Sami"))
    withdraw_recognition(running)
    assert [one.placement for one in PlacedRequest.objects.all()] == [running]


def test_the_same_news_again_opens_nothing_more(scene: Scene, placement: Placement) -> None:
    withdraw_recognition(placement)
    for _ in range(2):
        placed.sweep(today())
    assert ReplacementRequest.objects.count() == Lapse.objects.count() == 1
    actions.withdraw(by=scene.ilse, request=ReplacementRequest.objects.get())
    with suppose(START + timedelta(days=3)):
        placed.sweep(today())
    assert ReplacementRequest.objects.count() == 1  # what a coordinator closed stays closed


def test_lost_again_after_it_was_lifted_is_news(scene: Scene, placement: Placement) -> None:
    withdraw_recognition(placement)
    actions.withdraw(by=scene.ilse, request=ReplacementRequest.objects.get())
    with suppose(START + timedelta(days=10)):
        recognising.lift(key=key_of(placement), source="SBB", day=today())
    with suppose(START + timedelta(days=20)):
        withdraw_recognition(placement, today())
    assert [one.cause for one in ReplacementRequest.objects.running()] == [Cause.ENDED]


def test_what_the_signal_missed_the_night_finds(placement: Placement) -> None:
    """Such as rows that came back with a backup, or that were loaded in one go."""
    Accreditation.objects.filter(company=placement.company).update(valid_until=START)
    with suppose(START + timedelta(days=1)):
        assert placed.sweep(today()) == 1
        assert placed.sweep(today()) == 0


def test_a_company_that_left_the_register_trains_nobody(placement: Placement) -> None:
    TrainingCompany.objects.filter(placements=placement).update(ended_on=START)
    assert placed.sweep(today()) == 1


def test_another_programme_or_pathway_is_not_ours(scene: Scene, placement: Placement) -> None:
    assert placement.company is not None
    other = Programme.objects.create(kind="kwalificatie", crebo="25655", name="Kok", level=2)
    recognised(placement.company, other)
    recognising.block(
        key=Key(placement.company.pk, other.pk, "bol"),
        status=Status.WITHDRAWN,
        source="SBB",
        day=START,
    )
    assert not ReplacementRequest.objects.exists()


def test_a_known_end_warns_the_school_before_and_opens_on_its_day(
    scene: Scene, placement: Placement
) -> None:
    last = TEXT.starts_on + timedelta(days=30)
    Accreditation.objects.filter(company=placement.company).update(valid_until=last)
    placed.sweep(today())
    assert not Lapse.objects.exists()  # too far ahead to do anything about
    turn_day()
    with suppose(last - timedelta(days=59)):
        turn_day()
        placed.sweep(today())
        placed.sweep(today())
        assert told() == {("school", scene.ilse.name)}
        [soon] = placed.ending_soon(scene.ilse, scene.school)
        assert (soon.placement, soon.last_day) == (placement, last)
        assert not ReplacementRequest.objects.exists()
    with suppose(last + timedelta(days=1)):
        turn_day()  # time itself ends it: the signal
        assert ReplacementRequest.objects.get().cause == Cause.ENDED
        assert placed.ending_soon(scene.ilse, scene.school) == []


def test_what_ends_after_the_placement_warns_nobody(placement: Placement) -> None:
    Accreditation.objects.filter(company=placement.company).update(valid_until=TEXT.ends_on)
    with suppose(TEXT.ends_on - timedelta(days=10)):
        placed.sweep(today())
    assert not Lapse.objects.exists()


# ---------- whoever asks ----------


def test_a_student_asks_and_nobody_hears_why(scene: Scene, placement: Placement) -> None:
    by: dict[str, Any] = {"by": scene.user, "party": Party.STUDENT}
    request = placed.ask(placement=placement, near="Oosterhaven", **by)
    assert placed.ask(placement=placement, near="Elders", **by) == request
    assert request.cause == Cause.ASKED
    assert not PlacementNotice.objects.exists()
    placed.stop(by=scene.user, placement=placement)
    request.refresh_from_db()
    assert request.state == Searching.WITHDRAWN


def test_what_the_register_started_a_student_does_not_stop(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    placed.stop(by=scene.user, placement=placement)
    assert placed.running_for(placement) is not None


def test_a_code_joins_a_request_from_a_report_to_the_placement(
    scene: Scene, placement: Placement
) -> None:
    """The reporter has the code; the room knows no more than that."""
    from_case = asked.begin(school=scene.school, wanted=wanted(), day=today())
    typed = f" {from_case.code.lower().replace('-', ' ')} "
    for _ in range(2):
        joined = placed.join(by=scene.user, placement=placement, party=Party.STUDENT, code=typed)
    assert joined == from_case
    assert placed.running_for(placement) == from_case


def test_after_joining_it_reads_as_one_from_a_desk(scene: Scene, placement: Placement) -> None:
    other = of_sami(scene)
    from_case = asked.begin(school=scene.school, wanted=wanted(), day=today())
    from_desk = actions.open_request(
        by=scene.ilse, school=scene.school, cause=Cause.ASKED, wanted=wanted()
    )
    for where, request in ((placement, from_case), (other, from_desk)):
        placed.join(by=scene.ilse, placement=where, party=Party.SCHOOL, code=request.code)

    def facts(request: ReplacementRequest) -> dict[str, Any]:
        row = ReplacementRequest.objects.filter(pk=request.pk).values().get()
        events = list(request.events.values_list("position", "day", "state"))
        return {name: value for name, value in row.items() if name not in ("id", "code")} | {
            "events": events
        }

    assert facts(from_case) == facts(from_desk)


@pytest.mark.parametrize("wrong", ["", "AAAA-AAAA", "closed", "other school", "taken"])
def test_a_wrong_code_is_the_same_whatever_is_wrong(
    scene: Scene, placement: Placement, wrong: str
) -> None:
    request = asked.begin(school=scene.school, wanted=wanted(), day=today())
    code = request.code
    if wrong == "closed":
        asked.withdraw(request.pk, today())
    elif wrong == "other school":
        code = asked.begin(school=duinkerk(), wanted=wanted(), day=today()).code
    elif wrong == "taken":
        theirs = of_sami(scene)
        PlacedRequest.objects.create(request=request, placement=theirs)
    else:
        code = wrong
    with pytest.raises(UnknownCode):
        placed.join(by=scene.user, placement=placement, party=Party.STUDENT, code=code)


def test_a_second_search_for_one_placement_is_refused(scene: Scene, placement: Placement) -> None:
    placed.ask(by=scene.user, placement=placement, party=Party.STUDENT, near="Oosterhaven")
    other = asked.begin(school=scene.school, wanted=wanted(), day=today())
    with pytest.raises(SearchingAlready):
        placed.join(by=scene.user, placement=placement, party=Party.STUDENT, code=other.code)


def test_only_who_sees_the_placement_asks_for_another(scene: Scene, placement: Placement) -> None:
    stranger = make_student(scene.school, "Sami")
    assert stranger.account is not None
    for by, party in (
        (stranger.account, Party.STUDENT),
        (scene.gijs, Party.SCHOOL),
        (scene.gijs, Party.STUDENT),
    ):
        with pytest.raises(PermissionDenied):
            placed.ask(by=by, placement=placement, party=party, near="Oosterhaven")


def test_what_is_over_has_no_other_place(scene: Scene) -> None:
    over = scene.reached(State.ENDED_EARLY)
    with pytest.raises(NotAtWork):
        placed.ask(by=scene.user, placement=over, party=Party.STUDENT, near="Oosterhaven")


# ---------- how it ends ----------


def test_a_new_place_that_all_agreed_on_ends_the_search_and_counts_its_days(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    with suppose(START + timedelta(days=5)):
        new = elsewhere(scene, placement)
        request = ReplacementRequest.objects.get()
        assert request.state == Searching.PROPOSED  # what is proposed is no place yet
    with suppose(START + timedelta(days=12)):
        other = make_coordinator(scene.school, "Else Anders")
        agreeing.confirm_on_paper(by=other, placement=new, party=Party.COMPANY, version=1)
        scene.confirm(new, Party.STUDENT, Party.SCHOOL)
    request.refresh_from_db()
    assert (request.state, request.days_to_place) == (Searching.FOUND, 12)


def test_a_place_beside_it_replaces_nothing(scene: Scene, placement: Placement) -> None:
    withdraw_recognition(placement)
    other = a_company("Garage Anders")
    recognised(other, Programme.objects.get(crebo=placement.crebo))
    proposing.propose(
        by=scene.ilse,
        student=scene.yasmina,
        route=Route.SCHOOL,
        company=other,
        starts_on=TEXT.starts_on,
        ends_on=TEXT.ends_on,
        is_beside=True,
    )
    assert ReplacementRequest.objects.get().state == Searching.OPEN


def test_what_was_not_replaced_before_the_last_day_needs_none(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    passing.start_due(TEXT.starts_on)
    with suppose(TEXT.ends_on + timedelta(days=1)):
        passing.end_due(today())
    assert ReplacementRequest.objects.get().state == Searching.WITHDRAWN


def test_a_student_who_is_erased_leaves_a_request_without_a_name(
    scene: Scene, placement: Placement
) -> None:
    placed.ask(
        by=scene.user, placement=placement, party=Party.STUDENT, near="Oosterhaven", wishes="Bakken"
    )
    assert ReplacementRequest.objects.get().wishes == "Bakken"
    withdraw_recognition(placement)
    scene.yasmina.delete()
    assert not PlacedRequest.objects.exists()
    assert not Lapse.objects.exists()
    assert ReplacementRequest.objects.get().wishes == ""  # what somebody wrote goes with them


# ---------- pages ----------


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def test_a_coordinator_opens_joins_and_reads_whose_request_it_is(
    scene: Scene, placement: Placement
) -> None:
    here = f"/stages/vervanging/zeewaarde/stage/{placement.pk}/"
    desk = client_of(scene.ilse)
    opened = asked.begin(school=scene.school, wanted=wanted(), day=today())
    assert desk.post(f"{here}code/", {"code": "AAAA-AAAA"}).status_code == 422
    assert desk.post(f"{here}code/", {"code": opened.code}).status_code == 302
    assert desk.get(here)["Location"].endswith(f"/{opened.pk}/")
    for page in ("/stages/vervanging/zeewaarde/", f"/stages/vervanging/zeewaarde/{opened.pk}/"):
        assert scene.yasmina.name in desk.get(page).content.decode()


def test_who_speaks_for_the_company_reads_a_code_and_no_name(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    CompanyContact.objects.create(company=scene.garage, user=scene.ilse, started_on=today())
    desk = client_of(scene.ilse)
    request = ReplacementRequest.objects.get()
    for page in ("", f"{request.pk}/", f"{request.pk}/zoeken/"):
        answer = desk.get(f"/stages/vervanging/zeewaarde/{page}")
        assert answer.status_code == 200
        assert scene.yasmina.name not in answer.content.decode()
    assert desk.get(f"/stages/vervanging/zeewaarde/stage/{placement.pk}/").status_code == 404


def test_the_company_sees_nothing_of_a_search(scene: Scene, placement: Placement) -> None:
    own = client_of(scene.gijs)
    page = f"/leerbedrijf/{scene.garage.pk}/stagiairs/{placement.reference}/"

    def shown() -> str:
        html = own.get(page).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)

    before = shown()
    placed.ask(by=scene.user, placement=placement, party=Party.STUDENT, near="Oosterhaven")
    assert shown() == before


def test_a_student_reads_calmly_that_it_is_not_their_fault(
    scene: Scene, placement: Placement
) -> None:
    withdraw_recognition(placement)
    html = client_of(scene.user).get(f"/mijn-stage/andere-plek/{placement.pk}/").content.decode()
    assert "Je leerbedrijf is niet meer erkend" in html
    assert "Je stage stopt niet vanzelf." in html
    assert "Ik heb geen andere plek meer nodig" not in html
