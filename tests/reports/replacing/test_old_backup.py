"""A row of a backup is put back, and with it a yes to a search that was taken back since (P6)."""

from collections.abc import Callable

import pytest

from placements.replacement.models import ReplacementRequest
from reports.casework.models import Case
from reports.replacing.matter import Stage
from reports.replacing.models import Replacing
from stagebaken.backup.signals import restored
from tests.reports.replacing.conftest import Reporter, Team


def revoke(_team: Team, reporter: Reporter) -> None:
    reporter.post("terug/")


def ask_anew(team: Team, reporter: Reporter) -> None:
    team.ask(wishes="Een heel andere wens")
    reporter.answer("nee")


def want_else(_team: Team, reporter: Reporter) -> None:
    """The reporter takes out a detail that could tell who they are, and takes that yes back."""
    reporter.post("", near="Oosterhaven", wishes="")
    reporter.post("terug/")


@pytest.mark.parametrize("undone", [revoke, ask_anew, want_else])
def test_a_yes_that_was_taken_back_does_not_return_with_a_backup(
    mehmet: Team, reporter: Reporter, case: Case, undone: Callable[[Team, Reporter], None]
) -> None:
    """Attack: restore what was saved between the yes and the no, then open the request."""
    mehmet.ask()
    reporter.answer("ja")
    backup = Replacing.objects.get(pk=case.dossier_id)
    undone(mehmet, reporter)
    put_back(backup)

    mehmet.open()

    assert not ReplacementRequest.objects.exists()
    assert reporter.matter.stage == Stage.REVOKED
    mehmet.ask()
    reporter.answer("ja")
    mehmet.open()
    assert ReplacementRequest.objects.exists(), "a new yes stands"


def test_a_search_that_was_opened_stays_through_a_restore(mehmet: Team, reporter: Reporter) -> None:
    """A yes was taken back once, given again and carried out: the link to the request is kept."""
    for verb in ("ja", "terug/", "ja"):
        if verb == "ja":
            mehmet.ask()
            reporter.answer("ja")
        else:
            reporter.post(verb)
    mehmet.open()
    before = reporter.matter
    restored.send(sender=None)
    assert reporter.matter == before
    assert before.request


def put_back(backup: Replacing) -> None:
    backup.save()
    restored.send(sender=None)
