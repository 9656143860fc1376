"""What the team must see first of a report: danger, a witness, a colleague who wrote it down."""

from typing import Any

from django.utils.translation import gettext as _

from reports.casework.danger import standing
from reports.casework.opening import OpenCase
from reports.casework.pages import labels, role_name
from reports.dossiers.account import Account
from reports.dossiers.panels import Panel
from reports.dossiers.vocabulary import Channel, Danger
from stagebaken.accounts.models import User


def marks(opened: OpenCase, _user: User) -> dict[str, Any] | None:
    account = opened.account
    now = standing(account, opened.case.received_on, opened.conversation)
    if not (now.danger or account.is_of_witness or account.taken_by):
        return None
    return {
        "danger": labels(Danger, [now.danger])[0] if now.danger else "",
        "now": now,
        "case": opened.case,
        "is_of_witness": account.is_of_witness,
        "taken": taken_by(account),
    }


def taken_by(account: Account) -> str:
    """Who wrote it down and how they heard it; empty when the reporter did it alone."""
    if not account.taken_by:
        return ""
    who = ", ".join(filter(None, [account.taken_by, role_name(account.taken_role)]))
    how = {
        Channel.BESIDE: _("%s, terwijl de student ernaast zat"),
        Channel.PHONE: _("%s, aan de telefoon met de student"),
        Channel.PAPER: _("%s, van een papier van de student"),
    }
    return how[Channel(account.channel)] % who if account.channel in how else who


PANEL = Panel(
    name="intake.marks", slot="top", order=0, template="intake/_marks.html", context=marks
)
