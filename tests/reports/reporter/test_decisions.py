"""What a reporter decides after filing, and what each decision destroys."""

import pytest

from reports.casework import actions as casework
from reports.casework.actions import NoReaders
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.casework.policy import POLICY
from reports.dossiers.actions import EmptyText, Kind
from reports.dossiers.models import Message, Report
from reports.dossiers.vocabulary import Wish
from reports.registration.models import RegistrationRecord
from reports.reporter import actions
from reports.reporter.readers import NobodyLeft, choose_readers
from stagebaken.audit import destruction
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import NotOnKeyring, UnknownReceipt
from stagebaken.vault.models import Dossier, Wrap
from tests.cast import make_recovery, make_team, zeewaarde
from tests.reports.filing import STORY, file, own

pytestmark = pytest.mark.django_db


def test_a_kept_report_reaches_nobody_and_names_no_school() -> None:
    school = zeewaarde()
    make_team(school)

    filed = file(school, wish=Wish.KEEP)

    assert Wrap.objects.count() == 1
    assert filed.dossier.vault is None
    assert not Case.objects.exists()
    assert own(filed).account.account == STORY


def test_a_kept_report_is_handed_in_later_with_one_decision() -> None:
    school = zeewaarde()
    mehmet, _ilse, wim = make_team(school)
    filed = file(school, wish=Wish.KEEP)
    actions.send(own=own(filed), text="Weer hetzelfde.", kind=Kind.ADDITION)

    actions.change_wish(own=own(filed), wish=Wish.ACT, school=school, excluded=[wim.user])

    opened = open_case(member=mehmet.unlocked, case=Case.objects.get())
    assert opened.account.account == STORY
    assert [said.text for said in opened.conversation] == ["Weer hetzelfde."]
    assert not POLICY.visible_to(wim.user).exists()


def test_only_count_it_writes_one_record_and_filing_later_none() -> None:
    school = zeewaarde()
    make_team(school)
    filed = file(school, wish=Wish.COUNT)
    assert RegistrationRecord.objects.count() == 1
    assert Wrap.objects.count() == 1

    actions.change_wish(own=own(filed), wish=Wish.TALK, school=school)

    assert RegistrationRecord.objects.count() == 1
    assert own(filed).decisions.counted


def test_excluding_later_destroys_the_keys_of_that_person_alone() -> None:
    school = zeewaarde()
    mehmet, ilse, wim = make_team(school)
    filed = file(school)
    case = filed.dossier.case
    casework.assign(member=mehmet.unlocked, case=case, assignee=wim.user)

    choose_readers(own=own(filed), excluded=[wim.user])

    assert not POLICY.visible_to(wim.user).exists()
    assert Case.objects.get().assignee is None
    with pytest.raises(NotOnKeyring):
        keyring.open_as_member(filed.dossier, wim.unlocked)
    assert POLICY.visible_to(ilse.user).exists()


def test_letting_somebody_back_in_gives_the_story_and_later_the_notes() -> None:
    school = zeewaarde()
    mehmet, _ilse, wim = make_team(school)
    filed = file(school, excluded=(wim.user,))
    case = filed.dossier.case
    casework.add_note(member=mehmet.unlocked, case=case, text="Notitie")

    choose_readers(own=own(filed), excluded=[])

    first = open_case(member=wim.unlocked, case=Case.objects.get())
    assert first.account.account == STORY
    assert first.notes == []
    open_case(member=mehmet.unlocked, case=case)
    assert [note.text for note in open_case(member=wim.unlocked, case=case).notes] == ["Notitie"]


def test_nobody_left_to_read_is_refused_and_changes_nothing() -> None:
    school = zeewaarde()
    team = make_team(school)
    filed = file(school)

    with pytest.raises(NobodyLeft):
        choose_readers(own=own(filed), excluded=[member.user for member in team])

    assert keyring.readers(filed.dossier).count() == len(team)


def test_filing_for_a_team_that_is_all_excluded_is_refused() -> None:
    school = zeewaarde()
    team = make_team(school)

    with pytest.raises(NoReaders):
        file(school, excluded=tuple(member.user for member in team))

    assert not Dossier.objects.exists()


def test_a_closed_reporting_point_takes_nothing_in() -> None:
    school = zeewaarde()
    make_team(school)
    school.is_open = False

    with pytest.raises(NoReaders):
        file(school)

    assert not Dossier.objects.exists()


def test_an_excluded_custodian_takes_recovery_away() -> None:
    school = zeewaarde()
    make_team(school)
    recovery = make_recovery(school)
    filed = file(school, excluded=(recovery.custodians[0],))

    wraps = Wrap.objects.filter(dossier=filed.dossier, holder="recovery", state="wrapped")
    assert not wraps.exists()


@pytest.mark.django_db(transaction=True)
def test_withdrawing_leaves_an_event_and_nothing_else() -> None:
    school = zeewaarde()
    make_team(school)
    filed = file(school, address="ik@elders.example")
    dossier_id = filed.dossier.pk

    actions.withdraw(own=own(filed))

    assert not any(model.objects.exists() for model in (Dossier, Wrap, Report, Message, Case))
    assert Event.objects.filter(subject=dossier_id, verb=Verb.WITHDRAWN).count() == 1
    announced = [entry for entry in destruction.read() if entry.kind == "destroy"]
    assert [entry.ids for entry in announced] == [(dossier_id,)]
    with pytest.raises(UnknownReceipt):
        own(filed)


def test_the_same_receipt_files_once_and_the_first_story_stands() -> None:
    school = zeewaarde()
    make_team(school)
    receipt = "0" * 25
    first = file(school, receipt=receipt)

    second = file(school, receipt=receipt, story="Een ander verhaal.")

    assert (first.is_new, second.is_new) == (True, False)
    assert second.dossier == first.dossier
    assert own(second).account.account == STORY


def test_an_empty_message_is_refused() -> None:
    school = zeewaarde()
    make_team(school)
    with pytest.raises(EmptyText):
        actions.send(own=own(file(school)), text=" \n ")


def test_an_address_can_be_left_and_removed() -> None:
    school = zeewaarde()
    make_team(school)
    filed = file(school)

    actions.leave_address(own=own(filed), address="ik@elders.example")
    assert own(filed).report.address is not None
    actions.leave_address(own=own(filed), address="")
    assert own(filed).report.address is None


def test_a_name_is_for_the_team_and_can_be_taken_back() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    filed = file(school)

    actions.become_known(own=own(filed), name="Samira", contact="06")
    assert open_case(member=mehmet.unlocked, case=Case.objects.get()).decisions.known_as == "Samira"
    actions.become_known(own=own(filed), name="", contact="")
    assert open_case(member=mehmet.unlocked, case=Case.objects.get()).decisions.known_as == ""
