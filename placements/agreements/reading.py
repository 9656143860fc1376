"""What the three parties read of a placement, as values.

A company's page gets no model to walk: from a placement it is one step to all that a school knows
of a student. It gets the name and the address that an agreement needs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from placements.agreements.models import (
    Agreement,
    ChangeWish,
    Confirmation,
    Placement,
    PlacementEvent,
)
from placements.agreements.transitions import LIVE, EndReason, Party, State, Verb, Who
from stagebaken.ui.templatetags.ui import short_date

ICONS = {
    Verb.PROPOSE: "flag", Verb.TAKE_OVER: "eye", Verb.DRAW_UP: "edit", Verb.ASK_CHANGE: "message",
    Verb.CONFIRM: "check", Verb.AGREE: "people", Verb.WAIVE: "people", Verb.START: "next",
    Verb.END: "calendar", Verb.END_EARLY: "x", Verb.WITHDRAW: "undo", Verb.EVALUATE: "list",
}  # fmt: skip
KINDS = {State.AGREED: "info", State.RUNNING: "success"}
STATE_ICONS = {
    State.PROPOSED: "flag", State.AGREED: "people", State.RUNNING: "next", State.ENDED: "check",
    State.ENDED_EARLY: "x", State.EVALUATED: "check", State.WITHDRAWN: "undo",
}  # fmt: skip


# ---------- whose turn ----------


def turns(placement: Placement) -> list[Party]:
    """Who has something to do, of a placement that was read `for_pages`."""
    if placement.state not in LIVE:
        return []
    newest = placement.newest
    if (
        placement.taken_over_on is None
        or any(one.answered_on is None for one in placement.wishes.all())
        or (newest is None and placement.needs_agreement)
    ):
        return [Party.SCHOOL]
    if newest is None or newest.agreed_on is not None or newest.replaced_on is not None:
        return []
    said = {one.party for one in newest.confirmations.all()}
    return [party for party in Party if party.value not in said]


def awaiting(party: Party) -> Q:
    """The same question of the database: live placements in which this party has the turn."""
    said = Confirmation.objects.filter(agreement=OuterRef("pk"), party=party)
    texts = Agreement.objects.filter(placement=OuterRef("pk"))
    waiting = texts.filter(agreed_on=None, replaced_on=None)
    unsaid = waiting.filter(~Exists(said))
    wished = Exists(ChangeWish.objects.filter(placement=OuterRef("pk"), answered_on=None))
    school = Q(taken_over_on=None) | Q(wished) | (Q(needs_agreement=True) & ~Q(Exists(texts)))
    live = Q(state__in=LIVE)
    if party is Party.SCHOOL:
        return live & (school | Q(Exists(unsaid)))
    return live & ~school & Q(Exists(unsaid))


def said_of(placement: Placement, party: Party, day: date) -> str:
    """One sentence for this reader: what happens now."""
    todo = turns(placement)
    if placement.state == State.WITHDRAWN:
        return _("Deze stage gaat niet door.")
    if placement.state not in LIVE:
        on = {"day": short_date(placement.ended_on)}
        return _("Deze stage is klaar. De laatste dag was %(day)s.") % on
    if party in todo:
        return _your_turn(placement, party)
    if todo:
        return _("Nu aan zet: %(who)s.") % {"who": names_of(todo)}
    if placement.state == State.AGREED:
        return _("Alles is afgesproken. De stage begint op %(day)s.") % {
            "day": short_date(placement.starts_on)
        }
    return _("De stage loopt tot en met %(day)s.") % {"day": short_date(placement.ends_on)}


def _your_turn(placement: Placement, party: Party) -> str:
    if party is not Party.SCHOOL:
        return _("Lees de overeenkomst, en geef akkoord.")
    if placement.taken_over_on is None:
        return _("De student vond deze plek zelf. Kijk of het kan.")
    if any(one.answered_on is None for one in placement.wishes.all()):
        return _("Er is een verandering gevraagd.")
    if placement.newest is None:
        return _("Stel de overeenkomst op.")
    return _("Lees de overeenkomst, en geef akkoord namens de school.")


def names_of(parties: Iterable[Party]) -> str:
    words = {
        Party.STUDENT: _("de student"),
        Party.COMPANY: _("het leerbedrijf"),
        Party.SCHOOL: _("de school"),
    }
    return ", ".join(words[one] for one in parties)


# ---------- the agreement ----------


@dataclass(frozen=True)
class Yes:
    """What one party said of one text."""

    party: Party
    label: str
    is_said: bool
    text: str  # when, and how


@dataclass(frozen=True)
class Shown:
    """One version of an agreement, in words."""

    version: int
    facts: list[tuple[Any, Any]]
    yeses: list[Yes]
    is_agreed: bool
    is_waiting: bool  # for at least one yes

    def lacks(self, party: Party) -> bool:
        return self.is_waiting and any(not one.is_said for one in self.yeses if one.party is party)


def shown(agreement: Agreement, placement: Placement) -> Shown:
    yeses = _yeses(agreement)
    is_agreed = agreement.agreed_on is not None
    return Shown(
        version=agreement.version,
        facts=_facts(agreement, placement),
        yeses=yeses,
        is_agreed=is_agreed,
        is_waiting=placement.state in LIVE and not is_agreed and agreement.replaced_on is None,
    )


def _yeses(agreement: Agreement) -> list[Yes]:
    given = {one.party: one for one in agreement.confirmations.all()}
    return [
        Yes(party, str(party.label), party.value in given, _when(given.get(party.value)))
        for party in Party
    ]


def _when(yes: Confirmation | None) -> str:
    if yes is None:
        return _("nog niet")
    text = _("op papier, %(day)s") if yes.on_paper else _("akkoord op %(day)s")
    return text % {"day": short_date(yes.day)}


def _facts(one: Agreement, placement: Placement) -> list[tuple[Any, Any]]:
    trainer = ", ".join(filter(None, (one.trainer_name, one.trainer_email)))
    rows: list[tuple[Any, Any]] = [
        (_("Opleiding"), programme_of(placement)),
        (_("Eerste dag"), short_date(one.starts_on)),
        (_("Laatste dag"), short_date(one.ends_on)),
        (_("Uren"), _("%(week)s per week, %(total)s in totaal")
         % {"week": one.hours_per_week, "total": one.hours_total}),
        (_("Dagen"), ", ".join(str(day) for day in one.days)),
        (_("Praktijkopleider"), trainer),
        (_("Begeleiding"), one.guidance),
        (_("Werkprocessen"), "\n".join(one.work_processes)),
        (_("Beoordeling"), one.assessment),
        (_("Eerder stoppen"), one.early_ending),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def programme_of(placement: Placement) -> str:
    level = _("niveau %(level)s") % {"level": placement.level} if placement.level else ""
    pathway = str(placement.get_pathway_display()) if placement.pathway else ""
    parts = (placement.programme or placement.crebo, placement.crebo, level, pathway)
    return " · ".join(dict.fromkeys(filter(None, parts)))


# ---------- the timeline ----------


def history(placement: Placement, party: Party) -> list[dict[str, Any]]:
    """What happened, for the timeline; a company reads it from its first agreement on."""
    events = list(placement.events.all())
    papers = _papers(placement, events)
    if party is Party.COMPANY:
        first = next((n for n, one in enumerate(events) if one.verb == Verb.DRAW_UP), len(events))
        # Attack: the day on which a student looked back is between the student and the school.
        events = [one for one in events[first:] if one.verb != Verb.EVALUATE]
    return [_item(one, party, is_paper=one.pk in papers) for one in events]


def _papers(placement: Placement, events: list[PlacementEvent]) -> set[UUID]:
    """Events of a yes that was seen on paper: a party's yeses come in the order of its texts."""
    texts = sorted(placement.agreements.all(), key=lambda one: one.version)
    yeses = [yes for text in texts for yes in text.confirmations.all()]
    found: set[UUID] = set()
    for party in Party:
        said = [one for one in yeses if one.party == party]
        told = [one for one in events if one.verb == Verb.CONFIRM and one.who == party.value]
        pairs = zip(told, said, strict=False)
        found |= {event.pk for event, yes in pairs if yes.on_paper}
    return found


