"""What the pages of a case show: values for the templates, nothing sealed longer than needed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reports.attachments import storage
from reports.casework import deadlines
from reports.casework.forms import readers_of
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import OpenCase
from reports.dossiers.actions import Kind, Said, Side
from reports.dossiers.vocabulary import Form, Ground, Phase, Wish
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import day_month, short_date
from stagebaken.web.days import today


@dataclass(frozen=True)
class Due:
    """A deadline as people say it."""

    day: date
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_today(self) -> bool:
        return self.days_left == 0

    @property
    def days_late(self) -> int:
        return -self.days_left


def due(case: Case, day: date) -> Due | None:
    """The deadline of the school's turn; the reporter's turn has none."""
    if case.due_on is None or case.turn != Turn.SCHOOL:
        return None
    return Due(case.due_on, (case.due_on - day).days)


@dataclass(frozen=True)
class Row:
    """One line of the list. `card` is empty while the vault is closed."""

    case: Case
    due: Due | None
    is_new: bool
    card: dict[str, Any]

    @property
    def grounds(self) -> list[str]:
        return labels(Ground, self.card.get("grounds", []))

    @property
    def phases(self) -> list[str]:
        return labels(Phase, self.card.get("phases", []))

    @property
    def task(self) -> str:
        """What asks for attention: a key the template turns into words."""
        if self.case.status == Status.RECEIVED:
            return "acknowledge"
        if self.case.turn == Turn.SCHOOL:
            return "answer"
        return "wait"


def labels(
    choices: type[Ground] | type[Phase] | type[Form] | type[Wish], values: list[str]
) -> list[str]:
    """Labels in the reader's language; what a later version knows is shown as it stands."""
    known = dict(choices.choices)
    return [str(known.get(value, value)) for value in values]


def outer_limit(case: Case) -> date:
    """The legal outer limit that runs now (R7)."""
    if case.acknowledged_on is None:
        return deadlines.acknowledge_limit(case.received_on)
    return deadlines.feedback_limit(case.acknowledged_on)


def case_page(opened: OpenCase, user: User) -> dict[str, Any]:
    """Everything that the page of one case shows."""
    account, case = opened.account, opened.case
    return {
        "opened": opened,
        "case": case,
        "account": account,
        "decisions": opened.decisions,
        "due": due(case, today()),
        "outer_limit": outer_limit(case),
        "wish": labels(Wish, [opened.decisions.wish])[0],
        "reader_names": [reader.name for reader in readers_of(case)],
        "facts": facts(opened),
        "files": storage.listing(dossier=case.dossier, keys=opened.keys),
        "conversation": [message(said, user) for said in opened.conversation],
        "timeline": timeline(case),
        "has_address": case.dossier.report.address is not None,
        "has_staff_key": opened.keys.staff is not None,
    }


def facts(opened: OpenCase) -> list[tuple[str, str]]:
    """What was filed, as label and value; what was not told is left out."""
    account, decisions = opened.account, opened.decisions
    rows = [
        (_("Bedrijf"), account.company_text),
        (_("Waar"), ", ".join(labels(Phase, account.phases))),
        (_("Gronden"), ", ".join(labels(Ground, account.grounds))),
        (_("Vorm"), ", ".join(labels(Form, account.forms))),
        (_("Wanneer"), account.when),
        (_("Melder"), "\n".join(filter(None, [decisions.known_as, decisions.known_contact]))),
        (_("Mag dit niet weten"), decisions.outsiders),
        (_("Ontvangen"), short_date(opened.case.received_on)),
        (_("Uiterste termijn"), short_date(outer_limit(opened.case))),
    ]
    return [(label, value) for label, value in rows if value]


def message(said: Said, user: User) -> dict[str, Any]:
    """One turn of the conversation as the team sees it."""
    is_staff = said.side == Side.STAFF
    author = said.author if is_staff else _("Melder")
    kinds = {
        Kind.ADDITION: _("aanvulling op de melding"),
        Kind.DECISION: _("besluit van de melder"),
    }
    return {
        "is_own": is_staff,
        "author": _("Jij") if is_staff and said.author == user.name else author,
        "role": said.role if is_staff else kinds.get(Kind(said.kind), ""),
        "when": day_month(said.day),
        "text": said.text,
    }


ICONS = {Status.RECEIVED: "lock", Status.ACKNOWLEDGED: "check"}


def timeline(case: Case) -> list[dict[str, Any]]:
    """The history of the case, newest first."""
    events = reversed(list(case.events.all()))
    return [
        {
            "icon": ICONS.get(Status(event.status), "clock"),
            "text": event.get_status_display(),
            "when": day_month(event.day),
        }
        for event in events
    ]
