"""Mail to staff and to a reporter: without content, without a trace of whom or when."""

from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from reports.casework.opening import open_case
from reports.notices import rounds
from reports.notices.actions import MailNotSent, tell_reporter
from reports.notices.models import News
from reports.reporter import actions
from schools.teams.models import MailFailure
from tests.cast import make_team, zeewaarde
from tests.reports.filing import STORY, file, own

pytestmark = pytest.mark.django_db

ADDRESS = "kanarie.van.de.melder@elders.example"


class BrokenServer(BaseEmailBackend):
    """A mail server that quotes the address in its error, as real ones do."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPException(f"550 no such user: {email_messages[0].to}")


def run_round() -> None:
    for user_id in rounds.members_with_news():
        rounds.mail_member(user_id)


def test_a_round_mails_each_member_once_however_much_is_new() -> None:
    school = zeewaarde()
    make_team(school)
    file(school)
    file(school)

    run_round()
    run_round()

    assert len(mail.outbox) == 3
    assert len({(message.subject, str(message.body)) for message in mail.outbox}) == 1


def test_an_excluded_member_gets_no_mail() -> None:
    school = zeewaarde()
    _mehmet, _ilse, wim = make_team(school)
    file(school, excluded=(wim.user,))

    run_round()

    assert wim.user.email not in {address for message in mail.outbox for address in message.to}


def test_who_opened_it_before_the_round_gets_no_mail() -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    case = file(school).dossier.case
    open_case(member=mehmet.unlocked, case=case)

    run_round()

    assert mehmet.user.email not in {address for message in mail.outbox for address in message.to}


def test_staff_mail_holds_no_content_name_or_number() -> None:
    school = zeewaarde()
    make_team(school)
    case = file(school).dossier.case
    run_round()
    for message in mail.outbox:
        raw = message.message().as_string()
        for secret in (STORY, case.number, str(case.pk), str(case.dossier_id), school.name):
            assert secret not in raw


def test_mail_that_fails_is_shown_and_tried_again(settings: Any) -> None:
    school = zeewaarde()
    mehmet, *_ = make_team(school)
    file(school)
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    assert not rounds.mail_member(mehmet.user.pk)
    assert MailFailure.objects.filter(user=mehmet.user).exists()

    settings.EMAIL_BACKEND = works
    assert rounds.mail_member(mehmet.user.pk)
    assert not MailFailure.objects.filter(user=mehmet.user).exists()
    assert not News.objects.filter(recipient=mehmet.recipient, is_mailed=False).exists()


def test_a_new_act_after_the_mail_is_mailed_again() -> None:
    school = zeewaarde()
    make_team(school)
    filed = file(school)
    run_round()
    actions.send(own=own(filed), text="Nog iets.")
    run_round()
    assert len(mail.outbox) == 6


def test_a_reporter_is_told_without_content() -> None:
    school = zeewaarde()
    make_team(school)
    mine = own(file(school, address=ADDRESS))

    assert tell_reporter(report=mine.report, keys=mine.keys)

    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert school.name not in message.message().as_string()
    assert "meld" not in (message.subject + str(message.body)).lower()


def test_without_an_address_nobody_is_mailed() -> None:
    school = zeewaarde()
    make_team(school)
    mine = own(file(school))
    assert not tell_reporter(report=mine.report, keys=mine.keys)
    assert not mail.outbox


def test_a_failing_server_never_puts_the_address_into_an_error(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    school = zeewaarde()
    make_team(school)
    mine = own(file(school, address=ADDRESS))

    with pytest.raises(MailNotSent) as caught:
        tell_reporter(report=mine.report, keys=mine.keys)

    assert ADDRESS not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_an_address_that_no_mail_can_carry_breaks_no_answer() -> None:
    """A form takes it for an address; only writing the message shows that it is none."""
    school = zeewaarde()
    make_team(school)
    impossible = f"a@{'é' * 60}.nl"
    validate_email(impossible)
    mine = own(file(school, address=impossible))

    with pytest.raises(MailNotSent):
        tell_reporter(report=mine.report, keys=mine.keys)
