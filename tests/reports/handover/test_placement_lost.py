"""SBB ends a recognition: where the letter is filed, the student's placement is asked about."""

import pytest

from placements.accreditations.models import Key
from reports.casework.opening import open_case
from reports.casework.place import Place
from reports.dossiers.actions import read_account
from reports.handover import actions, linking
from reports.handover.models import Handover, Reply
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion
from reports.replacing import matter as matters
from reports.replacing.closing import Replacing
from tests.cast import Member
from tests.reports.filing import own
from tests.reports.handover.advising import NO_ACTION, company, conclude, suspension
from tests.reports.handover.conftest import Scene, investigation


def place(scene: Scene) -> Place:
    mine = own(scene.filed)
    return Replacing().place(scene.case, mine.keys, is_lost=False)


def file_it(scene: Scene) -> None:
    reply = Reply.objects.select_related("letter", "handover").latest("received_on")
    actions.file_reply(
        member=scene.mehmet.unlocked, case=scene.case, reply=reply, text="SBB schreef ons."
    )


@pytest.mark.parametrize("ends", [Conclusion.SUSPENDED, Conclusion.WITHDRAWN])
def test_a_letter_that_ends_the_recognition_starts_the_task(
    scene: Scene, arend: Member, handover: Handover, key: Key, ends: Conclusion
) -> None:
    """The reporter typed the company: no register leads from this report to it."""
    mine = own(scene.filed)
    assert read_account(report=scene.case.dossier.report, keys=mine.keys).company_id == ""
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    outcome = suspension(key)
    conclude(arend, Outcome(**vars(outcome) | {"conclusion": ends}))
    assert place(scene) == Place.SETTLED  # nobody of the school knows it yet
    file_it(scene)
    assert place(scene) == Place.OPEN
    known = matters.read(scene.case.dossier, mine.keys)
    assert (known.is_lost, known.stage, known.history) == (True, "none", [])
    opened = open_case(member=scene.mehmet.unlocked, case=scene.case)
    assert known == matters.read(scene.case.dossier, opened.keys)


def test_another_outcome_starts_nothing(scene: Scene, arend: Member, handover: Handover) -> None:
    conclude(arend, NO_ACTION)
    file_it(scene)
    assert place(scene) == Place.SETTLED


def test_who_has_another_place_already_is_asked_nothing_again(
    scene: Scene, arend: Member, handover: Handover, key: Key
) -> None:
    """One task in a case: what the reporter said stands."""
    from reports.replacing import own_actions

    own_actions.need_none(own=own(scene.filed))
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    conclude(arend, suspension(key))
    file_it(scene)
    assert place(scene) == Place.SETTLED