def _item(event: PlacementEvent, reader: Party, *, is_paper: bool) -> dict[str, Any]:
    return {
        "icon": ICONS[Verb(event.verb)],
        "title": event.get_verb_display(),
        "text": _by(event, reader, is_paper=is_paper),
        "when": short_date(event.day),
    }


def _by(event: PlacementEvent, reader: Party, *, is_paper: bool) -> str:
    """Who took the step; nobody where time did, or where its words say so already."""
    if event.who == Who.TIME or event.verb in (Verb.AGREE, Verb.TAKE_OVER):
        return ""
    is_you = reader is Party.STUDENT and event.who == Who.STUDENT
    who = _("jou") if is_you else names_of([Party(event.who)])
    text = _("door %(who)s, op papier") if is_paper else _("door %(who)s")
    return text % {"who": who}


# ---------- for a company ----------


@dataclass(frozen=True)
class Trainee:
    """A student as the company reads it: a party of an agreement with it."""

    reference: str
    name: str
    email: str
    school: str
    programme: str
    starts_on: date | None
    ends_on: date | None
    state: State
    kind: str
    icon: str
    next: str
    is_yours: bool
    texts: list[Shown] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""
    reason_text: str = ""
    wish: str = ""

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


def trainee(placement: Placement, day: date, *, in_full: bool = False) -> Trainee:
    student, state = placement.student, _state_for_company(placement)
    more: dict[str, Any] = {}
    if in_full:
        more = {
            "texts": texts_of(placement),
            "history": history(placement, Party.COMPANY),
            "wish": wish_of(placement, Party.COMPANY),
            **_own_reason(placement),
        }
    return Trainee(
        reference=placement.reference,
        name=student.name or placement.reference,  # the number is the school's
        email=student.email,
        school=student.school.name,
        programme=programme_of(placement),
        starts_on=placement.starts_on,
        ends_on=placement.last_day,
        state=state,
        kind=KINDS.get(state, "neutral"),
        icon=STATE_ICONS[state],
        next=said_of(placement, Party.COMPANY, day),
        is_yours=Party.COMPANY in turns(placement),
        **more,
    )


def _state_for_company(placement: Placement) -> State:
    """To a company it is over when it is over; that a student looked back, it does not read."""
    if placement.state != State.EVALUATED:
        return State(placement.state)
    return State.ENDED_EARLY if placement.is_early else State.ENDED


def _own_reason(placement: Placement) -> dict[str, str]:
    """A reason that a student or a school gave is between them; its own a company reads again."""
    last = placement.events.filter(verb=Verb.END_EARLY).last()
    if last is None or last.who != Who.COMPANY:
        return {}
    return {
        "reason": str(EndReason(placement.end_reason).label),
        "reason_text": placement.end_text,
    }


def texts_of(placement: Placement) -> list[Shown]:
    """The text that waits for a yes, and the one that counts; older ones no more."""
    found = [placement.newest, placement.in_force]
    rows = list(dict.fromkeys(one for one in found if one is not None))
    return [shown(one, placement) for one in rows]


def wish_of(placement: Placement, party: Party) -> str:
    """What this party asked for, and nobody has answered."""
    wishes = placement.wishes.all()
    return next((one.text for one in wishes if one.party == party and not one.answered_on), "")
