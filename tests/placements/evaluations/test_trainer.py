"""A trainer answers by link: once, in time, by the newest one; and is reminded once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from placements.agreements.models import Agreement
from placements.evaluations import mails, tasks, trainers
from placements.evaluations.models import TrainerEvaluation
from placements.evaluations.tokens import NoLink
from stagebaken.web.days import suppose, today
from tests.placements.agreements.scene import make_student
from tests.placements.applications.scene import account_of
from tests.placements.evaluations.scene import OVER, TRAINER, Ended, mails_of

GIJS = "gijs@garage.example"


def ask(link: str) -> Any:
    return Client().get(link)


def linked(text: str) -> str:
    """The address in a mail, without the host."""
    [line] = [one for one in text.splitlines() if "/stage-evaluatie/" in one and "/en/" not in one]
    return line[line.index("/stage-evaluatie/") :].strip()


def test_a_trainer_is_asked_once_reminded_once_and_then_left_alone(ended: Ended) -> None:
    yasmina = ended.scene.user.email
    assert set(mails_of(OVER)) == {GIJS, yasmina}
    found: dict[int, list[str]] = {}
    for days in range(1, 60):
        if whom := mails_of(OVER + timedelta(days=days)):
            found[days] = sorted(whom)
    assert found == {14: sorted([GIJS, yasmina])}


def test_the_mail_holds_a_link_and_no_name(ended: Ended) -> None:
    mails_of(OVER)
    [sent] = [one for one in mail.outbox if one.to == [GIJS]]
    text = f"{sent.subject} {sent.body}"
    for word in ("Yasmina", "Amrani", "Zeewaarde", "De Slinger", "Gijs"):
        assert word not in text
    page = ask(linked(str(sent.body)))
    assert page.status_code == 200
    assert "Yasmina" not in page.content.decode()
    assert "De Slinger" in page.content.decode()


def test_a_trainer_answers_and_the_link_is_used(ended: Ended) -> None:
    link = ended.link()
    answer = Client().post(link, TRAINER)
    assert answer["Location"] == reverse("trainer_evaluation:thanks")
    found = ended.trainer
    assert {name: getattr(found, name) for name in TRAINER} == TRAINER
    assert found.sent_on == OVER
    assert ask(link).status_code == 404
    assert Client().post(link, TRAINER | {"again": "no"}).status_code == 404
    assert ended.trainer.again == "yes"


def test_what_was_chosen_comes_back_when_something_is_wrong(ended: Ended) -> None:
    link = ended.link()
    wrong = Client().post(link, TRAINER | {"again": "x"})
    assert wrong.status_code == 422
    assert 'name="preparation" value="poor" checked' in wrong.content.decode()
    assert Client().post(link, {}).status_code == 422
    assert ended.trainer.is_open


def test_a_link_grows_old_and_a_new_one_ends_it(ended: Ended) -> None:
    link = ended.link()
    with suppose(OVER + timedelta(days=28)):
        assert ask(link).status_code == 200
    with suppose(OVER + timedelta(days=29)):
        assert ask(link).status_code == 404
    trainers.ask_anew(by=ended.scene.ilse, placement=ended.placement)
    assert ask(link).status_code == 404
    assert ask(ended.link()).status_code == 200


def test_after_its_days_no_link_works(ended: Ended) -> None:
    with suppose(OVER + timedelta(days=43)):
        assert ask(ended.link(today())).status_code == 404


def test_every_dead_link_shows_the_same_page(ended: Ended) -> None:
    used, guessed = ended.link(), "/stage-evaluatie/W10:geraden/"
    Client().post(used, TRAINER)
    bodies = [ask(one).content.decode().replace(one, "LINK") for one in (used, guessed)]
    assert bodies[0].count("LINK") == bodies[1].count("LINK")
    assert _bare(bodies[0]) == _bare(bodies[1])


def _bare(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_whoever_holds_an_old_link_has_a_new_one_sent_to_the_same_address(ended: Ended) -> None:
    mails_of(OVER)
    link = ended.link()
    with suppose(OVER + timedelta(days=30)):
        mail.outbox.clear()
        for one in (link, link, "/stage-evaluatie/W10:geraden/"):
            answer = Client().post(f"{one}nieuw/")
            assert answer["Location"] == reverse("trainer_evaluation:asked")
        assert ended.trainer.link == 2, "one a day"
        tasks.mail_trainer.call(str(ended.trainer.pk))
        assert [one.to for one in mail.outbox] == [[GIJS]]
        Client().post(f"{link}nieuw/")
        assert ended.trainer.link == 2, "mailed today"
        assert ask(linked(str(mail.outbox[0].body))).status_code == 200


def test_an_answered_or_closed_one_gives_no_new_link(ended: Ended) -> None:
    mails_of(OVER)
    Client().post(ended.link(), TRAINER)
    with suppose(OVER + timedelta(days=2)):
        trainers.ask_again(token=ended.link().split("/")[2])
    assert ended.trainer.link == 1


def test_links_are_no_way_to_mail_somebody_for_ever(ended: Ended) -> None:
    for _ in range(4):
        trainers.ask_anew(by=ended.scene.ilse, placement=ended.placement)
    with pytest.raises(trainers.NotPossible):
        trainers.ask_anew(by=ended.scene.ilse, placement=ended.placement)
    assert ended.trainer.link == 5


def test_only_a_coordinator_of_the_school_has_a_new_link_sent(ended: Ended) -> None:
    other = account_of(make_student(ended.scene.school, "Joris de Wit"))
    for user in (other, ended.scene.gijs, ended.scene.user):
        with pytest.raises(PermissionDenied):
            trainers.ask_anew(by=user, placement=ended.placement)


def test_without_an_address_nobody_is_asked(ended: Ended) -> None:
    Agreement.objects.update(trainer_email="")
    assert mails_of(OVER) == [ended.scene.user.email]
    with pytest.raises(trainers.NotPossible):
        trainers.ask_anew(by=ended.scene.ilse, placement=ended.placement)


def test_a_mail_that_fails_is_sent_again(ended: Ended, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(mails, "send_in_both_languages", broken)
        assert mails_of(OVER) == []
    assert ended.trainer.told_on is None
    assert set(mails_of(OVER)) == {GIJS, ended.scene.user.email}


def test_the_page_keeps_its_link_to_itself(ended: Ended) -> None:
    for link in (ended.link(), "/stage-evaluatie/W10:geraden/"):
        page = ask(link)
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "strict-origin"
        assert "http" not in page.content.decode().split("<main")[1].split("</main>")[0]


def test_a_link_that_is_used_between_looking_and_sending_does_nothing(ended: Ended) -> None:
    token = ended.link().split("/")[2]
    TrainerEvaluation.objects.update(sent_on=OVER)
    with pytest.raises(NoLink):
        trainers.send(token=token, answers=TRAINER)
