"""What the pages of a case show: values for the templates, nothing sealed longer than needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from reports.attachments import storage
from reports.attachments.storage import StoredFile
from reports.casework.forms import readers_of
from reports.casework.logbook import logbook
from reports.casework.models import Case, Status
from reports.casework.opening import OpenCase
from reports.casework.steps import next_steps
from reports.casework.words import WISHES, came_to, with_line
from reports.dossiers import panels
from reports.dossiers.actions import Kind, Said, Side
from reports.dossiers.vocabulary import Danger, Form, Ground, Perspective, Phase
from schools.teams.people import in_words
from stagebaken.accounts.models import Role, User
from stagebaken.ui.templatetags.ui import day_month, short_date
from stagebaken.web.days import today


@dataclass(frozen=True)
class Due:
    """A deadline as people say it."""

    day: date
    days_left: int
    paused_days: int | None = None  # working days of the own term, while it stands still

    @property
    def is_paused(self) -> bool:
        """The own term stands still, and the outer limit, which never does, is not near."""
        return self.paused_days is not None and self.days_left > settings.LIMIT_NEAR_DAYS

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
    """The deadline that runs now; while the own term stands still, the outer limit."""
    if case.due_on is None:
        return None
    return Due(case.due_on, (case.due_on - day).days, case.paused_days)


def labels(choices: type[TextChoices], values: list[str]) -> list[str]:
    """Labels in the reader's language; what a later version knows is shown as it stands."""
    known = dict(choices.choices)
    return [str(known.get(value, value)) for value in values]


def case_page(opened: OpenCase, user: User) -> dict[str, Any]:
    """Everything that the page of one case shows."""
    case = opened.case
    files = storage.listing(dossier=case.dossier, keys=opened.keys)
    return {
        "opened": opened,
        "case": case,
        "account": opened.account,
        "decisions": opened.decisions,
        "title": opened.account.title() or _("Melding zonder tekst"),
        "due": due(case, today()),
        "outer_limit": case.limit_on,
        "steps": next_steps(opened),
        "wish": str(WISHES.get(opened.decisions.wish, opened.decisions.wish)),
        "reader_names": names(readers_of(case), user),
        "facts": facts(opened),
        "days": days(opened.case),
        "files": [file_line(case, file) for file in files],
        "conversation": [message(said, case, user, files) for said in opened.conversation],
        "timeline": timeline(case),
        "logbook": logbook(case),
        "has_address": case.dossier.report.address is not None,
        "has_staff_key": opened.keys.staff is not None,
        "panels": panels.CASE.shown(opened, user),
    }


def names(readers: Iterable[User], user: User) -> str:
    """Who can open it, the reader of the page first."""
    others = [reader.name for reader in readers if reader != user]
    return ", ".join([_("jij"), *others])


def file_line(case: Case, file: StoredFile) -> dict[str, Any]:
    return {
        "name": file.label,
        "url": reverse("casework:file", args=[case.pk, file.id]),
        "size": filesizeformat(file.size),
        "icon": file.icon,
        "by": file.by,
    }


def facts(opened: OpenCase) -> list[tuple[str, str]]:
    """What was filed, as label and value; what was not told is left out."""
    account, decisions = opened.account, opened.decisions
    rows = [
        (_("Bedrijf"), account.company_text),
        (_("In gevaar bij het melden"), ", ".join(labels(Danger, [account.danger]))),
        (_("Wie het overkwam"), ", ".join(labels(Perspective, [account.perspective]))),
        (_("Wanneer ging het mis"), ", ".join(labels(Phase, account.phases))),
        (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
        (_("Wat er gebeurde"), ", ".join(labels(Form, account.forms))),
        (_("Wanneer het was"), account.when),
        (_("Leest liever"), other_language(account.language)),
        (_("Melder"), "\n".join(filter(None, [decisions.known_as, decisions.known_contact]))),
        (_("Mag dit niet weten"), decisions.outsiders),
    ]
    return [(label, value) for label, value in rows if value]


def other_language(code: str) -> str:
    """The name of a language that is not the usual one: of that, nothing needs to be said."""
    usual = {"", settings.LANGUAGE_CODE}
    return "" if code in usual or code not in dict(settings.LANGUAGES) else language_name(code)


def language_name(code: str) -> str:
    """As the reader calls it."""
    return str(get_language_info(code)["name_translated"])


def days(case: Case) -> list[tuple[str, str]]:
    """When it came, what was promised, and when it ended."""
    rows = [
        (_("Ontvangen"), short_date(case.received_on)),
        (_("Termijn van je school"), own_term(case)),
        (_("Uiterste datum"), short_date(case.limit_on)),
        (_("Afgerond"), short_date(case.closed_on)),
    ]
    return [(label, value) for label, value in rows if value]


def own_term(case: Case) -> str:
    """The school's own term, or that it stands still."""
    if case.paused_days is None:
        return short_date(case.term_on)
    days = max(case.paused_days, 0)
    return ngettext(
        "Staat stil zolang de melder aan de beurt is, daarna nog %(days)s werkdag",
        "Staat stil zolang de melder aan de beurt is, daarna nog %(days)s werkdagen",
        days,
    ) % {"days": days}


def message(said: Said, case: Case, user: User, files: Sequence[StoredFile] = ()) -> dict[str, Any]:
    """One turn of the conversation as the team sees it."""
    is_staff = said.side == Side.STAFF
    author = said.author if is_staff else _("Melder")
    came = {"day": day_month(said.arrived)}
    kinds = {
        Kind.ADDITION: _("aanvulling op de melding"),
        Kind.DECISION: _("besluit van de melder"),
        Kind.STEP: _("stap in de zaak"),
        Kind.HEARD: _("antwoord van het bedrijf, helemaal"),
        Kind.HEARD_IN_PART: _("antwoord van het bedrijf, ingekort voor de melder"),
        Kind.FROM_SBB: _("brief aan de school, helemaal"),
        Kind.FROM_SBB_IN_PART: _("brief aan de school, in woorden van het team"),
        Kind.ANSWERED: _("antwoord van %(day)s, helemaal") % came,
        Kind.ANSWERED_IN_PART: _("antwoord van %(day)s, ingekort voor de melder") % came,
    }
    return {
        "is_own": is_staff,
        "author": _("Jij") if is_staff and said.author == user.name else author,
        "role": kinds.get(Kind(said.kind), role_name(said.role) if is_staff else ""),
        "when": day_month(said.day),
        "text": with_line(said.text, said.step),
        "files": [file_line(case, file) for file in files if str(file.id) in said.files],
    }


def role_name(role: str) -> str:
    """A role in the reader's language, as in the middle of a sentence; or a title."""
    return str(Role(role).label).lower() if role in Role.values else in_words(role)


ICONS = {
    Status.RECEIVED: "lock",
    Status.ACKNOWLEDGED: "check",
    Status.INTAKE: "message",
    Status.HEARING: "people",
    Status.FORWARDED_SBB: "next",
    Status.OUTCOME_KNOWN: "flag",
    Status.CLOSED: "check",
}


def timeline(case: Case) -> list[dict[str, Any]]:
    """The history of the case, newest first."""
    events = reversed(list(case.events.all()))
    return [
        {
            "icon": ICONS.get(Status(event.status), "clock"),
            "text": came_to(event.status),
            "when": day_month(event.day),
        }
        for event in events
    ]
