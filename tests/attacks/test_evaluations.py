"""Who wants to know what one student answered: discrimination, the grade, how safe it felt.

Two worlds are compared in which a student answered the opposite. Whatever somebody reads must be
the same in both. And a trainer's link: guessed, changed, replayed, expired, replaced.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from placements.evaluations import sending, tokens
from placements.evaluations.models import Evaluation
from schools.origin.sealing import Answers
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.web.days import suppose
from stagebaken.web.logs import LocationFormatter
from tests.attacks import canaries, staff
from tests.cast import make_administrator, make_user
from tests.placements.agreements.scene import make_student
from tests.placements.applications.scene import account_of
from tests.placements.evaluations.scene import (
    OVER,
    THEMES,
    TRAINER,
    Ended,
    make_ended,
    switched_on,
)

pytestmark = pytest.mark.django_db
YES = Answers(discrim=True, satisfaction=1)
NO = Answers(discrim=False, satisfaction=9)
Reader = Callable[[], dict[str, Any]]


@pytest.fixture
def ended() -> Ended:
    found = make_ended()
    switched_on(found)
    return found


def in_the_world_of(ended: Ended, apart: Answers, safe: str, reader: Reader) -> dict[str, Any]:
    """What somebody reads after the student answered this; then it never happened."""
    with transaction.atomic():
        with suppose(OVER):
            sending.send(
                by=ended.scene.user,
                evaluation=ended.evaluation,
                themes=THEMES,
                safe=safe,
                apart=apart,
            )
            found = reader()
        transaction.set_rollback(True)
    return found


def rows() -> dict[str, Any]:
    """Every row of every other table, without what is random in each."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label == "origin" or not model._meta.managed:
            continue
        columns = [
            one.attname
            for one in model._meta.concrete_fields
            if not isinstance(one, (models.UUIDField, models.AutoField, models.DateTimeField))
        ]
        values = model._base_manager.values_list(*columns) if columns else []
        found[model._meta.label] = sorted(map(repr, values))
    return found


def test_a_reader_of_the_database_finds_the_same_whatever_was_answered(ended: Ended) -> None:
    yes = in_the_world_of(ended, YES, "always", rows)
    no = in_the_world_of(ended, NO, "always", rows)
    assert yes == no
    assert any("good" in row for row in yes["evaluations.Evaluation"]), "it did look"


def test_the_same_search_finds_another_answer_to_a_theme(ended: Ended) -> None:
    """Otherwise the equality above would prove nothing."""
    safe = in_the_world_of(ended, YES, "always", rows)
    unsafe = in_the_world_of(ended, YES, "never", rows)
    differing = {label for label in safe if safe[label] != unsafe[label]}
    assert differing == {"evaluations.SafetyAnswer"}


def test_no_row_leads_from_how_safe_it_felt_to_a_person_or_a_company() -> None:
    model = apps.get_model("evaluations", "SafetyAnswer")
    leads = {one.name for one in model._meta.fields if isinstance(one, models.ForeignKey)}
    assert leads == {"school"}
    kinds = (
        models.UUIDField,
        models.ForeignKey,
        models.CharField,
        models.PositiveSmallIntegerField,
    )
    assert all(isinstance(one, kinds) for one in model._meta.fields)


def people(ended: Ended) -> dict[str, User]:
    school = ended.scene.school
    operator = make_user("Olga Operator")
    Membership.objects.create(user=operator, role=Role.PLATFORM_ADMINISTRATOR)
    return {
        "company": ended.scene.gijs,
        "coordinator": ended.scene.ilse,
        "other student": account_of(make_student(school, "Joris de Wit")),
        "school administrator": make_administrator(school, "Bea Beheer"),
        "platform": operator,
    }


def addresses(ended: Ended) -> list[str]:
    code, garage, one = ended.scene.school.code, ended.scene.garage.pk, ended.placement.pk
    return [
        ended.page,
        reverse("own_evaluation:list"),
        reverse("school_evaluations:overview", args=[code]),
        reverse("school_evaluations:list", args=[code]),
        reverse("school_evaluations:one", args=[code, one]),
        reverse("company_evaluations:overview", args=[garage]),
        reverse("students:one", args=[code, ended.scene.yasmina.pk]),
        reverse("dashboard:home", args=[garage]),
        f"/beheer/school/{code}/",
    ]


def told(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())
    return answer.status_code, text


def test_everybody_reads_the_same_pages_whatever_was_answered(ended: Ended) -> None:
    clients = {name: staff.signed_in(user) for name, user in people(ended).items()}

    def read() -> dict[str, Any]:
        return {
            f"{name} {address}": told(client, address)
            for name, client in clients.items()
            for address in addresses(ended)
        }

    yes = in_the_world_of(ended, YES, "never", read)
    no = in_the_world_of(ended, NO, "always", read)
    assert [one for one in yes if yes[one] != no[one]] == []
    opened = {one for one, (status, _) in yes.items() if status == 200}
    assert len(opened) >= 6, "they did look"


