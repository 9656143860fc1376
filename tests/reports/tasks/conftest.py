"""One report with its team, and what a member does with a task."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from reports.casework.models import Case
from reports.intake.actions import FiledReport
from reports.notices.models import News
from reports.tasks import actions
from reports.tasks.models import Task
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.cast import Member, make_team, zeewaarde
from tests.reports.casework.conftest import Desk
from tests.reports.filing import file
from tests.reports.ladder.conftest import desk

TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)
WORDS = "Bel de mentor over dinsdag."
Write = Callable[..., Task]


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school)


@pytest.fixture
def case(filed: FiledReport) -> Case:
    return Case.objects.select_related("school", "dossier").get(dossier=filed.dossier)


@pytest.fixture
def mehmet(team: list[Member]) -> Desk:
    return desk(team[0])


@pytest.fixture
def write(team: list[Member], case: Case) -> Write:
    def write(
        by: int = 0, due_on: date = TOMORROW, assignee: User | None = None, **more: Any
    ) -> Task:
        words = more.pop("text", WORDS)
        return actions.add(
            member=team[by].unlocked,
            case=case,
            text=words,
            due_on=due_on,
            assignee=assignee,
            **more,
        )

    return write


def post(mehmet: Desk, case: Case, task: Task | None = None, **changes: Any) -> Any:
    data = {"text": WORDS, "due_on": TOMORROW.isoformat(), "assignee": ""} | changes
    name, given = ("task", [case.pk, task.pk]) if task else ("new", [case.pk])
    return mehmet.client.post(reverse(f"tasks:{name}", args=given), data)


def tick(mehmet: Desk, case: Case, task: Task, klaar: str = "ja") -> int:
    address = reverse("tasks:done", args=[case.pk, task.pk])
    return int(mehmet.client.post(address, {"klaar": klaar}).status_code)


def news_of(member: Member) -> int:
    return News.objects.filter(recipient=member.recipient).count()


def forget_news() -> None:
    News.objects.all().delete()
