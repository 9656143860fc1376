"""The yes is taken back, or the report withdrawn, while a member opens the request."""

import pytest

from placements.replacement.models import ReplacementRequest
from placements.replacement.wanted import Wanted
from reports.replacing import actions, own_actions
from reports.replacing import matter as matters
from reports.replacing.matter import IllegalStage, Stage
from reports.reporter.actions import withdraw
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Dossier
from tests.cast import make_team, zeewaarde
from tests.reports.casework.test_races import at_once
from tests.reports.filing import file, own

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WANTED = Wanted(near="Oosterhaven")
GONE = (actions.NoConsent, NotOnKeyring, Dossier.DoesNotExist)


@pytest.mark.parametrize("attempt", range(4))
def test_revoked_while_opened_one_of_the_two_wins(attempt: int) -> None:
    school = zeewaarde()
    member = make_team(school)[0]
    mine = own(file(school))
    assert mine.case is not None
    case = mine.case
    own_actions.ask_for_place(own=mine, wanted=WANTED, closes=True)

    def open_it() -> object:
        try:
            return actions.open_agreed(member=member.unlocked, case=case)
        except actions.NoConsent:
            return None

    def revoke() -> object:
        try:
            own_actions.revoke(own=mine)
        except IllegalStage:
            return None
        return True

    opened, revoked = at_once(open_it, revoke)
    stage = matters.read(mine.dossier, mine.keys).stage
    assert bool(opened) != bool(revoked)
    assert stage == (Stage.OPENED if opened else Stage.REVOKED)
    assert ReplacementRequest.objects.count() == (1 if opened else 0)


@pytest.mark.parametrize("attempt", range(4))
def test_withdrawn_while_opened_leaves_no_request_running(attempt: int) -> None:
    school = zeewaarde()
    member = make_team(school)[0]
    mine = own(file(school))
    assert mine.case is not None
    case = mine.case
    own_actions.ask_for_place(own=mine, wanted=WANTED, closes=True)

    def open_it() -> object:
        try:
            return actions.open_agreed(member=member.unlocked, case=case)
        except GONE:
            return None

    at_once(open_it, lambda: withdraw(own=mine))
    assert not Dossier.objects.exists()
    assert not ReplacementRequest.objects.running().exists()


def test_opened_by_two_members_at_once_it_is_one_request() -> None:
    school = zeewaarde()
    first, second, _third = make_team(school)
    mine = own(file(school))
    assert mine.case is not None
    case = mine.case
    own_actions.ask_for_place(own=mine, wanted=WANTED, closes=True)
    at_once(
        lambda: actions.open_agreed(member=first.unlocked, case=case),
        lambda: actions.open_agreed(member=second.unlocked, case=case),
    )
    assert ReplacementRequest.objects.count() == 1
