"""/stagematching/: a coordinator makes a round on pages, from a draft to a result."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from placements.accreditations.models import Accreditation
from placements.matching import actions, adjusting, mails
from placements.matching.actions import Wanted
from placements.matching.models import Adjustment, AdjustmentReason, Assignment, Offer, Round
from placements.matching.priorities import Facts
from placements.matching.rules import NotPossible, RemindedToday, WrongDays
from placements.matching.transitions import State
from placements.measures.models import Kind
from placements.places.models import TrainingPlace
from schools.registry.models import School
from stagebaken.web.days import suppose
from tests.placements.matching.rounds import AFTER, CREBO, TODAY, Matching, a_place, a_plan
from tests.placements.measures.deciding import decide
from tests.schools.students.browsers import browser
from tests.schools.students.people import make_student

pytestmark = pytest.mark.django_db
HERE = "/stagematching/zeewaarde/"
PLAN = {
    "title": "Voorjaar", "cohort": "", "programme": CREBO, "starts_on": "2027-02-01",
    "ends_on": "2027-07-02", "first": "travel", "second": "goals", "third": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def a_day() -> Iterator[None]:
    with suppose(TODAY):
        yield


@pytest.fixture
def matching(school: School) -> Matching:
    return Matching(school)


@pytest.fixture
def desk(matching: Matching) -> Client:
    return browser(matching.ilse)


def text(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def at(round_: Round, page: str = "") -> str:
    return f"{HERE}{round_.pk}/{page}"


def post(desk: Client, round_: Round, page: str, **data: object) -> str:
    """Send a form; give the page after it."""
    answer = desk.post(at(round_, page), data, follow=True)
    assert answer.status_code == 200, page
    return answer.content.decode()


def test_a_round_goes_from_a_form_to_a_result(matching: Matching, desk: Client) -> None:
    ana, place = matching.student("Ana", cohort=2025), a_place("Dichtbij")
    assert desk.post(f"{HERE}nieuw/", PLAN).status_code == 302
    round_ = Round.objects.get()
    assert (round_.criteria, round_.crebo, round_.cohort) == (["travel", "goals"], CREBO, None)
    post(desk, round_, "plekken/erbij/", place=place.pk, capacity=2)
    asked = text(desk, at(round_, "openen/"))
    assert "Dit kan niet worden teruggedraaid" in asked
    opened = post(desk, round_, "openen/", closes_on=TODAY.isoformat())
    round_.refresh_from_db()
    assert round_.seed_sha256 in opened
    matching.hand_in(round_, ana, Offer.objects.get())
    with suppose(AFTER):
        closed = post(desk, round_, "sluiten/")
        round_.refresh_from_db()
        assert round_.seed in closed
        post(desk, round_, "verdelen/")
        assert "Dichtbij, Garage Dichtbij" in text(desk, at(round_, "uitslag/"))
        beside = text(desk, at(round_, "ernaast/"))
        assert "Kortste reistijd" in beside
        assert "niet bekend" in beside  # nobody gave a postcode: that is not a journey of 0 minutes
        assert "Niveau 2" in text(desk, at(round_, "cijfers/"))
        asked = text(desk, at(round_, "bekendmaken/"))
        assert "1 student krijgt een plek" in asked
        assert "Zoek samen verder" not in asked
        post(desk, round_, "bekendmaken/")
        # A second click finds what was done, and changes nothing.
        assert "Dit kan nu niet" in post(desk, round_, "bekendmaken/")
    round_.refresh_from_db()
    assert round_.state == State.PUBLISHED


def test_a_criterion_counts_once_and_days_are_in_order(desk: Client, matching: Matching) -> None:
    wrong = PLAN | {"second": "travel", "ends_on": "2027-01-01"}
    answer = desk.post(f"{HERE}nieuw/", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Dit staat er al" in page
    assert "Draai ze om" in page
    plan = a_plan()
    back = actions.Plan(plan.title, [], plan.ends_on, plan.starts_on)
    with pytest.raises(WrongDays):
        actions.draft(by=matching.ilse, school=matching.school, plan=back)


def test_a_draft_is_changed_and_an_open_round_is_not(desk: Client, matching: Matching) -> None:
    draft = matching.draft("goals")
    matching.student("Ana")
    assert "Bol niveau 2" in text(desk, at(draft, "wijzigen/"))
    post(desk, draft, "wijzigen/", **PLAN)
    draft.refresh_from_db()
    assert draft.title == "Voorjaar"
    matching.offer(draft, "Dichtbij")
    matching.open(draft)
    for page in ("wijzigen/", "plekken/", "openen/"):
        assert desk.get(at(draft, page)).status_code == 302
    post(desk, draft, "wijzigen/", **(PLAN | {"title": "Anders"}))
    draft.refresh_from_db()
    assert draft.title == "Voorjaar"


def test_a_place_that_cannot_says_why(desk: Client, matching: Matching, school: School) -> None:
    draft = matching.draft(crebo=CREBO)
    shut, gone = a_place("Gestopt"), a_place("Zonder erkenning")
    other = a_place("Anders")
    other.programme = None
    other.programme_text = "Minor"
    other.save()
    decide(matching.ilse, school, shut.company, Kind.NO_PLACEMENTS, start=-7)
    own = a_place("Van mij")
    own.company.contacts.create(user=matching.ilse, started_on=TODAY, ended_on=TODAY)
    Accreditation.objects.filter(company=gone.company).delete()
    page = text(desk, at(draft, "plekken/?q=garage"))
    assert "Je school plaatst nu niemand bij dit bedrijf." in page
    assert "het bedrijf is er nu niet voor erkend" in page
    assert page.count("Een collega kiest of het meedoet.") == 1
    refused = post(desk, draft, "plekken/erbij/", place=gone.pk, capacity=1)
    assert "Deze plek is niet open" in refused
    assert not draft.offers.exists()


def test_a_round_gets_no_more_seats_than_the_company_has(desk: Client, matching: Matching) -> None:
    draft, place = matching.draft(), a_place("Dichtbij")
    for capacity in (place.number + 1, 0, "veel"):
        page = post(desk, draft, "plekken/erbij/", place=place.pk, capacity=capacity)
        assert "Kies hoeveel studenten" in page
    post(desk, draft, "plekken/erbij/", place=place.pk, capacity=place.number)
    offer = draft.offers.get()
    elsewhere = matching.draft()
    assert "Zit ook in" in text(desk, at(elsewhere, "plekken/"))
    post(desk, draft, f"plekken/{offer.pk}/eruit/")
    assert not draft.offers.exists()
    assert TrainingPlace.objects.filter(pk=place.pk).exists()


def test_only_the_group_takes_part(matching: Matching) -> None:
    draft = matching.draft(cohort=2025, crebo=CREBO)
    matching.offer(draft, "Dichtbij")
    ours, older = matching.student("Ana"), matching.student("Bo", cohort=2023)
    opened = matching.open(draft)
    matching.hand_in(opened, ours, *opened.offers.all())
    with pytest.raises(NotPossible):
        matching.hand_in(opened, older, *opened.offers.all())
    ours.cohort = 2024
    ours.save()
    assert not Assignment.objects.filter(round=matching.finish(opened)).exists()


def test_who_did_not_hand_in_is_reminded_once_a_day_and_without_content(
    desk: Client, matching: Matching
) -> None:
    draft = matching.draft()
    offer = matching.offer(draft, "Dichtbij")
    opened = matching.open(draft)
    ana, bo = matching.student("Ana"), matching.student("Bo")
    make_student(matching.school, "2000", name="Cem Zonder")
    matching.hand_in(opened, ana, offer)
    page = text(desk, at(opened, "lijsten/"))
    assert "Cem Zonder" in page
    assert "2 studenten leverden nog niets in" in page
    assert "1 student kan inloggen" in text(desk, at(opened, "herinneren/"))
    assert "1 student krijgt mail" in post(desk, opened, "herinneren/")
    assert "Morgen kan het weer" in post(desk, opened, "herinneren/")
    with pytest.raises(RemindedToday):
        actions.remind(by=matching.ilse, round_=opened)
    mail.outbox.clear()
    mails.mail_student.func(str(bo.pk))
    sent = mail.outbox[0]
    assert sent.to == [bo.email]
    for word in ("Bo", "Dichtbij", "matching", "ronde"):
        assert word not in f"{sent.subject} {sent.body}".replace("/mijn-stage/stagematching/", "")


def solved(matching: Matching) -> Round:
    draft = matching.draft()
    near, free = matching.offer(draft, "Dichtbij"), matching.offer(draft, "Vrij", 2)
    opened = matching.open(draft)
    for name in ("Ana", "Bo"):
        matching.hand_in(opened, matching.student(name), Wanted(near.pk, Facts(minutes=20)))
    assert free.capacity == 2
    return matching.finish(opened, publish=False)


def test_a_student_is_moved_after_reading_what_it_does(desk: Client, matching: Matching) -> None:
    round_ = solved(matching)
    row = Assignment.objects.filter(round=round_, offer__isnull=False).get()
    free = Offer.objects.get(round=round_, capacity=2)
    page = f"uitslag/{row.student_id}/"
    assert "Vrij, Garage Vrij (niet op de lijst)" in text(desk, at(round_, page))
    form = {"to": free.pk, "reason": "practical", "why": "De bus rijdt niet meer."}
    assert desk.post(at(round_, page), form | {"why": ""}).status_code == 422
    weighed = post(desk, round_, page, **form)
    assert "Daarna is er" in weighed
    assert str(AdjustmentReason("practical").label) in weighed
    assert not Adjustment.objects.exists()
    assert "Verplaatst" in post(desk, round_, page, ja="1", **form)
    moved = Adjustment.objects.get()
    assert (moved.after, moved.by) == (free, matching.ilse)
    history = text(desk, at(round_, page))
    assert "De bus rijdt niet meer." in history
    assert "1 student" in text(desk, at(round_, "uitslag/?toon=hand"))
    assert "1 student" in text(desk, at(round_, "uitslag/?toon=zonder"))


def test_the_files_come_from_a_form_with_a_name_that_says_nothing(
    desk: Client, matching: Matching
) -> None:
    round_ = solved(matching)
    assert "C.json" in text(desk, at(round_, "bewijs/"))
    answer = desk.post(at(round_, "bewijs/"))
    assert answer["Content-Disposition"] == 'attachment; filename="stagematching.zip"'
    assert "no-store" in answer["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert set(names) == {"S.csv", "P.csv", "R.csv", "C.json", "README.txt"}
    matching.students[0].delete()
    assert desk.post(at(round_, "bewijs/")).status_code == 409


def test_a_step_that_is_not_possible_now_leads_back(desk: Client, matching: Matching) -> None:
    draft = matching.draft()
    for page in ("sluiten/", "verdelen/", "bekendmaken/", "herinneren/", "lijsten/", "uitslag/",
                 "cijfers/", "ernaast/", "bewijs/", f"uitslag/{draft.pk}/"):  # fmt: skip
        answer = desk.get(at(draft, page))
        assert (answer.status_code, answer["Location"]) == (302, at(draft)), page
    assert "De ronde is gestopt." in post(desk, draft, "stoppen/")
    matching.offer(other := matching.draft(), "Dichtbij")
    opened = matching.open(other)
    assert "tot en met de laatste dag" in post(desk, opened, "sluiten/")
    opened.refresh_from_db()
    assert opened.state == State.OPEN


def test_a_form_cannot_open_a_round_for_days_that_are_over(
    desk: Client, matching: Matching
) -> None:
    matching.offer(draft := matching.draft(), "Dichtbij")
    day = TODAY - timedelta(days=1)
    answer = desk.post(at(draft, "openen/"), {"closes_on": day.isoformat()})
    assert answer.status_code == 422
    assert "die nog moet komen" in answer.content.decode()


def test_hundreds_of_students_ask_no_more_of_the_database(
    desk: Client, matching: Matching, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = solved(matching)
    offer = Offer.objects.filter(round=round_).first()
    for number in range(2000, 2300):
        student = make_student(matching.school, str(number), group=f"K{number % 7}", crebo=CREBO)
        Assignment.objects.create(round=round_, student=student, offer=offer, solved=offer)
    for number in range(5):
        matching.draft(title=f"Ronde {number}")
    pages = {"": 20, at(round_): 26, at(round_, "uitslag/"): 18, at(round_, "lijsten/"): 18,
             at(round_, "cijfers/"): 18}  # fmt: skip
    for page, most in pages.items():
        with django_assert_max_num_queries(most):
            text(desk, page or HERE)


def test_rooms_are_found_in_a_fixed_number_of_queries(
    matching: Matching, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = solved(matching)
    student = matching.students[0]
    with django_assert_max_num_queries(8):
        adjusting.rooms(by=matching.ilse, round_=round_, student=student)
