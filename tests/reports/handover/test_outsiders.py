"""Whom the reporter named outside the team may work at SBB: looked at before anything leaves."""

import pytest

from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.handover import actions
from reports.handover.actions import OutsidersNamed
from reports.handover.models import Investigation
from reports.handover.policy import POLICY
from reports.reporter.actions import name_outsiders
from tests.cast import PASSPHRASE, Member, make_advisor
from tests.reports.filing import own
from tests.reports.handover.conftest import Scene, desk, investigation

NAMED = "Bea, mijn buurvrouw, die bij SBB werkt"


@pytest.fixture
def bea(arend: Member) -> Member:
    return make_advisor("Bea Brandsma")


@pytest.fixture
def asked(scene: Scene) -> Consent:
    name_outsiders(own=own(scene.filed), outsiders=NAMED)
    return scene.consent()


def test_who_is_meant_gets_no_key_and_sees_nothing(
    scene: Scene, asked: Consent, arend: Member, bea: Member
) -> None:
    school = desk(scene.mehmet)
    address = ("handover:begin", scene.case.pk, asked.pk)
    page = school.text(*address)
    assert NAMED in page
    assert "Bea Brandsma" in page
    unlooked = school.post(*address, passphrase=PASSPHRASE, seen=NAMED)
    assert unlooked.status_code == 422
    assert not Investigation.objects.exists()
    sent = {"named": [str(bea.user.pk)], "has_looked": "on", "seen": NAMED}
    assert school.post(*address, passphrase=PASSPHRASE, **sent).status_code == 302
    assert not POLICY.visible_to(bea.user).exists()
    assert POLICY.visible_to(arend.user).get() == investigation()


def test_a_name_that_was_written_meanwhile_is_looked_at_first(
    scene: Scene, asked: Consent, arend: Member
) -> None:
    name_outsiders(own=own(scene.filed), outsiders="Arend van SBB")
    school = desk(scene.mehmet)
    answer = school.post(
        "handover:begin", scene.case.pk, asked.pk,
        passphrase=PASSPHRASE, has_looked="on", seen=NAMED,
    )  # fmt: skip
    assert answer.status_code == 409
    assert "Arend van SBB" in answer.content.decode()
    with pytest.raises(OutsidersNamed):
        actions.hand_over(member=scene.mehmet.unlocked, case=scene.case, consent_id=asked.pk)
    assert Consent.objects.get(pk=asked.pk).state == State.YES
    assert not Investigation.objects.exists()


def test_where_the_reporter_named_nobody_the_page_names_nobody_of_sbb(
    scene: Scene, arend: Member, bea: Member
) -> None:
    page = desk(scene.mehmet).text("handover:begin", scene.case.pk, scene.consent().pk)
    assert bea.user.name not in page
