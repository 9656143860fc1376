"""What SBB notes, how a copy ends, and who loses it; nothing of SBB reaches the student."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from placements.accreditations.models import Key
from reports.casework.models import Case
from reports.dossiers.actions import conversation
from reports.handover import counting, ending, investigating, linking
from reports.handover.models import Handover, Investigation
from reports.handover.opening import open_investigation
from reports.handover.policy import POLICY
from reports.handover.vocabulary import IllegalState
from stagebaken.audit.models import Verb
from stagebaken.vault import letters
from stagebaken.vault.models import Dossier, Letter
from stagebaken.web.days import today
from tests.cast import Member, make_advisor
from tests.reports.filing import own
from tests.reports.handover.advising import (
    company,
    conclude,
    respond,
)
from tests.reports.handover.conftest import (
    Scene,
    events,
    investigation,
    speaks_for,
)


def test_notes_are_for_sbbs_staff_key_alone(arend: Member, handover: Handover) -> None:
    once = uuid4()
    for _ in range(2):
        investigating.add_note(
            member=arend.unlocked, investigation=investigation(), text="Gebeld.", once=once
        )
    opened = open_investigation(member=arend.unlocked, investigation=investigation())

    assert [(one.author, one.text) for one in opened.notes] == [("Arend Adviseur", "Gebeld.")]


# SBB and the student (R3)


def test_nothing_of_sbb_can_reach_the_student(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    """No message, no address, no address to send to: only a letter to the school's readers."""
    before = conversation(dossier=scene.filed.dossier, keys=own(scene.filed).keys)
    respond(arend)
    conclude(arend)

    assert conversation(dossier=scene.filed.dossier, keys=own(scene.filed).keys) == before
    copy = investigation().dossier
    assert not hasattr(copy, "report")
    holders = Letter.objects.values_list("keys__recipient__vault", flat=True)
    assert set(holders) == {scene.school.vault_id}


# The end


def test_a_copy_is_destroyed_after_sbbs_own_term(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)
    last = investigation().keep_until

    assert ending.destroy_expired(last) == 0
    assert ending.destroy_expired(last + dt.timedelta(days=1)) == 1
    assert ending.destroy_expired(last + dt.timedelta(days=1)) == 0
    assert not Investigation.objects.exists()
    assert Dossier.objects.get() == scene.filed.dossier
    assert counting.years()[today().year]["no_action"] == 1


def test_what_was_never_concluded_ends_too(arend: Member, handover: Handover) -> None:
    assert ending.destroy_expired(investigation().keep_until + dt.timedelta(days=1)) == 1


def test_an_advisor_destroys_only_what_is_closed(arend: Member, handover: Handover) -> None:
    copy = investigation()
    with pytest.raises(IllegalState):
        ending.destroy(member=arend.unlocked, investigation=copy)
    conclude(arend)
    ending.destroy(member=arend.unlocked, investigation=copy)

    assert not Investigation.objects.exists()
    assert events(copy.dossier_id, Verb.COPY_DESTROYED) == 1


def test_destroying_the_copy_leaves_the_schools_dossier(
    scene: Scene, arend: Member, handover: Handover
) -> None:
    conclude(arend)
    ending.destroy(member=arend.unlocked, investigation=investigation())

    assert Case.objects.filter(dossier=scene.filed.dossier).exists()
    assert letters.waiting(scene.filed.dossier)


# A stake in the company


def test_who_speaks_for_the_linked_company_loses_the_copy(
    arend: Member, handover: Handover, key: Key, scene: Scene
) -> None:
    aafke = make_advisor("Aafke Adviseur")
    other = Scene(scene.school, scene.team, scene.filed)
    other.hand_over(other.consent("Nog een tekst."))
    speaks_for(aafke.user, company(key))
    second = POLICY.visible_to(aafke.user).select_related("dossier__vault").get()
    linking.link_company(member=arend.unlocked, investigation=second, company=company(key))

    assert not POLICY.visible_to(aafke.user).exists()


def test_nobody_links_the_company_for_which_they_speak(
    arend: Member, handover: Handover, key: Key
) -> None:
    speaks_for(arend.user, company(key))

    with pytest.raises(PermissionDenied):
        linking.link_company(
            member=arend.unlocked, investigation=investigation(), company=company(key)
        )
