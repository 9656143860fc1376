"""Who may not see the case any more has no task in it and leaves no name behind (P2)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from reports.casework.actions import recuse
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.intake.actions import FiledReport
from reports.reporter.readers import choose_readers
from reports.tasks import actions
from reports.tasks.models import Task
from stagebaken.audit.models import Verb
from stagebaken.backup.signals import restored
from stagebaken.vault import keyring
from tests.cast import Member
from tests.reports.casework.conftest import Desk, text
from tests.reports.filing import own
from tests.reports.tasks.conftest import Write, post, tick

pytestmark = pytest.mark.django_db


def names_on(case: Case, by: Member) -> set[str]:
    keys = keys_for(member=by.unlocked, case=case, verb=Verb.OPENED)
    return {one.assignee for one in actions.opened(case, keys)}


def test_who_is_excluded_has_no_task_and_leaves_no_name(
    team: list[Member], filed: FiledReport, case: Case, write: Write
) -> None:
    """Attack: a colleague reads from the assignee that the excluded person was part of it."""
    write(by=1, assignee=team[0].user)
    choose_readers(own=own(filed), excluded=[team[0].user])
    assert Task.objects.get().assignee is None
    assert names_on(case, team[1]) == {""}
    choose_readers(own=own(filed), excluded=[])
    assert names_on(case, team[1]) == {""}  # let in again is not given again


def test_who_steps_back_has_no_task(team: list[Member], case: Case, write: Write) -> None:
    write(assignee=team[0].user)
    recuse(member=team[0].unlocked, case=case)
    assert Task.objects.get().assignee is None


def test_a_name_of_who_may_not_read_is_not_shown_whatever_the_row_says(
    team: list[Member], case: Case, write: Write
) -> None:
    """Attack: a row that nobody cleaned, of a member whose key was destroyed another way."""
    write(by=1, assignee=team[0].user)
    keyring.exclude(case.dossier, [team[0].user])
    assert Task.objects.get().assignee == team[0].user
    assert names_on(case, team[1]) == {""}


def test_a_restored_backup_gives_no_task_back(team: list[Member], case: Case, write: Write) -> None:
    write(by=1, assignee=team[0].user)
    write(by=1, assignee=team[1].user)
    keyring.exclude(case.dossier, [team[0].user])
    restored.send(sender=None)
    assert set(Task.objects.values_list("assignee", flat=True)) == {None, team[1].user.pk}


def test_nobody_gives_a_task_to_who_may_not_read(
    mehmet: Desk, team: list[Member], case: Case, write: Write
) -> None:
    keyring.exclude(case.dossier, [team[2].user])
    page = mehmet.client.get(reverse("tasks:new", args=[case.pk]))
    assert team[2].user.name not in text(page)
    assert post(mehmet, case, assignee=str(team[2].user.pk)).status_code == 422
    with pytest.raises(PermissionDenied):
        write(assignee=team[2].user)


def test_an_excluded_member_finds_no_page(mehmet: Desk, case: Case, write: Write) -> None:
    task = write()
    keyring.exclude(case.dossier, [mehmet.member.user])
    assert post(mehmet, case).status_code == 404
    assert post(mehmet, case, task).status_code == 404
    assert tick(mehmet, case, task) == 404
