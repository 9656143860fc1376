"""Bring a case to another status: what the table demands, and everything that follows from it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from reports.casework import transitions
from reports.casework.closing import is_lost, register_closed
from reports.casework.deadlines import Clock
from reports.casework.holding import append_event, locked, record_for, title_of, write_note
from reports.casework.models import Case, Status, Turn
from reports.casework.opening import keys_for
from reports.casework.place import Place, room
from reports.casework.policy import POLICY
from reports.casework.signals import case_moved
from reports.casework.transitions import Need, Rule, Starts, Who
from reports.casework.turns import CLOCK_FIELDS, clock_of, set_clock
from reports.consents.actions import NoConsent, was_carried_out
from reports.dossiers.actions import Kind, Side, checked_text, say
from reports.notices import actions as notices
from schools.terms.working_days import Calendar
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


class StaleStep(Exception):
    """A colleague brought the case further while this member looked at it."""


class MissingNeed(ValueError):
    """Something that the table demands did not come along."""

    def __init__(self, need: Need) -> None:
        super().__init__(str(need))
        self.need = need


class PlaceAgreed(Exception):
    """The reporter said yes to another placement, and no request was opened: that comes first."""


@dataclass(frozen=True)
class Given:
    """What a member brings along with a step."""

    words: str = ""  # for the reporter, who reads them in the dossier
    note: str = ""  # for the team
    day: date | None = None
    outcome: str = ""
    measures: Collection[str] = ()
    no_place: str = ""  # for the team: why no other placement is needed
    once: UUID | None = None  # the form's mark

    def has(self, need: Need) -> bool:
        found = {
            Need.WORDS: self.words.strip(),
            Need.NOTE: self.note.strip(),
            Need.DAY: self.day and self.day >= today(),
            Need.OUTCOME: self.outcome,
            Need.NO_PLACE: self.no_place.strip(),
        }
        return bool(found[need])


def move(
    *,
    member: UnlockedMember,
    case: Case,
    to: Status,
    keys: DossierKeys | None = None,
    words: str = "",
    note: str = "",
    day: date | None = None,
    outcome: str = "",
    measures: Collection[str] = (),
    no_place: str = "",
    seen: str = "",
    once: UUID | None = None,
) -> Case:
    """Take a step as a member. A case that is there already is left as it is.

    `keys` are those of a room above that opened it already. `seen` is the status that
    the page showed. Raises IllegalTransition, StaleStep, MissingNeed, PlaceAgreed, NoConsent,
    NoStaffKey, NotOnKeyring.
    """
    POLICY.require_unlocked(member, case)
    given = Given(words, note, day, outcome, measures, no_place, once)
    keys = keys or keys_for(member=member, case=case, verb=Verb.OPENED)
    with transaction.atomic():
        case = locked(member, case)
        if case.status == to:
            return case
        if seen and seen != case.status:
            raise StaleStep
        rule = transitions.rule(case.status, to, who=Who.MEMBER, sector=case.school.sector)
        _demand(case, rule, keys, given)
        _write(member, case, rule, keys, given)
        carry(case, rule, keys=keys, day=today(), until=given.day, member=member)
        notices.seen(recipient=member.recipient, dossier=case.dossier)
        record_for(member, case, _verb(rule.origin, to))
    return case


def _verb(before: str, to: Status) -> Verb:
    special = {Status.ACKNOWLEDGED: Verb.ACKNOWLEDGED, Status.CLOSED: Verb.CLOSED}
    return Verb.REOPENED if before == Status.CLOSED else special.get(to, Verb.STATUS_CHANGED)


def _demand(case: Case, rule: Rule, keys: DossierKeys, given: Given) -> None:
    """Look in the dossier itself for the consent, not at what a page or a column says."""
    if rule.consent and not was_carried_out(case.dossier, keys, rule.consent):
        raise NoConsent(f"The reporter's yes to '{rule.consent}' was not carried out.")
    for need in sorted(rule.needs - _settled(case, rule, keys, given)):
        if not given.has(need):
            raise MissingNeed(need)


def _settled(case: Case, rule: Rule, keys: DossierKeys, given: Given) -> set[Need]:
    """Needs of the table that the dossier itself meets: what became of another placement."""
    if Need.NO_PLACE not in rule.needs:
        return set()
    place = room().place(case, keys, is_lost=is_lost(given.outcome, given.measures))
    if place == Place.AGREED:
        raise PlaceAgreed
    return {Need.NO_PLACE} if place == Place.SETTLED else set()


def _write(member: UnlockedMember, case: Case, rule: Rule, keys: DossierKeys, given: Given) -> None:
    """The reason for the team, the line for the reporter, and at the end the counted record."""
    if given.note.strip():
        name = member.recipient.user.name
        write_note(case=case, keys=keys, author=name, text=checked_text(given.note))
    if rule.to != Status.ACKNOWLEDGED:  # that stands on the road, and asks nobody to read it
        _say(member, case, rule, keys, given)
    if rule.to == Status.CLOSED:
        _close(member, case, keys, given)


def _close(member: UnlockedMember, case: Case, keys: DossierKeys, given: Given) -> None:
    place = room().place(case, keys, is_lost=is_lost(given.outcome, given.measures))
    if place == Place.OPEN:
        room().rest(member, case, keys, given.no_place)
    register_closed(
        case=case, keys=keys, outcome=given.outcome, measures=given.measures, day=today()
    )


def _say(member: UnlockedMember, case: Case, rule: Rule, keys: DossierKeys, given: Given) -> None:
    say(
        dossier=case.dossier,
        keys=keys,
        side=Side.STAFF,
        kind=Kind.STEP,
        text=given.words,
        step={
            "to": str(rule.to),
            "planned": given.day.isoformat() if given.day else "",
            "outcome": given.outcome,
        },
        day=today(),
        author=member.recipient.user.name,
        role=title_of(member.recipient.user, case.school),
        once=given.once,
    )


def acknowledge(case: Case, *, keys: DossierKeys | None, day: date) -> None:
    """Confirm receipt of a locked case that was only received."""
    rule = transitions.rule(
        case.status, Status.ACKNOWLEDGED, who=Who.MEMBER, sector=case.school.sector
    )
    carry(case, rule, keys=keys, day=day)


@transaction.atomic
def moved_by(*, who: Who, case: Case, to: Status, keys: DossierKeys | None = None) -> Case:
    """A step by somebody who is no member: the team has news. Callers authorise and record it.

    Raises IllegalTransition; a case that is there already is left as it is.
    """
    Dossier.objects.select_for_update().get(pk=case.dossier_id)
    cases = Case.objects.select_related("school", "dossier").select_for_update(of=("self",))
    case = cases.get(pk=case.pk)
    if case.status == to:
        return case
    rule = transitions.rule(case.status, to, who=who, sector=case.school.sector)
    carry(case, rule, keys=keys, day=today())
    notices.tell_team(dossier=case.dossier)
    return case


def withdrawing(*, case: Case, keys: DossierKeys) -> None:
    """The reporter withdraws: the rooms above hear it before everything is destroyed."""
    transitions.rule(case.status, Status.WITHDRAWN, who=Who.REPORTER, sector=case.school.sector)
    _send(case, Status(case.status), Status.WITHDRAWN, keys)


def carry(
    case: Case,
    rule: Rule,
    *,
    keys: DossierKeys | None,
    day: date,
    until: date | None = None,
    member: UnlockedMember | None = None,
) -> None:
    """Change a locked case as its rule says, and tell the rooms above."""
    before = Status(case.status)
    case.status, case.turn = rule.to, _turn(case, rule)
    if rule.to == Status.ACKNOWLEDGED:
        case.acknowledged_on = day
    case.closed_on = day if rule.to == Status.CLOSED else None
    set_clock(case, _clock(case, rule, day, until))
    fields = ["status", "turn", "acknowledged_on", "closed_on", *CLOCK_FIELDS]
    case.save(update_fields=fields)
    append_event(case, day)
    _send(case, before, rule.to, keys, until, member)


def _turn(case: Case, rule: Rule) -> Turn:
    """Confirming receipt takes the turn from nobody: what was asked before still waits."""
    return Turn(case.turn) if rule.to == Status.ACKNOWLEDGED else rule.turn


def _clock(case: Case, rule: Rule, day: date, until: date | None) -> Clock:
    if rule.starts == Starts.ENDS:
        return Clock()
    days = Calendar.of(case.school)
    clock = clock_of(case)
    if rule.starts == Starts.PLANNING:
        clock = Clock.planning(day)
    elif rule.starts == Starts.UNTIL_DAY:
        clock = Clock(term_on=until)
    elif rule.starts == Starts.FEEDBACK or clock.limit_on is None:
        clock = Clock.feedback(case.school, days, day)
    return clock.paused(days, day) if case.turn == Turn.REPORTER else clock.resumed(days, day)


def _send(
    case: Case,
    before: Status,
    after: Status,
    keys: DossierKeys | None,
    planned: date | None = None,
    member: UnlockedMember | None = None,
) -> None:
    told = {"case": case, "before": before, "after": after, "keys": keys, "planned": planned}
    case_moved.send(sender=Case, member=member, **told)
