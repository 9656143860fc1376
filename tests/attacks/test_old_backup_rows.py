"""A row of a backup is put back, and with it a yes that was taken back or used: no more (P6)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from reports.consents import actions as consents
from reports.consents.actions import NoConsent
from reports.consents.models import Consent
from reports.consents.vocabulary import State, Step
from stagebaken.backup.signals import restored
from stagebaken.vault import erasure
from stagebaken.web.days import suppose, today
from tests.reports.filing import own
from tests.reports.hearings.conftest import Scene, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db


def no(of: Scene, consent: UUID) -> None:
    mine = own(of.filed)
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=consent, answer=State.NO, digest="",
        day=today(),
    )  # fmt: skip


def take_back(of: Scene, consent: UUID) -> None:
    mine = own(of.filed)
    consents.take_back(dossier=mine.dossier, keys=mine.keys, consent_id=consent, day=today())


@pytest.mark.parametrize("undone", [no, take_back])
def test_a_yes_that_was_taken_back_does_not_return_with_a_backup(
    scene: Scene, undone: Callable[[Scene, UUID], None]
) -> None:
    """Attack: restore what was saved between the yes and the no, then carry it out."""
    backup = Consent.objects.get(pk=scene.consent().pk)
    undone(scene, backup.pk)
    put_back(backup)

    with pytest.raises(NoConsent):
        scene.start(backup)
    assert standing(scene) is None
    mine = own(scene.filed)
    digest = consents.opened(mine.dossier, mine.keys)[0].request.digest
    consents.answer(
        dossier=mine.dossier, keys=mine.keys, consent_id=backup.pk, answer=State.YES,
        digest=digest, day=today(),
    )  # fmt: skip
    assert standing(scene) is not None, "a new yes stands"


def test_a_yes_that_stands_stays_through_a_restore(scene: Scene) -> None:
    kept, other = (Consent.objects.get(pk=scene.consent().pk) for _ in range(2))
    no(scene, other.pk)
    put_back(kept)

    found = standing(scene)
    assert found is not None
    assert found.id == kept.pk


def carry_out(of: Scene, consent: UUID) -> None:
    mine = own(of.filed)
    consents.carry_out(
        dossier=mine.dossier, keys=mine.keys, consent_id=consent, step=Step.HEAR, day=today()
    )


def carry_out_by_exception(of: Scene, consent: UUID) -> None:
    mine = own(of.filed)
    consents.carry_out_by_exception(
        dossier=mine.dossier, keys=mine.keys, consent_id=consent, day=today()
    )


@pytest.mark.parametrize(
    ("done", "state"),
    [(carry_out, State.CARRIED_OUT), (carry_out_by_exception, State.EXCEPTION)],
)
def test_a_yes_is_not_carried_out_again_with_a_backup(
    scene: Scene, done: Callable[[Scene, UUID], None], state: State
) -> None:
    """Attack: restore what was saved before it left, and let the same text leave once more."""
    backup = Consent.objects.get(pk=scene.consent().pk)
    with suppose(today() + timedelta(days=2)):
        day = today()
        done(scene, backup.pk)
    put_back(backup)

    with pytest.raises(NoConsent):
        scene.start(backup)
    mine = own(scene.filed)
    found = consents.opened(mine.dossier, mine.keys)[0]
    assert (found.state, found.ended_on) == (state, day), "the reporter reads that it left"
    assert consents.was_carried_out(mine.dossier, mine.keys, Step.HEAR)


def test_what_was_not_carried_out_after_all_can_be_after_a_restore(scene: Scene) -> None:
    """The announcement of what failed on its way is taken back."""
    backup = Consent.objects.get(pk=scene.consent().pk)
    with transaction.atomic():
        carry_out(scene, backup.pk)
        transaction.set_rollback(True)
    erasure.retract_rolled_back()
    put_back(backup)

    assert standing(scene) is not None


def put_back(backup: Consent) -> None:
    backup.save()
    restored.send(sender=None)


def standing(of: Scene) -> consents.OpenConsent | None:
    mine = own(of.filed)
    return consents.standing(mine.dossier, mine.keys, Step.HEAR)
