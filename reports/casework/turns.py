"""Whose turn it is, and with it whether the school's term runs. Callers hold the dossier's lock."""

from datetime import date

from reports.casework.deadlines import Clock
from reports.casework.models import Case, Turn
from schools.terms.working_days import Calendar
from stagebaken.vault.models import Dossier
from stagebaken.web.days import today

CLOCK_FIELDS = ("due_on", "term_on", "limit_on", "paused_days")
OTHERS = {Turn.COMPANY, Turn.SBB}


def clock_of(case: Case) -> Clock:
    return Clock(case.term_on, case.limit_on, case.paused_days)


def set_clock(case: Case, clock: Clock) -> None:
    """Put the clock on the case; the caller saves CLOCK_FIELDS."""
    case.term_on, case.limit_on = clock.term_on, clock.limit_on
    case.paused_days, case.due_on = clock.paused_days, clock.due_on


def give(case: Case, turn: Turn, day: date) -> None:
    """Give somebody the turn. The term stands still exactly while it is the reporter's."""
    if case.is_closed:
        return  # what is said afterwards makes news, and nobody waits for an answer
    case.turn = turn
    clock = clock_of(case)
    if turn == Turn.REPORTER and clock.term_on:
        set_clock(case, clock.paused(Calendar.of(case.school), day))
    elif turn != Turn.REPORTER and clock.paused_days is not None:
        set_clock(case, clock.resumed(Calendar.of(case.school), day))
    case.save(update_fields=["turn", *CLOCK_FIELDS])


def give_dossier(dossier: Dossier, turn: Turn, *, when: Turn | None = None) -> None:
    """The same for the case of a dossier, from today; with `when` only if that one had it."""
    cases = Case.objects.select_related("school").select_for_update(of=("self",))
    case = cases.filter(dossier=dossier).first()
    if case is not None and (when is None or case.turn == when):
        give(case, turn, today())


def answered(case: Case, day: date) -> None:
    """The team wrote: the turn is the reporter's, unless a company or SBB has it."""
    give(case, Turn(case.turn) if case.turn in OTHERS else Turn.REPORTER, day)
