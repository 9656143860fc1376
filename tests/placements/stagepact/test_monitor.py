"""What a school does for the Stagepact, as its coordinators keep it."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.stagepact import actions, reading
from placements.stagepact.models import Effort, SelfAssessment
from placements.stagepact.vocabulary import Task
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests.access.rows.stagepact import FIELDS
from tests.attacks.staff import signed_in
from tests.cast import duinkerk, make_administrator, zeewaarde

pytestmark = pytest.mark.django_db
LEVELS = dict.fromkeys(Task.values, 2)


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def keeper(school: School) -> User:
    return make_administrator(school)


@pytest.fixture
def desk(keeper: User) -> Client:
    return signed_in(keeper)


def address(page: str, school: School, **more: Any) -> str:
    return reverse(f"stagepact:{page}", kwargs={"code": school.code, **more})


def text(response: Any) -> str:
    return str(response.content.decode())


def written(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(response).lstrip("\ufeff")), delimiter=";"))


def test_a_school_writes_what_it_does_and_finds_it_under_its_task(
    desk: Client, school: School
) -> None:
    desk.post(address("new", school), FIELDS)
    [part] = [one for one in reading.monitor(school, date(2026, 2, 1)).parts if one.efforts]
    assert part.task == Task.NORM
    page = text(desk.get(address("home", school)))
    assert "Een norm op de website" in page
    assert "Plek bij de eerste sollicitatie" in page
    assert Event.objects.filter(verb=Verb.PACT_CHANGED).count() == 1


def test_what_is_meant_to_be_looked_at_again_stands_on_top(school: School, keeper: User) -> None:
    effort = actions.write(by=keeper, school=school, fields=FIELDS)
    assert reading.monitor(school, date(2026, 8, 31)).due == []
    assert reading.monitor(school, date(2026, 9, 1)).due == [effort]
    actions.change(by=keeper, effort=effort, fields={**FIELDS, "state": "stopped"})
    assert reading.monitor(school, date(2026, 9, 1)).due == []


def test_done_needs_something_that_one_can_see(desk: Client, school: School, keeper: User) -> None:
    response = desk.post(address("new", school), {**FIELDS, "state": "done"})
    assert response.status_code == 422
    assert "Schrijf op waaraan je ziet dat het klaar is." in text(response)
    assert FIELDS["owner"] in text(response)
    with pytest.raises(ValidationError):
        actions.write(by=keeper, school=school, fields={**FIELDS, "state": "done"})


def test_a_school_says_of_itself_once_a_year_and_may_put_it_right(
    desk: Client, school: School, keeper: User
) -> None:
    with suppose(date(2026, 9, 1)):
        assert "Vul de zelfevaluatie in" in text(desk.get(address("home", school)))
        desk.post(address("assess", school), LEVELS)
        desk.post(address("assess", school), {**LEVELS, "norm": 3})
        assert "Vul de zelfevaluatie in" not in text(desk.get(address("home", school)))
    with suppose(date(2027, 9, 1)):
        actions.assess(by=keeper, school=school, levels=LEVELS)
    assert [one.levels["norm"] for one in SelfAssessment.objects.all()] == [2, 3]


def test_a_question_that_was_left_open_is_asked_again(desk: Client, school: School) -> None:
    response = desk.post(address("assess", school), {"norm": 1})
    assert response.status_code == 422
    assert text(response).count("Kies wat het beste past.") >= 6
    assert not SelfAssessment.objects.exists()


@pytest.mark.parametrize("levels", [{}, {**LEVELS, "norm": 4}, {**LEVELS, "more": 1}])
def test_a_level_that_does_not_exist_is_refused(
    school: School, keeper: User, levels: dict[str, int]
) -> None:
    with pytest.raises(ValueError, match="one level"):
        actions.assess(by=keeper, school=school, levels=levels)


def test_the_own_file_holds_everything_and_a_formula_is_no_command(
    desk: Client, school: School, keeper: User
) -> None:
    actions.write(by=keeper, school=school, fields={**FIELDS, "title": "=cmd|'/c calc'!A1"})
    rows = written(desk.get(address("export", school, kind="eigen")))
    assert len(rows) == len(Task)
    [row] = [one for one in rows if one["task"] == "norm"]
    assert row["title"].startswith("'=")
    assert row["owner"] == FIELDS["owner"]


def test_the_file_for_the_kennispunt_names_nobody(
    desk: Client, school: School, keeper: User
) -> None:
    actions.write(by=keeper, school=school, fields={**FIELDS, "evidence": "Besluit van mbo X."})
    actions.assess(by=keeper, school=school, levels=LEVELS)
    response = desk.get(address("export", school, kind="anoniem"))
    [row] = [one for one in written(response) if one["task"] == "norm"]
    assert row == {"task": "norm", "state": "running", "start_year": "2026",
                   "indicators": "first_try", "level": "2"}  # fmt: skip
    whole = text(response) + response["Content-Disposition"]
    told = ("title", "text", "owner", "review_on")
    for word in (school.code, school.name, "Besluit", *(str(FIELDS[name]) for name in told)):
        assert word not in whole


def test_nobody_keeps_the_monitor_of_another_school(school: School, keeper: User) -> None:
    effort = actions.write(by=keeper, school=school, fields=FIELDS)
    stranger = make_administrator(duinkerk(), "Karel Kantoor")
    for verb in (
        lambda: actions.write(by=stranger, school=school, fields=FIELDS),
        lambda: actions.change(by=stranger, effort=effort, fields=FIELDS),
        lambda: actions.take_off(by=stranger, effort=effort),
        lambda: actions.assess(by=stranger, school=school, levels=LEVELS),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    other = School.objects.get(code="duinkerk")
    there = address("write", other, effort_id=effort.pk)
    assert signed_in(stranger).get(there).status_code == 404


def test_a_list_that_nobody_reads_is_no_monitor(
    school: School, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "EFFORTS_LIMIT", 1)
    actions.write(by=keeper, school=school, fields=FIELDS)
    with pytest.raises(actions.TooMany):
        actions.write(by=keeper, school=school, fields=FIELDS)


def test_taking_off_twice_is_taking_off(desk: Client, school: School, keeper: User) -> None:
    effort = actions.write(by=keeper, school=school, fields=FIELDS)
    there = address("take_off", school, effort_id=effort.pk)
    assert desk.post(there).status_code == 302
    assert desk.post(there).status_code == 404
    assert not Effort.objects.exists()


def test_many_efforts_ask_no_more_questions(desk: Client, school: School, keeper: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get(address("home", school))
        return len(found)

    actions.write(by=keeper, school=school, fields=FIELDS)
    actions.assess(by=keeper, school=school, levels=LEVELS)
    once = asked()
    for task in Task.values:
        actions.write(by=keeper, school=school, fields={**FIELDS, "task": task})
    assert asked() == once