def test_only_the_student_reads_it_and_there_alone(ended: Ended) -> None:
    client = staff.signed_in(ended.scene.user)
    page = reverse("origin:own", args=[ended.scene.school.code])

    def read() -> dict[str, Any]:
        return {"origin": told(client, page), "sent": told(client, ended.page)}

    yes = in_the_world_of(ended, YES, "never", read)
    no = in_the_world_of(ended, NO, "never", read)
    assert yes["origin"] != no["origin"]
    assert yes["sent"] == no["sent"]


def test_a_form_that_is_refused_leaves_no_word_behind(
    ended: Ended, caplog: pytest.LogCaptureFixture
) -> None:
    client = ended.student()
    client.raise_request_exception = False
    mail.outbox.clear()
    marked = THEMES | {"discrim": "kanariewoord", "satisfaction": "kanariecijfer", "safe": "x"}
    with suppose(OVER):
        page = client.post(ended.page, marked)
    assert page.status_code == 422
    log = "\n".join(LocationFormatter().format(record) for record in caplog.records)
    places = {**canaries.tables(), "log": log.encode(), "cookies": client.cookies.output().encode()}
    places["session"] = json.dumps(dict(client.session.items())).encode()
    places["headers"] = "\n".join(f"{k}: {v}" for k, v in page.items()).encode()
    places["cache"] = repr(getattr(cache, "_cache", "")).encode()
    words = {word: list(canaries.texts(word)) for word in ("kanariewoord", "kanariecijfer")}
    assert canaries.traces(words, places) == []
    assert mail.outbox == []
    assert not DBTaskResult.objects.filter(args_kwargs__icontains="kanarie").exists()


# ---------- the link of a trainer ----------


def opens(link: str) -> bool:
    return bool(Client().get(link).status_code == 200)


def test_a_link_of_another_evaluation_another_number_or_another_day_opens_nothing(
    ended: Ended,
) -> None:
    held = ended.trainer
    with suppose(OVER):
        assert opens(ended.link())
        for wrong in (
            tokens.issue(ended.evaluation.pk, 1, OVER),  # a student's
            tokens.issue(ended.placement.pk, 1, OVER),
            tokens.issue(held.pk, 0, OVER),
            tokens.issue(held.pk, 2, OVER),
            tokens.issue(held.pk, 1, OVER - timedelta(days=29)),
            tokens.issue(held.pk, 1, OVER + timedelta(days=1)),  # of tomorrow
        ):
            assert not opens(f"/stage-evaluatie/{wrong}/")


def test_a_link_that_was_changed_or_guessed_opens_and_changes_nothing(ended: Ended) -> None:
    link = ended.link()
    token = link.split("/")[2]
    content, _, seal = token.partition(":")
    with suppose(OVER):
        for wrong in (content, f"{content}:", f":{seal}", f"{content}:{seal[::-1]}", "x" * 400,
                      str(ended.trainer.pk), "%00", "..", "é"):  # fmt: skip
            for end in ("", "nieuw/"):
                answer = Client().post(f"/stage-evaluatie/{wrong}/{end}", TRAINER)
                assert answer.status_code in (302, 404)
    assert ended.trainer.is_open
    assert ended.trainer.link == 1


def test_a_link_that_was_sent_twice_counts_once(ended: Ended) -> None:
    with suppose(OVER):
        first, second = Client(), Client()
        assert first.get(ended.link()).status_code == second.get(ended.link()).status_code == 200
        first.post(ended.link(), TRAINER)
        assert second.post(ended.link(), TRAINER | {"again": "no"}).status_code == 404
    assert ended.trainer.again == "yes"


def test_no_task_row_and_no_mail_to_others_holds_a_link(ended: Ended) -> None:
    from placements.evaluations import tasks

    mail.outbox.clear()
    with suppose(OVER):
        tasks.mail_trainer.enqueue(str(ended.trainer.pk))
        tasks.mail_student.call(str(ended.evaluation.pk))
    token = ended.link().split("/")[2]
    for row in DBTaskResult.objects.all():
        assert token not in repr(row.args_kwargs)
    [sent] = [one for one in mail.outbox if one.to == [ended.scene.user.email]]
    assert "stage-evaluatie" not in sent.body
    assert str(ended.placement.pk) not in sent.body


def test_whoever_signs_with_the_link_of_a_student_finds_no_evaluation_of_a_student(
    ended: Ended,
) -> None:
    """The two kinds share no id, so that a trainer's link opens no student's answers."""
    assert not Evaluation.objects.filter(pk=ended.trainer.pk).exists()
