"""The overview, its groups, and the timeline on both sides."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from placements.agreements import passing
from placements.agreements.transitions import Party
from placements.agreements.transitions import State as Placed
from placements.applications import answering
from placements.applications.transitions import Reason
from placements.contacts.models import CompanyContact
from placements.overview.searching import Row
from placements.overview.states import State, slug
from schools.messages import actions as messages
from schools.registry.models import School
from schools.students.models import PlacementPeriod, Student
from stagebaken.ui.templatetags.ui import short_date
from stagebaken.web.days import today
from tests import cast
from tests.placements.agreements.scene import TEXT, Scene
from tests.placements.applications.scene import account_of, apply, make_student
from tests.schools.students.browsers import browser
from tests.schools.students.people import make_coordinator

pytestmark = pytest.mark.django_db
HERE = "/studenten/zeewaarde/plaatsing/"
OWN = "/mijn-stage/tijdlijn/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def timeline(student: Student) -> str:
    return f"/studenten/zeewaarde/{student.pk}/tijdlijn/"


def many(school: School, total: int, **facts: Any) -> None:
    given = {"cohort": 2026, "source": "lijst", "started_on": today(), "crebo": "90211"} | facts
    Student.objects.bulk_create(
        Student(
            school=school,
            number=f"M{one:04}",
            name=f"Student {one:04}",
            sort_name=f"student {one:04}",
            **given,
        )
        for one in range(total)
    )


def test_who_searches_longest_comes_first_with_one_thing_to_do(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    PlacementPeriod.objects.create(
        school=scene.school, cohort=2025, name="Eerder", cut_off=today(),
        search_start=today() - timedelta(days=81),
    )  # fmt: skip
    many(scene.school, 1, cohort=2025)
    page = text(desk, HERE)
    assert page.index("Student 0000") < page.index("Yasmina el Amrani")
    assert "81 dagen zonder plek" in page
    assert "20 dagen zonder plek" in page
    assert "Nodig uit" in page
    assert "2 van de 2 hebben nog geen afgesproken plek" in page


def test_names_stand_where_people_look_for_them(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    """As on the list of students: a database of its own would put `Ö` after `Z`."""
    for name in ("Zeynep Zand", "Ömer Strand", "Noor Haven"):
        make_student(scene.school, name)
    page = text(desk, HERE)
    assert page.index("Noor Haven") < page.index("Ömer Strand") < page.index("Zeynep Zand")


def test_filters_narrow_and_each_state_has_a_link(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    many(scene.school, 2, group="HO2A", programme="Kok", crebo="25997")
    assert "Yasmina" not in text(desk, f"{HERE}?group=HO2A")
    assert "Yasmina" not in text(desk, f"{HERE}?programme=25997")
    assert "Yasmina" not in text(desk, f"{HERE}?state={slug(State.NOT_INVITED)}")
    assert "Yasmina" in text(desk, f"{HERE}?period={period.pk}")
    assert f"state={slug(State.NOT_INVITED)}" in text(desk, HERE)
    assert "Niemand gevonden." in text(desk, f"{HERE}?state={slug(State.DONE)}")


def test_who_has_a_place_is_out_of_the_way(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    scene.agreed()
    assert "Yasmina" not in text(desk, HERE)
    assert "Iedereen van wie het zoeken is begonnen, heeft een plek." in text(desk, HERE)
    assert "plek na 20 dagen" in text(desk, f"{HERE}?state=iedereen")
    assert "Niemand gevonden." in text(desk, f"{HERE}?state=zonder-plek")


def test_an_agreement_says_for_whom_it_waits(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    placement = scene.drawn_up()
    assert "Lees en geef akkoord" in text(desk, HERE)
    scene.confirm(placement, Party.SCHOOL, Party.STUDENT)
    page = text(desk, HERE)
    assert "Wacht op: het leerbedrijf" in page
    assert f"/studenten/zeewaarde/stages/{placement.pk}/" in page


def test_without_a_period_the_page_says_what_to_do(scene: Scene) -> None:
    page = text(browser(scene.ilse), HERE)
    assert "Het zoeken is nog voor niemand begonnen." in page
    assert "/studenten/zeewaarde/periodes/" in page


def test_every_state_has_a_row_that_leads_somewhere(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    from placements.overview import showing

    placement = scene.drawn_up()
    for state in State:
        row = Row(scene.yasmina.pk.hex, "", "", "", state, today(), None)
        for line in showing.lines([row], scene.school, scene.ilse, today()):
            answer = desk.get(line.url)
            assert answer.status_code == 200, (state, line.url, placement.pk)


def test_groups_count_and_give_the_middle_of_the_days(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    many(scene.school, 3, group="HO2A")
    Student.objects.filter(pk=scene.yasmina.pk).update(group="HO2B")
    scene.agreed()
    page = text(desk, f"{HERE}groepen/")
    assert page.index(">HO2A<") < page.index(">HO2B<")
    assert "group=HO2A&amp;state=iedereen" in page
    assert "Yasmina" in text(desk, f"{HERE}?group=HO2B&state=iedereen")


def test_the_page_asks_as_much_for_hundreds_as_for_two(
    scene: Scene,
    period: PlacementPeriod,
    desk: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    scene.drawn_up()
    scene.drawn_up(make_student(scene.school, "Bram Baken"))
    apply(make_student(scene.school, "Noor Haven"), scene.place)
    address = f"{HERE}?state=iedereen"
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    total = len(few)  # now: the next request empties the log
    assert total < 25
    many(scene.school, 400)
    for number in range(3):
        scene.drawn_up(make_student(scene.school, f"Meer {number}"))
    with django_assert_num_queries(total):
        page = text(desk, address)
    assert page.count('role="rowheader"') == 50
    with CaptureQueriesContext(connection) as last:
        desk.get(f"{address}&page=8")
    assert len(last) <= total


# ---------- the timeline ----------


def test_both_read_the_same_steps_and_no_words_that_are_not_the_schools(
    scene: Scene, period: PlacementPeriod, desk: Client, phone: Client
) -> None:
    application = apply(scene.yasmina, scene.place)
    answering.refuse(
        by=scene.gijs, application=application, reason=Reason.SKILLS,
        explanation="Kanarie-uitleg van het bedrijf",
    )  # fmt: skip
    scene.reached(Placed.AGREED)
    messages.write_as_student(by=scene.user, student=scene.yasmina, text="Kanariebericht")
    theirs = text(desk, timeline(scene.yasmina))
    assert phone.get(OWN)["Location"] == f"{OWN}{scene.yasmina.pk}/"
    own = text(phone, f"{OWN}{scene.yasmina.pk}/")
    for page in (theirs, own):
        for told in (
            "Account gemaakt", "Begin van het zoeken", "Afgewezen", scene.garage.name,
            "Afgesproken: iedereen is akkoord", "1 bericht", "van de student",
        ):  # fmt: skip
            assert told in page, told
    for secret in (
        "Kanarie-uitleg", "Kanariebericht", str(Reason.SKILLS.label),
        "Een stoel met steun", "Ik wil leren hoe een motor werkt",
    ):  # fmt: skip
        assert secret not in theirs, secret


def test_a_student_reads_since_when_and_a_coordinator_how_long(
    scene: Scene, period: PlacementPeriod, desk: Client, phone: Client
) -> None:
    own = text(phone, f"{OWN}{scene.yasmina.pk}/")
    assert "Je zoekt sinds" in own
    assert "20 dagen" not in own
    assert "20 dagen zonder plek" in text(desk, timeline(scene.yasmina))
    assert "Je zoekt sinds" in text(phone, "/mijn-stage/")
    assert "20 dagen zonder plek" in text(desk, f"/studenten/zeewaarde/{scene.yasmina.pk}/")
    placement = scene.agreed()
    assert "Je hebt een plek sinds" in text(phone, f"{OWN}{scene.yasmina.pk}/")
    passing.start_due(TEXT.starts_on)
    passing.end_due(TEXT.ends_on + timedelta(days=1))
    placement.refresh_from_db()
    for page in (f"{OWN}{scene.yasmina.pk}/", "/mijn-stage/"):
        own = text(phone, page)
        assert f"Je stage eindigde op {short_date(placement.ended_on)}." in own
        assert "Je zoekt sinds" not in own
        assert "Je hebt een plek sinds" not in own


def test_a_coordinator_who_speaks_for_a_company_reads_nothing_of_it(
    scene: Scene, period: PlacementPeriod, desk: Client
) -> None:
    """Attack: a company learns who applied, before the student shows the name (R18)."""
    apply(scene.yasmina, scene.place)
    assert scene.garage.name in text(desk, timeline(scene.yasmina))
    CompanyContact.objects.create(company=scene.garage, user=scene.ilse, started_on=today())
    page = text(desk, timeline(scene.yasmina))
    assert scene.garage.name not in page
    assert "Sollicitatie" not in page


def test_nobody_else_finds_these_pages(scene: Scene, period: PlacementPeriod) -> None:
    stranger = make_coordinator(cast.duinkerk(), "Els Vreemd")
    bram = make_student(scene.school, "Bram Baken")
    own = f"{OWN}{scene.yasmina.pk}/"
    administrator = cast.make_administrator(scene.school)
    for user in (stranger, account_of(bram), scene.gijs, administrator):
        client = browser(user)
        for address in (HERE, f"{HERE}groepen/", timeline(scene.yasmina), own):
            assert client.get(address).status_code == 404, (user.name, address)
    elsewhere = timeline(scene.yasmina).replace("zeewaarde", "duinkerk")
    assert browser(stranger).get(elsewhere).status_code == 404


def test_a_long_timeline_asks_no_more_and_comes_in_pages(
    scene: Scene,
    period: PlacementPeriod,
    desk: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    apply(scene.yasmina, scene.place)
    messages.write_as_student(by=scene.user, student=scene.yasmina, text="Hallo")
    address = timeline(scene.yasmina)
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    total = len(few)
    assert total < 30
    thread = scene.yasmina.thread
    for number in range(60):
        thread.messages.create(
            position=number + 10, day=today() - timedelta(days=number), side="school", sealed=b""
        )
    with django_assert_num_queries(total):
        page = text(desk, address)
    assert page.count("stagebaken-timeline__item") == 50
