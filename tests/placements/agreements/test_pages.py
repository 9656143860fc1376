"""The pages of the three parties, as they use them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from placements.agreements import passing
from placements.agreements.models import Placement, Route
from placements.agreements.reading import awaiting, turns
from placements.agreements.transitions import EndReason, Party, State
from stagebaken.web.days import today
from tests.placements.agreements.scene import TEXT, Scene, make_student
from tests.placements.agreements.test_agreeing import close_the_garage
from tests.placements.places.writing import a_company
from tests.schools.students.browsers import browser

Counting = Callable[..., Any]
AGREEMENT: dict[str, Any] = {
    "seen": 0, "starts_on": TEXT.starts_on.isoformat(), "ends_on": TEXT.ends_on.isoformat(),
    "hours_total": 640, "hours_per_week": 24, "weekdays": ["mon", "tue"],
    "guidance": "Elke week.", "trainer_name": "Gijs", "trainer_email": "",
    "work_processes": "B1-K1-W1 Onderhoud\n\nB1-K1-W2 Diagnose", "assessment": "De school.",
    "early_ending": "In overleg.",
}  # fmt: skip


@pytest.fixture
def school(scene: Scene) -> Client:
    return browser(scene.ilse)


@pytest.fixture
def student(scene: Scene) -> Client:
    return browser(scene.user)


@pytest.fixture
def company(scene: Scene) -> Client:
    return browser(scene.gijs)


def at(scene: Scene, name: str, placement: Placement) -> str:
    if name.startswith("placements:"):
        return reverse(name, args=[scene.school.code, placement.pk])
    if name.startswith("trainees:"):
        return reverse(name, args=[scene.garage.pk, placement.reference])
    return reverse(name, args=[placement.pk])


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_proposal_to_an_agreement_through_the_pages(
    scene: Scene, school: Client, student: Client, company: Client
) -> None:
    propose = reverse("placements:propose", args=[scene.school.code, scene.yasmina.pk])
    form = {"company_text": "Slinger", "route": "school"}
    answer = school.post(propose, form)
    assert answer.status_code == 422
    assert f'value="{scene.garage.pk}"' in answer.content.decode()
    chosen = form | {"searched": "Slinger", "company": str(scene.garage.pk)}
    assert school.post(propose, chosen).status_code == 302
    placement = Placement.objects.get()
    answer = school.post(at(scene, "placements:draw_up", placement), AGREEMENT)
    assert answer.status_code == 302
    assert placement.newest is not None
    assert placement.newest.work_processes == ["B1-K1-W1 Onderhoud", "B1-K1-W2 Diagnose"]
    student.post(at(scene, "own_placement:confirm", placement), {"version": 1})
    company.post(at(scene, "trainees:confirm", placement), {"version": 1})
    school.post(at(scene, "placements:confirm", placement), {"version": 1})
    placement.refresh_from_db()
    assert placement.state == State.AGREED


def test_a_find_of_a_student_goes_to_the_school_and_counts(
    scene: Scene, school: Client, student: Client
) -> None:
    found = {"company_text": "Slinger", "route": "network", "applications_count": 9}
    there = reverse("own_placement:found")
    assert student.post(there, found).status_code == 422  # the register knows one: is it that?
    told = found | {"searched": "Slinger", "company": "none"}
    assert student.post(there, told).status_code == 302
    placement = Placement.objects.get()
    assert (placement.company, placement.company_text) == (None, "Slinger")
    assert (placement.route, placement.applications_count) == (Route.NETWORK, 9)
    page = body(school, at(scene, "placements:one", placement))
    assert at(scene, "placements:take_over", placement) in page
    assert at(scene, "placements:draw_up", placement) not in page
    taken = {"company_text": "Slinger", "searched": "Slinger", "company": str(scene.garage.pk)}
    assert school.post(at(scene, "placements:take_over", placement), taken).status_code == 302
    page = body(school, at(scene, "placements:one", placement))
    assert "Nagekeken door de school" in page
    assert not re.search(r"Nagekeken door de school(<[^>]*>|\s)*door de school", page)
    placement.refresh_from_db()
    assert placement.company == scene.garage


def test_a_name_typed_anew_is_looked_up_anew(scene: Scene, student: Client) -> None:
    """Attack: a list of one search would be answered with the name of another."""
    told = {"company_text": "Slinger", "searched": "Iets anders", "company": "none",
            "route": "network"}  # fmt: skip
    assert student.post(reverse("own_placement:found"), told).status_code == 422
    assert not Placement.objects.exists()


def test_a_company_reads_a_name_only_in_its_agreement(scene: Scene, company: Client) -> None:
    placement = scene.proposed()
    listed = reverse("trainees:list", args=[scene.garage.pk])
    assert scene.yasmina.name not in body(company, listed)
    scene.draw_up(placement)
    assert scene.yasmina.name in body(company, listed)
    page = body(company, at(scene, "trainees:one", placement))
    assert scene.yasmina.name in page
    for hidden in (str(placement.pk), str(scene.yasmina.pk), scene.yasmina.number):
        assert hidden not in page


def test_of_who_has_no_name_here_a_company_reads_no_number_of_the_school(
    scene: Scene, company: Client
) -> None:
    scene.yasmina.name = ""
    scene.yasmina.save(update_fields=["name"])
    placement = scene.drawn_up()
    page = body(company, at(scene, "trainees:one", placement))
    assert scene.yasmina.number not in page
    assert placement.reference in page


def test_a_company_does_not_read_that_a_student_looked_back(scene: Scene, company: Client) -> None:
    placement = scene.reached(State.ENDED)
    listed = reverse("trainees:list", args=[scene.garage.pk])
    pages = (listed, at(scene, "trainees:one", placement))

    def shown() -> list[str]:
        found = [body(company, page) for page in pages]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html) for html in found]

    before = shown()
    passing.mark_evaluated(placement)
    assert shown() == before


def test_a_company_reads_no_reason_of_a_student(
    scene: Scene, student: Client, company: Client, school: Client
) -> None:
    placement = scene.reached(State.RUNNING)
    Placement.objects.filter(pk=placement.pk).update(starts_on=today())
    form = {"reason": EndReason.GUIDANCE, "text": "Niemand had tijd.", "last_day": today()}
    answer = student.post(at(scene, "own_placement:end", placement), form)
    assert answer.status_code == 302
    assert "Niemand had tijd." not in body(company, at(scene, "trainees:one", placement))
    assert "Niemand had tijd." in body(school, at(scene, "placements:one", placement))
    assert "Niemand had tijd." in body(student, at(scene, "own_placement:one", placement))


def test_a_wish_stands_with_the_school_and_with_who_asked(
    scene: Scene, student: Client, company: Client, school: Client
) -> None:
    placement = scene.drawn_up()
    company.post(at(scene, "trainees:ask_change", placement), {"text": "Liever op dinsdag."})
    assert "Liever op dinsdag." in body(school, at(scene, "placements:draw_up", placement))
    assert "Liever op dinsdag." in body(company, at(scene, "trainees:one", placement))
    assert "Liever op dinsdag." not in body(student, at(scene, "own_placement:one", placement))


def test_the_door_to_reporting_says_nothing_of_the_placement(scene: Scene, student: Client) -> None:
    placement = scene.agreed()
    page = body(student, at(scene, "own_placement:one", placement))
    doors = re.findall(r'href="([^"]*melden[^"]*)"', page)
    assert doors
    assert set(doors) == {reverse("intake:start")}


def test_a_refusal_stands_above_the_form(scene: Scene, school: Client) -> None:
    scene.agreed()
    form = {"company_text": "Slinger", "searched": "Slinger", "company": str(scene.garage.pk),
            "route": "school"}  # fmt: skip
    propose = reverse("placements:propose", args=[scene.school.code, scene.yasmina.pk])
    answer = school.post(propose, form)
    assert answer.status_code == 422
    assert "Deze stage staat er al." in answer.content.decode()


def test_a_refusal_stands_at_the_field_where_it_can_be_put_right(
    scene: Scene, school: Client, student: Client
) -> None:
    placement = scene.proposed()
    long = AGREEMENT | {"hours_per_week": 32}
    page = school.post(at(scene, "placements:draw_up", placement), long)
    assert page.status_code == 422
    assert 'id="id_hours_per_week_error"' in page.content.decode()
    placement = scene.reached(State.RUNNING, make_student(scene.school, "Sam de Wit"))
    early = {"who": "school", "reason": EndReason.TOGETHER, "last_day": "2001-01-01"}
    page = school.post(at(scene, "placements:end", placement), early)
    assert page.status_code == 422
    assert 'id="id_last_day_error"' in page.content.decode()


def test_no_agreement_is_drawn_up_for_a_find_that_nobody_looked_at(
    scene: Scene, school: Client, student: Client
) -> None:
    told = {"company_text": "Slinger", "searched": "Slinger", "company": "none",
            "route": "network"}  # fmt: skip
    student.post(reverse("own_placement:found"), told)
    placement = Placement.objects.get()
    answer = school.get(at(scene, "placements:draw_up", placement))
    assert answer.status_code == 302
    assert answer["Location"] == at(scene, "placements:one", placement)


def test_the_history_says_which_yes_was_on_paper_and_which_was_yours(
    scene: Scene, school: Client, student: Client
) -> None:
    scene.garage.contacts.update(ended_on=today())
    placement = scene.drawn_up()
    paper = {"party": "company", "version": 1}
    school.post(at(scene, "placements:on_paper", placement), paper)
    scene.confirm(placement, Party.STUDENT)
    page = body(student, at(scene, "own_placement:one", placement))
    assert "door het leerbedrijf, op papier" in page
    assert "door jou" in page
    page = body(school, at(scene, "placements:one", placement))
    assert "door de student" in page
    assert "door de student, op papier" not in page


def test_the_school_sees_that_it_places_nobody_there_any_more(
    scene: Scene, school: Client, student: Client, company: Client
) -> None:
    """The student and the company are not told of a measure, and could still say yes."""
    placement = scene.confirm(scene.drawn_up(), Party.SCHOOL)
    said = "Je school plaatst nu niemand bij dit bedrijf."
    assert said not in body(school, at(scene, "placements:one", placement))
    close_the_garage(scene)
    assert said in body(school, at(scene, "placements:one", placement))
    for client, page in ((student, "own_placement:one"), (company, "trainees:one")):
        assert said not in body(client, at(scene, page, placement))


def test_whoever_speaks_for_more_companies_sees_where_it_is_their_turn(
    scene: Scene, company: Client, django_assert_max_num_queries: Counting
) -> None:
    other = a_company("Garage Zuid")
    other.contacts.create(user=scene.gijs, started_on=today())
    there = reverse("trainees:companies")
    assert "aan zet" not in body(company, there)
    scene.drawn_up()
    with django_assert_max_num_queries(12):
        page = body(company, there)
    assert page.count("Jullie zijn aan zet") == 1
    assert page.index(scene.garage.name) < page.index("Jullie zijn aan zet")


def test_paper_is_offered_for_who_has_no_account(scene: Scene, school: Client) -> None:
    placement = scene.drawn_up()
    paper = at(scene, "placements:on_paper", placement)
    assert paper not in body(school, at(scene, "placements:one", placement))
    scene.garage.contacts.update(ended_on=today())
    assert paper in body(school, at(scene, "placements:one", placement))
    school.post(paper, {"party": "company", "version": 1})
    assert placement.newest is not None
    assert placement.newest.confirmations.get().on_paper


def test_a_coordinator_with_a_stake_finds_nothing(scene: Scene, school: Client) -> None:
    placement = scene.agreed()
    scene.garage.contacts.create(user=scene.ilse, started_on=today(), ended_on=today())
    assert school.get(at(scene, "placements:one", placement)).status_code == 404
    listed = reverse("placements:overview", args=[scene.school.code])
    assert scene.yasmina.name not in body(school, listed)


@pytest.mark.parametrize("number", [3, 300])
def test_the_list_asks_as_much_for_hundreds(
    scene: Scene, school: Client, number: int, django_assert_max_num_queries: Counting
) -> None:
    many(scene, number)
    listed = reverse("placements:overview", args=[scene.school.code])
    with django_assert_max_num_queries(24):
        page = body(school, listed)
    assert f"{number} stages" in page
    with django_assert_max_num_queries(24):
        body(school, f"{listed}?state=ours&q=student&page=2")


def many(scene: Scene, number: int) -> None:
    first = make_student(scene.school, "Eerste Student", has_profile=False)
    students = [first]
    for n in range(1, number):
        facts = {"number": f"M{n:04}", "name": f"Student {n}", "group": f"K{n % 9}"}
        students.append(
            type(first)(school=scene.school, source="proef", started_on=today(), **facts)
        )
    type(first).objects.bulk_create(students[1:])
    Placement.objects.bulk_create(
        Placement(
            student=one, company=scene.garage, route=Route.SCHOOL, proposed_on=today(),
            taken_over_on=today(), starts_on=TEXT.starts_on, ends_on=TEXT.ends_on,
        )
        for one in students
    )  # fmt: skip


def test_the_list_is_filtered_by_state_class_and_turn(scene: Scene, school: Client) -> None:
    scene.agreed()
    other = make_student(scene.school, "Sam de Wit")
    other.group = "AT2"
    other.save()
    scene.proposed(other)
    listed = reverse("placements:overview", args=[scene.school.code])
    for query, found, hidden in (
        ("state=agreed", scene.yasmina, other),
        ("state=ours", other, scene.yasmina),
        ("group=AT2", other, scene.yasmina),
        ("q=Sam", other, scene.yasmina),
    ):
        page = body(school, f"{listed}?{query}")
        assert found.name in page
        assert hidden.name not in page


def test_the_pages_of_a_company_ask_as_much_for_many(
    scene: Scene, company: Client, django_assert_max_num_queries: Counting
) -> None:
    listed = reverse("trainees:list", args=[scene.garage.pk])
    for n in range(12):
        scene.drawn_up(make_student(scene.school, f"Student {n}", has_profile=False))
    with django_assert_max_num_queries(18):
        assert "Student 11" in body(company, listed)


def test_whose_turn_it_is_is_the_same_for_a_page_and_the_database(scene: Scene) -> None:
    made = [
        scene.reached(state, make_student(scene.school, f"Student {n}"))
        for n, state in enumerate(State)
    ]
    made.append(scene.proposed(make_student(scene.school, "Nog niets")))
    made.append(scene.confirm(scene.drawn_up(), Party.STUDENT))
    assert len(made) == Placement.objects.count()
    for party in Party:
        asked = set(Placement.objects.filter(awaiting(party)).values_list("pk", flat=True))
        told = {one.pk for one in Placement.objects.for_pages() if party in turns(one)}
        assert asked == told
