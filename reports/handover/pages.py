"""What the pages of SBB show: values for the templates, nothing sealed longer than needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.protection import keys
from placements.protection.floors import SHOWN_FROM, figure
from reports.handover.models import Investigation
from reports.handover.opening import OpenInvestigation
from reports.handover.vocabulary import Counted, ReplyKind, State
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.ui.templatetags.ui import day_month, short_date

YEARS_SHOWN = 5  # always so many, whether or not anything was counted in them
Counts = Mapping[int, Mapping[str, int]]  # by year, what was counted

ACTS: dict[str, tuple[str, Promise]] = {
    Verb.COPY_RECEIVED: ("lock", gettext_lazy("kreeg de melding van de school")),
    Verb.OPENED: ("eye", gettext_lazy("opende de melding")),
    Verb.NOTED: ("note", gettext_lazy("schreef een notitie")),
    Verb.COMPANY_LINKED: ("search", gettext_lazy("zocht het bedrijf erbij")),
    Verb.FIRST_RESPONSE: ("message", gettext_lazy("reageerde naar de school")),
    Verb.DAY_MOVED: ("clock", gettext_lazy("noemde een andere dag")),
    Verb.OUTCOME_RECORDED: ("check", gettext_lazy("legde een uitkomst vast")),
    Verb.GRANTED: ("eye", gettext_lazy("gaf een collega toegang")),
    Verb.RECOVERED: ("eye", gettext_lazy("herstelde de toegang van een collega")),
}


@dataclass(frozen=True)
class Due:
    """The date of what is next as people say it; as `casework/_due.html` shows it."""

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


def due(investigation: Investigation, day: date) -> Due | None:
    if investigation.next_on is None:
        return None
    return Due(investigation.next_on, (investigation.next_on - day).days)


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    investigation: Investigation
    due: Due | None
    card: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.card.get("title") or _("Melding van een school"))

    @property
    def about(self) -> list[str]:
        return [part for part in (self.card.get("school"), self.card.get("company")) if part]


def rows(found: Sequence[Investigation], cards: dict[UUID, dict[str, Any]], day: date) -> list[Row]:
    """Lines of the list. What cannot be opened is left out (P2, a stake)."""
    return [Row(one, due(one, day), cards[one.pk]) for one in found if one.pk in cards]


def case_page(opened: OpenInvestigation, day: date, *, needs_colleague: bool) -> dict[str, Any]:
    """Everything that the page of one copy shows."""
    investigation = opened.investigation
    return {
        "opened": opened,
        "investigation": investigation,
        "card": opened.card,
        "lines": opened.document.splitlines(),
        "due": due(investigation, day),
        "facts": facts(opened),
        "sent": [letter(one) for one in opened.sent],
        "logbook": logbook(investigation),
        "may_respond": investigation.state == State.RECEIVED,
        "may_move": investigation.state == State.EXAMINED,
        "may_conclude": investigation.state != State.CLOSED,
        "needs_colleague": needs_colleague,
        "may_decide": opened.has_company and not needs_colleague,
        "has_staff_key": opened.keys.staff is not None,
    }


def facts(opened: OpenInvestigation) -> list[tuple[str, str]]:
    one = opened.investigation
    found = [
        (_("Van"), opened.card.get("school", "")),
        (_("Bedrijf"), opened.card.get("company", "")),
        (_("Ontvangen"), short_date(one.received_on)),
        (_("Reageren uiterlijk"), short_date(one.due_on)),
        (_("Gereageerd"), short_date(one.answered_on) if one.answered_on else ""),
        (
            _("Weer iets laten horen uiterlijk"),
            short_date(one.expected_on) if one.expected_on else "",
        ),
        (_("Uitkomst op"), short_date(one.decided_on) if one.decided_on else ""),
        (_("Afspraken klaar uiterlijk"), short_date(one.agreed_until) if one.agreed_until else ""),
        (_("Wij bewaren dit tot en met"), short_date(one.keep_until)),
    ]
    return [(label, value) for label, value in found if value]


def letter(sent: Any) -> dict[str, Any]:
    return {
        "kind": sent.content["kind"],
        "label": ReplyKind(sent.content["kind"]).label,
        "when": day_month(sent.day),
        "text": sent.content["text"],
        "has_arrived": sent.has_arrived,
    }


def logbook(investigation: Investigation) -> list[dict[str, Any]]:
    """Newest first; the same act of one person on one day is told once."""
    of_dossier = Event.objects.of_dossier(investigation.dossier_id).order_by("-seq")
    events = [event for event in of_dossier if event.verb in ACTS]
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in events:
        icon, text = ACTS[event.verb]
        person = people.get(event.actor_id) if event.actor_id else None
        line = {"icon": icon, "title": person.name if person else "SBB", "text": text}
        line["when"] = short_date(event.day)
        found.setdefault((event.verb, event.actor_id, event.day), line)
    return list(found.values())


def year_table(counted: Counts, day: date) -> dict[str, Any]:
    """The years that are over, for `ui/_table.html`: rounded by a draw, hidden under the floor.

    Attack (P2): who is barred from a copy compares the count with the copies that they see. So
    the year that runs is not shown, a year without any copy looks as one with a few, and no rule
    that an advisor can work out says which way a number was rounded (statistics.md §3).
    """
    over = range(day.year - 1, day.year - 1 - YEARS_SHOWN, -1)
    return {
        "heads": [_("Jaar"), *((label, "number") for _value, label in Counted.choices)],
        "years": [[str(year), *_written(year, counted.get(year, {}))] for year in over],
        "floor": SHOWN_FROM,
    }


def _written(year: int, numbers: Mapping[str, int]) -> list[str]:
    """Zero is hidden too: that there was none is something to know.

    A year that is over grows still, when a copy of it gets its outcome.
    """
    drawn = keys.release(f"sbb:{year}")
    figures = [figure(drawn.growing(what, numbers.get(what, 0))) for what in Counted.values]
    return [_("minder dan 15") if one.is_hidden else str(one.count) for one in figures]
