"""One mail a day to who has something to read, and nothing in it."""

from datetime import timedelta

import pytest
from django.core import mail

from placements.agreements import agreeing, ending, notices
from placements.agreements.models import Placement, PlacementNotice
from placements.agreements.transitions import EndReason, Party
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.placements.agreements.scene import Scene


def mailed(days: int = 1) -> set[str]:
    """Who gets a mail in the next morning's round."""
    mail.outbox.clear()
    with suppose(today() + timedelta(days=days)):
        for notice in notices.note(today()):
            notices.mail(notice)
    return {one.to[0] for one in mail.outbox}


def test_a_text_is_told_to_who_has_to_answer(scene: Scene) -> None:
    scene.drawn_up()
    assert mailed() == {scene.user.email, scene.gijs.email}
    assert mailed() == set()  # once


def test_a_proposal_is_told_to_the_student_and_to_no_company(scene: Scene) -> None:
    scene.proposed()
    assert mailed() == {scene.user.email}


def test_many_things_on_a_day_are_one_mail(scene: Scene) -> None:
    placement = scene.agreed()
    scene.draw_up(placement, hours_per_week=20)
    assert mailed() == {scene.user.email, scene.gijs.email}
    assert len(mail.outbox) == 2  # and the school, which gave the last yes, did it itself


def test_what_a_student_asks_or_ends_is_told_to_the_school(scene: Scene) -> None:
    placement = scene.drawn_up()
    with suppose(today() + timedelta(days=5)):
        agreeing.ask_change(by=scene.user, placement=placement, party=Party.STUDENT, text="Anders")
        assert mailed() == {scene.ilse.email}
    with suppose(today() + timedelta(days=9)):
        ending.withdraw(
            by=scene.user, placement=placement, party=Party.STUDENT, reason=EndReason.UNSAID
        )
        assert mailed() == {scene.ilse.email, scene.gijs.email}


def test_a_mail_names_nobody_and_says_nothing(scene: Scene) -> None:
    placement = scene.drawn_up()
    mailed()
    words = (scene.yasmina.name, scene.garage.name, placement.reference, str(placement.pk),
             str(scene.garage.pk), scene.school.name)  # fmt: skip
    for one in mail.outbox:
        assert not [word for word in words if word in f"{one.subject} {one.body}"]


def test_a_mail_server_that_fails_gives_the_notice_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.proposed()

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(notices, "send_in_both_languages", refuse)
        with suppose(today() + timedelta(days=1)):
            (one,) = notices.note(today())
            with pytest.raises(OSError):  # noqa: PT011 - the mail server's own
                notices.mail(one)
    assert mailed() == {scene.user.email}


def test_notices_go_and_hold_no_placement(scene: Scene) -> None:
    scene.proposed()
    mailed()
    assert not [one for one in PlacementNotice._meta.fields if one.related_model is Placement]
    notices.forget(today() + timedelta(days=notices.KEEP_DAYS + 1))
    assert not PlacementNotice.objects.exists()
    assert User.objects.filter(pk=scene.user.pk).exists()
