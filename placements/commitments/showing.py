"""How a commitment is shown, to visitors and to the company."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from placements.commitments.catalogue import Text
from placements.commitments.models import CommitmentEvent, CompanyCommitment, Organisation
from placements.commitments.transitions import State, Verb
from placements.companies.models import TrainingCompany
from stagebaken.ui.templatetags.ui import short_date

ICONS = {
    Verb.DECLARE: "flag",
    Verb.GIVE_EVIDENCE: "file",
    Verb.RENEW: "undo",
    Verb.WITHDRAW: "x",
    Verb.CHECK: "check",
    Verb.REFUSE: "reply",
    Verb.REVOKE: "x",
    Verb.LAPSE: "clock",
}
# State: the modifier of the disc, the icon, and the kind of badge.
LOOKS = {
    State.NONE: ("", "plus", "neutral"),
    State.DECLARED: ("", "flag", "neutral"),
    State.EVIDENCE: ("sent", "file", "info"),
    State.CHECKED: ("checked", "check", "success"),
    State.LAPSED: ("lapsed", "clock", "neutral"),
    State.WITHDRAWN: ("lapsed", "x", "neutral"),
}


@dataclass(frozen=True)
class Card:
    """One commitment in words, for a list."""

    code: str
    name: str
    state: State
    text: Text
    disc: str
    icon: str
    kind: str
    status: str
    note: str
    is_expiring: bool = False
    history: list[dict[str, Any]] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return self.state in (State.DECLARED, State.EVIDENCE, State.CHECKED)


def cards(company: TrainingCompany, day: date) -> list[Card]:
    """What a company promised: what stands first, in the order of the catalogue."""
    rows = company.commitments.select_related("commitment", "checked_by")
    found = [card(one, day) for one in rows.prefetch_related("events__school")]
    return sorted(found, key=lambda one: not one.stands)


def card(one: CompanyCommitment, day: date) -> Card:
    state = State.CHECKED if one.is_checked(day) else one.state_on(day)
    disc, icon, kind = LOOKS[state]
    events = list(one.events.all())
    return Card(
        code=one.commitment_id,
        name=one.name,
        state=state,
        text=one.text,
        disc=disc,
        icon=icon,
        kind=kind,
        status=_status(one, state, events),
        note=_note(one, state),
        is_expiring=one.is_expiring(day),
        history=history(events, _lapsed(one, state)),
    )


def blank(code: str, text: Text) -> Card:
    """What the company has not promised yet; only the company itself sees this."""
    disc, icon, kind = LOOKS[State.NONE]
    return Card(
        code=code,
        name=str(text.name),
        state=State.NONE,
        text=text,
        disc=disc,
        icon=icon,
        kind=kind,
        status=str(State.NONE.label),
        note="",
    )


def _status(one: CompanyCommitment, state: State, events: list[CommitmentEvent]) -> str:
    if state is State.CHECKED:
        values = {"day": short_date(one.checked_on), "who": one.checker}
        return _("Nagekeken op %(day)s door %(who)s") % values
    if state is State.EVIDENCE:
        values = {"day": short_date(one.evidence_on)}
        return _("Bewijs gegeven op %(day)s, nog niet nagekeken") % values
    if state is State.LAPSED:
        values = {"day": short_date(one.valid_until + timedelta(days=1))}
        return _("Vervallen op %(day)s") % values
    if state is State.WITHDRAWN:
        return _("Ingetrokken op %(day)s") % {"day": short_date(events[-1].day)}
    return str(State.DECLARED.label)


def _note(one: CompanyCommitment, state: State) -> str:
    if state in (State.LAPSED, State.WITHDRAWN):
        return _("Het bedrijf kan deze belofte opnieuw doen.")
    values = {"since": short_date(one.declared_on), "until": short_date(one.valid_until)}
    return _("Beloofd op %(since)s. Geldig tot en met %(until)s.") % values


def _lapsed(one: CompanyCommitment, state: State) -> date | None:
    return one.valid_until + timedelta(days=1) if state is State.LAPSED else None


def history(
    events: Iterable[CommitmentEvent], lapsed_on: date | None = None, *, notes: bool = False
) -> list[dict[str, Any]]:
    """Each step: the day, what happened and which organisation. Reasons are not for visitors."""
    items = [_step(event, notes=notes) for event in events]
    if lapsed_on is not None:  # nobody wrote it down: the day did it
        label, day = str(Verb.LAPSE.label), short_date(lapsed_on)
        items.append({"icon": ICONS[Verb.LAPSE], "title": label, "text": "", "when": day})
    return items


def _step(event: CommitmentEvent, *, notes: bool) -> dict[str, Any]:
    text = []
    if event.organisation != Organisation.TERM:
        text.append(_("door %(who)s") % {"who": event.who})
    if event.is_single:
        text.append(_("één persoon besloot, er was geen tweede"))
    if notes and event.note:
        text.append(event.note)
    return {
        "icon": ICONS[Verb(event.verb)],
        "title": str(event.get_verb_display()),
        "text": " · ".join(text),
        "when": short_date(event.day),
    }
