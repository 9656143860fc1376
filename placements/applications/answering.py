"""The verbs of a company. It never needs, and never gets, the student to take one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from placements.applications import errors, steps, tasks
from placements.applications.models import Application
from placements.applications.transitions import Reason, State, Who, may, reasons_from
from placements.contacts import policy as contacts
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@transaction.atomic
def see(*, by: User, application: Application) -> Application:
    """The first opening; the student is told the day. Opening again changes nothing."""
    held = _held(by, application)
    if may(held.state, State.SEEN, who=Who.COMPANY):
        steps.move(held, State.SEEN, Who.COMPANY)
    return held


@transaction.atomic
def invite(*, by: User, application: Application, talk_on: date, talk_text: str) -> Application:
    """Ask for a conversation. The name comes when the student accepts."""
    held = _held(by, application)
    if talk_on <= today():
        raise errors.DayPassed
    steps.move(held, State.INVITED, Who.COMPANY, talk_on=talk_on, talk_text=talk_text)
    return _told(held)


@transaction.atomic
def offer(*, by: User, application: Application, offer_text: str = "") -> Application:
    held = _held(by, application)
    steps.move(held, State.OFFERED, Who.COMPANY, offer_text=offer_text)
    return _told(held)


@transaction.atomic
def refuse(*, by: User, application: Application, reason: Reason, explanation: str) -> Application:
    """With one of the objective reasons, explained: the student reads both."""
    held = _held(by, application)
    if reason not in reasons_from(held.state) or not explanation.strip():
        raise errors.WrongReason
    steps.move(held, State.REFUSED, Who.COMPANY, reason=reason, explanation=explanation.strip())
    return _told(held)


def _held(by: User, application: Application) -> Application:
    if not contacts.companies_of(by).filter(pk=application.company_id).exists():
        raise PermissionDenied
    return steps.locked(application.pk)


def _told(application: Application) -> Application:
    """Mail the student that something happened; the words say neither what nor where."""
    tasks.mail_student.enqueue(str(application.pk))
    return application
