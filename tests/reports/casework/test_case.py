"""What a team does with a report, and who does not see that there is one."""

import pytest
from django.core.exceptions import PermissionDenied

from reports.casework import actions
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import open_case, read_cards
from reports.casework.policy import POLICY
from reports.notices.models import News
from reports.reporter import actions as reporter
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.errors import LastHolder, NotOnKeyring
from tests.cast import duinkerk, make_member, make_team, zeewaarde
from tests.reports.filing import STORY, file, own

pytestmark = pytest.mark.django_db


def test_the_team_reads_what_the_student_wrote() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    case = file(school).dossier.case

    opened = open_case(member=mehmet.unlocked, case=case)

    assert opened.account.account == STORY
    assert opened.account.grounds == ["race", "religion"]


def test_an_opening_is_in_the_log_before_anything_is_read() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    case = file(school).dossier.case

    open_case(member=mehmet.unlocked, case=case)

    event = Event.objects.of_dossier(case.dossier_id).order_by("-seq").first()
    assert event is not None
    assert (event.verb, event.actor_id) == (Verb.OPENED, mehmet.user.pk)


def test_an_excluded_member_finds_no_case_no_news_and_no_key() -> None:
    school = zeewaarde()
    mehmet, ilse, wim = make_team(school)
    case = file(school, excluded=(wim.user,)).dossier.case

    assert not POLICY.visible_to(wim.user).exists()
    assert not News.objects.filter(recipient=wim.recipient).exists()
    assert read_cards(member=wim.unlocked, cases=[case]) == {}
    with pytest.raises(NotOnKeyring):
        open_case(member=wim.unlocked, case=case)
    assert set(POLICY.visible_to(mehmet.user)) == set(POLICY.visible_to(ilse.user)) == {case}


def test_a_member_of_another_school_finds_nothing() -> None:
    school = zeewaarde()
    make_team(school)
    stranger = make_member(duinkerk(), name="Els Vreemd")
    file(school)

    assert not POLICY.visible_to(stranger.user).exists()


def test_the_first_answer_confirms_receipt_and_gives_the_turn_to_the_reporter() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    filed = file(school)

    actions.reply(member=mehmet.unlocked, case=filed.dossier.case, text="Ik geloof je.")

    case = Case.objects.get()
    assert (case.status, case.turn) == (Status.ACKNOWLEDGED, Turn.REPORTER)
    assert [said.text for said in own(filed).conversation] == ["Ik geloof je."]


def test_the_same_answer_sent_twice_is_one_answer() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    filed = file(school)
    once = filed.dossier.pk  # any random mark of a form

    for _ in range(2):
        actions.reply(member=mehmet.unlocked, case=filed.dossier.case, text="Dank je.", once=once)

    assert len(own(filed).conversation) == 1


def test_a_note_is_for_the_team_and_never_for_the_reporter() -> None:
    school = zeewaarde()
    mehmet, ilse, _ = make_team(school)
    filed = file(school)
    actions.add_note(member=mehmet.unlocked, case=filed.dossier.case, text="Bel de mentor niet.")

    opened = open_case(member=ilse.unlocked, case=filed.dossier.case)

    assert [note.text for note in opened.notes] == ["Bel de mentor niet."]
    assert own(filed).keys.staff is None


def test_who_recuses_loses_the_case_and_its_news() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    case = file(school).dossier.case
    actions.assign(member=mehmet.unlocked, case=case, assignee=mehmet.user)

    actions.recuse(member=mehmet.unlocked, case=case)

    assert not POLICY.visible_to(mehmet.user).exists()
    assert not News.objects.filter(recipient=mehmet.recipient).exists()
    assert Case.objects.get().assignee is None


def test_the_last_reader_cannot_leave_the_reporter_alone() -> None:
    school = zeewaarde()
    mehmet, ilse, wim = make_team(school)
    case = file(school, excluded=(ilse.user, wim.user)).dossier.case

    with pytest.raises(LastHolder):
        actions.recuse(member=mehmet.unlocked, case=case)


def test_a_case_goes_only_to_who_can_open_it() -> None:
    school = zeewaarde()
    mehmet, _ilse, wim = make_team(school)
    case = file(school, excluded=(wim.user,)).dossier.case

    with pytest.raises(PermissionDenied):
        actions.assign(member=mehmet.unlocked, case=case, assignee=wim.user)


def test_what_the_reporter_writes_is_news_until_it_is_opened() -> None:
    school = zeewaarde()
    mehmet, ilse, _ = make_team(school)
    filed = file(school)
    open_case(member=mehmet.unlocked, case=filed.dossier.case)
    assert not News.objects.filter(recipient=mehmet.recipient).exists()
    assert News.objects.filter(recipient=ilse.recipient).exists()

    reporter.send(own=own(filed), text="Er is nog iets.")

    assert News.objects.filter(recipient=mehmet.recipient).exists()
