"""The demo shows a told report, tasks, a witness's answer and cases beside each other."""

from dataclasses import replace

import pytest

from reports.casework.models import Case, Note
from reports.consents.models import Consent
from reports.consents.vocabulary import State
from reports.demo.scene import Scene, act, tell
from reports.demo.scene import own as opened_by
from reports.demo.teamwork import TEAMWORK, WITNESS
from reports.demo.vaults import admit
from reports.dossiers.actions import Kind
from reports.intake.actions import FiledReport
from reports.reporter.opening import MustRenew
from reports.tasks.models import Task
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.vault import passphrases
from stagebaken.web.days import today
from tests.cast import make_recovery, zeewaarde

pytestmark = pytest.mark.django_db
TOLD, WITNESSED = TEAMWORK


@pytest.fixture
def scene(db: None) -> Scene:
    """A school with those who act in these stories."""
    school = zeewaarde()
    make_recovery(school)
    found = Scene(today(), password=passphrases.new_passphrase())
    for name in ("Mehmet Aydın", "Fenna Hoekstra", "Joy Martina"):
        found.members[name] = admit(found, school, join(school, name), Role.INTERNSHIP_COORDINATOR)
    return found


def join(school: School, name: str) -> User:
    user = User.objects.create_user(f"{name[:3].lower()}@zeewaarde.example", "x", name=name)
    Membership.objects.create(user=user, school=school, role=Role.INTERNSHIP_COORDINATOR)
    return user


def play(scene: Scene, number: int) -> FiledReport:
    filed = tell(scene, TEAMWORK[number])
    for _days, who, words in TEAMWORK[number].acts:
        act(scene, filed, who, words)
    return filed


def test_a_report_that_was_told_stands_beside_the_other_about_that_company(scene: Scene) -> None:
    other = tell(scene, replace(WITNESSED, company=TOLD.company))
    filed = play(scene, 0)
    with pytest.raises(MustRenew):
        opened_by(filed)
    assert Note.objects.filter(dossier__in=[filed.dossier, other.dossier]).count() == 2
    assert Task.objects.get().assignee.name == "Joy Martina"  # type: ignore[union-attr]


def test_a_witness_answer_is_in_the_reporters_dossier(scene: Scene) -> None:
    filed = play(scene, 1)
    said = [one for one in opened_by(filed).conversation if one.kind == Kind.ANSWERED]
    assert [one.author for one in said] == [WITNESS]
    assert Consent.objects.get().state == State.CARRIED_OUT
    assert Task.objects.count() == 2
    assert Case.objects.get().dossier == filed.dossier
