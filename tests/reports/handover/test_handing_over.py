"""What leaves is what the reporter saw, with a yes that stands, once, and all or nothing."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from reports.casework.models import Case, Status, Turn
from reports.consents import actions as consents
from reports.consents.actions import NoConsent
from reports.consents.models import Consent
from reports.consents.plain import plain
from reports.consents.vocabulary import State, Step
from reports.handover import actions
from reports.handover.models import Handover, Investigation, YearlyCount
from reports.handover.opening import open_investigation
from reports.reporter import actions as reporter
from schools.registry.models import Body, Sector
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import NotOnKeyring, VaultNotSetUp
from stagebaken.vault.models import Dossier, Holder, RecipientState, Wrap
from stagebaken.web.days import suppose
from tests.cast import Member, make_advisor, make_sbb_recovery, make_school, make_team
from tests.reports.filing import file, own
from tests.reports.handover.conftest import (
    DOCUMENT,
    Scene,
    events,
    investigation,
)

TITLE = "School: mbo Zeewaarde · Bedrijf: Garage De Vonk"
SOMETHING = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)
    .map(plain)
    .filter(lambda text: bool(text.strip()))
)


@runs(max_examples=25)
@given(document=SOMETHING)
def test_sbb_opens_byte_for_byte_what_the_reporter_saw(
    scene: Scene, arend: Member, document: str
) -> None:
    asked = scene.consent(document)
    mine = own(scene.filed)
    shown = next(o for o in consents.opened(mine.dossier, mine.keys) if o.id == asked.pk)

    scene.hand_over(asked)

    newest = Investigation.objects.select_related("dossier__vault").order_by("pk")
    opened = [open_investigation(member=arend.unlocked, investigation=one) for one in newest]
    assert shown.request.content in [one.document.encode() for one in opened]
    assert shown.request.content == document.encode()
    assert len(opened) == Handover.objects.count()


def test_nothing_else_of_the_report_is_in_the_copy(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    opened = open_investigation(member=arend.unlocked, investigation=investigation())

    assert opened.document == DOCUMENT
    assert opened.card == {"school": "mbo Zeewaarde", "title": TITLE}
    assert not hasattr(investigation().dossier, "report")
    assert not investigation().dossier.messages.exists()


def test_the_copy_has_no_reporter_and_opens_with_no_code(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    copy = investigation().dossier

    assert copy.locator is None
    assert not copy.wraps.filter(holder=Holder.REPORTER).exists()
    assert copy.vault == Body.sbb().vault


def test_the_copy_is_wrapped_for_every_admitted_advisor_and_the_recovery_key(scene: Scene) -> None:
    make_sbb_recovery()
    one, other = make_advisor("Arend Adviseur"), make_advisor("Aafke Adviseur")
    make_advisor("Wacht Nog", state=RecipientState.KEYED)
    scene.hand_over()

    wraps = Wrap.objects.filter(dossier=investigation().dossier)
    assert set(wraps.filter(holder=Holder.MEMBER).values_list("user", flat=True)) == {
        one.user.pk,
        other.user.pk,
    }
    assert wraps.filter(holder=Holder.RECOVERY).count() == 2


def test_the_case_is_with_sbb_and_its_turn_is_sbbs(scene: Scene, arend: Member) -> None:
    scene.hand_over()

    assert scene.case.status == Status.FORWARDED_SBB
    assert scene.case.turn == Turn.SBB


def test_both_sides_have_an_event_and_neither_names_the_other(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    copy = investigation().dossier_id

    assert events(scene.filed.dossier.pk, Verb.HANDED_OVER) == 1
    assert events(copy, Verb.COPY_RECEIVED) == 1


def test_the_first_term_is_three_working_days(scene: Scene, arend: Member) -> None:
    with suppose(dt.date(2026, 12, 23)):  # a Wednesday; Christmas is Friday and Saturday
        asked = scene.consent()
        scene.hand_over(asked)

    assert investigation().due_on == dt.date(2026, 12, 29)


@pytest.mark.parametrize("answer", [None, State.NO, State.LATER])
def test_without_a_yes_nothing_leaves(scene: Scene, arend: Member, answer: State | None) -> None:
    asked = scene.consent(answer=answer)

    with pytest.raises(NoConsent):
        scene.hand_over(asked)
    assert not Investigation.objects.exists()
    assert not Handover.objects.exists()


def test_a_yes_that_was_taken_back_hands_over_nothing(scene: Scene, arend: Member) -> None:
    asked = scene.consent()
    scene.answer(asked, State.NO)

    with pytest.raises(NoConsent):
        scene.hand_over(asked)
    assert not Investigation.objects.exists()


def test_a_yes_to_another_step_hands_over_nothing(scene: Scene, arend: Member) -> None:
    asked = scene.consent(step=Step.BODY)

    with pytest.raises(NoConsent):
        scene.hand_over(asked)
    assert not Investigation.objects.exists()


def test_a_double_click_hands_over_once(scene: Scene, arend: Member) -> None:
    asked = scene.consent()
    first = scene.hand_over(asked)
    again = actions.hand_over(member=scene.mehmet.unlocked, case=scene.case, consent_id=asked.pk)

    assert again.handover == first
    assert not again.is_new
    assert Investigation.objects.count() == 1
    assert events(scene.filed.dossier.pk, Verb.HANDED_OVER) == 1
    assert YearlyCount.objects.get(what="received").number == 1


def test_where_nobody_at_sbb_can_read_the_yes_stays_as_it_was(scene: Scene) -> None:
    asked = scene.consent()

    with pytest.raises(VaultNotSetUp):
        scene.hand_over(asked)
    assert Consent.objects.get(pk=asked.pk).state == State.YES
    assert Dossier.objects.count() == 1
    assert scene.case.turn != Turn.SBB


def test_a_hogeschool_hands_nothing_to_sbb(arend: Member) -> None:
    school = make_school("duinkerk", "Hogeschool Duinkerk", Sector.HBO)
    scene = Scene(school, make_team(school), file(school))
    asked = scene.consent()

    with pytest.raises(PermissionDenied):
        scene.hand_over(asked)
    assert not Investigation.objects.exists()


def test_a_member_of_another_school_hands_over_nothing(scene: Scene, arend: Member) -> None:
    other = make_school("anders", "mbo Anders")
    stranger = make_team(other)[0]
    asked = scene.consent()

    with pytest.raises((PermissionDenied, NotOnKeyring)):
        actions.hand_over(member=stranger.unlocked, case=scene.case, consent_id=asked.pk)
    assert not Investigation.objects.exists()


def test_another_dossiers_yes_hands_over_nothing(scene: Scene, arend: Member) -> None:
    other = Scene(scene.school, scene.team, file(scene.school))
    asked = other.consent()

    with pytest.raises(NoConsent):
        actions.hand_over(member=scene.mehmet.unlocked, case=scene.case, consent_id=asked.pk)
    with pytest.raises(NoConsent):
        actions.hand_over(member=scene.mehmet.unlocked, case=scene.case, consent_id=uuid4())
    assert not Investigation.objects.exists()


def test_withdrawing_leaves_sbbs_copy_and_cuts_the_link(scene: Scene, arend: Member) -> None:
    """P6: copies handed over with consent stay with their receiver."""
    scene.hand_over()
    reporter.withdraw(own=own(scene.filed))

    assert not Case.objects.exists()
    assert not Handover.objects.exists()
    opened = open_investigation(member=arend.unlocked, investigation=investigation())
    assert opened.document == DOCUMENT
