"""One mail a day at most, which names nothing; and none to who should have none."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from placements.saved_searches import actions, mails, rounds, tasks
from placements.saved_searches.models import Find, SavedSearch
from schools.students import inviting
from schools.students.models import Student
from stagebaken.accounts.models import Role
from stagebaken.schedule.jobs import jobs
from stagebaken.web.days import suppose, today
from tests.cast import join, make_user
from tests.placements.applications.scene import Scene
from tests.placements.places.writing import a_company, a_programme, recognised
from tests.placements.saved_searches.saving import keep, morning

BROKEN = f"{__name__}.BrokenServer"


class BrokenServer(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


def news(name: str = "Autobedrijf Nieuw") -> None:
    recognised(a_company(name), a_programme())


def test_two_searches_with_news_are_one_mail_that_says_neither(scene: Scene) -> None:
    keep(scene, name="Mijn geheime wens")
    keep(scene, "q=autotechnicus", name="Dicht bij oma")
    news()
    morning()
    (one,) = mail.outbox
    assert one.to == [scene.user.email]
    said = f"{one.subject}\n{one.body}".lower()
    for word in ("wens", "oma", "auto", "90211", "bedrijf nieuw", "yasmina", "zeewaarde"):
        assert word not in said, word
    assert "/mijn-stage/zoekopdrachten/" in one.body
    assert "/en/mijn-stage/zoekopdrachten/" in one.body


def test_a_morning_twice_sends_once_and_a_quiet_day_sends_none(scene: Scene) -> None:
    keep(scene)
    news()
    morning(1)
    morning(1)
    morning(2)
    assert len(mail.outbox) == 1
    with suppose(today() + timedelta(days=3)):
        news("Autobedrijf Later")
    morning(4)
    assert len(mail.outbox) == 2


def test_what_was_thrown_away_and_saved_again_gives_no_second_mail_on_a_day(scene: Scene) -> None:
    first, second = keep(scene), keep(scene, "q=autotechnicus")
    news()
    morning()
    actions.remove(by=scene.user, search=first)
    Find.objects.create(search=second, company=scene.garage, found_on=today() + timedelta(days=1))
    with suppose(today() + timedelta(days=1)):
        mails.mail_student(scene.yasmina.pk)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_fails_is_tried_again_and_loses_nothing(
    scene: Scene, settings: LazySettings
) -> None:
    keep(scene)
    news()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    with pytest.raises(ConnectionRefusedError):
        morning()
    settings.EMAIL_BACKEND = working
    morning(2)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("what", ["left", "inactive", "paused"])
def test_who_should_have_none_gets_none(scene: Scene, what: str) -> None:
    search = keep(scene)
    news()
    if what == "left":
        Student.objects.filter(pk=scene.yasmina.pk).update(ended_on=today())
    elif what == "inactive":
        user = scene.user
        user.is_active = False
        user.save()
    else:
        actions.pause(by=scene.user, search=search)
    morning()
    assert mail.outbox == []


def test_with_the_account_the_searches_go(scene: Scene) -> None:
    keep(scene)
    news()
    morning()
    coordinator = make_user("Co Ordinator")
    join(scene.school, coordinator, Role.INTERNSHIP_COORDINATOR)
    inviting.remove_access(by=coordinator, student=scene.yasmina)
    assert not SavedSearch.objects.exists()
    assert not Find.objects.exists()


def test_tasks_know_ids_alone(scene: Scene) -> None:
    keep(scene, name="Geheim")
    news()
    with suppose(today() + timedelta(days=1)):
        students = [str(one) for one in rounds.due(today())]
        tasks.look_for.enqueue(students)
    row = DBTaskResult.objects.get(task_path__endswith="look_for")
    assert row.args_kwargs == {"args": [[str(scene.yasmina.pk)]], "kwargs": {}}


def test_the_scheduler_knows_the_round() -> None:
    ours = [job for job in jobs() if job.name.startswith("placements.saved_searches")]
    assert [job.name.rpartition(".")[2] for job in ours] == ["look_round"]
    assert all(job.task and job.slot(timezone.now()) for job in ours)
