"""The one table of a case's statuses: who may, what is needed first, what it starts.

What is not in the table is illegal. Time moves no case: a deadline that lapses is announced, and
a person decides (domain.md R28).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reports.casework.models import Status, Turn
from reports.consents.vocabulary import Step
from schools.registry.models import Sector

S = Status


class Who(StrEnum):
    MEMBER = "member"  # of the team, with the dossier open
    REPORTER = "reporter"
    SBB = "sbb"
    TIME = "time"


class Need(StrEnum):
    """What must come along."""

    WORDS = "words"  # a sentence for the reporter, sealed for both sides
    NOTE = "note"  # the reason, under the staff key
    DAY = "day"  # on which it will be
    OUTCOME = "outcome"  # a code of registration.vocabulary.Outcome
    # Why no other placement is needed, where one ends or is threatened and nobody looked (R5).
    NO_PLACE = "no_place"


class Starts(StrEnum):
    """What happens to the clocks."""

    KEEPS = "keeps"  # and where no outer limit runs any more, those of an answer begin anew
    FEEDBACK = "feedback"  # the term and outer limit of an answer begin
    PLANNING = "planning"  # the days in which aftercare is planned
    UNTIL_DAY = "until_day"  # the day that came along is the deadline
    ENDS = "ends"  # nothing is promised any more


@dataclass(frozen=True)
class Rule:
    origin: Status
    to: Status
    who: Who
    turn: Turn
    starts: Starts = Starts.KEEPS
    consent: Step | None = None  # must have been carried out
    needs: frozenset[Need] = field(default_factory=frozenset)
    sectors: frozenset[str] = frozenset(Sector.values)
    # Taken where the step itself is taken: by hand it would say what nobody did.
    is_of_room: bool = False


def _rules(
    origins: Iterable[Status],
    to: Status,
    turn: Turn,
    *needs: Need,
    who: Who = Who.MEMBER,
    starts: Starts = Starts.KEEPS,
    consent: Step | None = None,
    sectors: Iterable[str] = Sector.values,
    is_of_room: bool = False,
) -> list[Rule]:
    """One line of the table below: the same step from several statuses."""
    kept = (starts, consent, frozenset(needs), frozenset(sectors), is_of_room)
    return [Rule(origin, to, who, turn, *kept) for origin in origins]


# In these the team works on an answer.
WORKING = (
    S.ACKNOWLEDGED, S.INTAKE, S.AWAITING_STUDENT_CHOICE, S.HEARING, S.FORWARDED_SBB,
    S.OUTCOME_KNOWN, S.REPLACEMENT, S.AFTERCARE,
)  # fmt: skip
# Nothing was done yet, or somebody else still has the turn: closing then takes a reason.
UNFINISHED = (S.ACKNOWLEDGED, S.HEARING, S.FORWARDED_SBB)
TALKED = (S.ACKNOWLEDGED, S.INTAKE, S.AWAITING_STUDENT_CHOICE)


def _but(*left_out: Status) -> list[Status]:
    return [status for status in WORKING if status not in left_out]


TABLE: tuple[Rule, ...] = (
    *_rules([S.RECEIVED], S.ACKNOWLEDGED, Turn.SCHOOL, starts=Starts.FEEDBACK),
    *_rules(
        [S.ACKNOWLEDGED, S.AWAITING_STUDENT_CHOICE, S.OUTCOME_KNOWN],
        S.INTAKE,
        Turn.SCHOOL,
        Need.DAY,
    ),
    *_rules(
        _but(S.AWAITING_STUDENT_CHOICE), S.AWAITING_STUDENT_CHOICE, Turn.REPORTER, Need.WORDS
    ),
    # By the room of hearings, which asks the company.
    *_rules(
        [*TALKED, S.REPLACEMENT], S.HEARING, Turn.COMPANY, consent=Step.HEAR, is_of_room=True
    ),
    *_rules(
        _but(S.FORWARDED_SBB, S.AFTERCARE),
        S.FORWARDED_SBB,
        Turn.SBB,
        consent=Step.SBB,
        sectors=[Sector.MBO],  # hbo has no SBB recognition (R15)
        is_of_room=True,  # of the hand-over
    ),
    *_rules(
        _but(S.OUTCOME_KNOWN, S.AFTERCARE),
        S.OUTCOME_KNOWN,
        Turn.SCHOOL,
        Need.WORDS,
        starts=Starts.PLANNING,
    ),
    # SBB's outcome reaches the school; the term of its answer to the student goes on.
    *_rules([S.FORWARDED_SBB], S.OUTCOME_KNOWN, Turn.SCHOOL, who=Who.SBB, sectors=[Sector.MBO]),
    # By the room that looks for another placement, with the student's yes (R5).
    *_rules(_but(S.REPLACEMENT), S.REPLACEMENT, Turn.SCHOOL, is_of_room=True),
    *_rules(
        _but(S.AFTERCARE, S.ACKNOWLEDGED, S.HEARING, S.FORWARDED_SBB),
        S.AFTERCARE,
        Turn.SCHOOL,
        Need.DAY,
        Need.WORDS,
        starts=Starts.UNTIL_DAY,
    ),
    *_rules(
        _but(*UNFINISHED),
        S.CLOSED,
        Turn.NOBODY,
        Need.OUTCOME,
        Need.WORDS,
        Need.NO_PLACE,
        starts=Starts.ENDS,
    ),
    *_rules(
        UNFINISHED,
        S.CLOSED,
        Turn.NOBODY,
        Need.OUTCOME,
        Need.WORDS,
        Need.NOTE,
        Need.NO_PLACE,
        starts=Starts.ENDS,
    ),
    *_rules([S.CLOSED], S.INTAKE, Turn.SCHOOL, Need.NOTE, starts=Starts.FEEDBACK),
    *_rules([S.CLOSED], S.INTAKE, Turn.SCHOOL, who=Who.REPORTER, starts=Starts.FEEDBACK),
    # Withdrawing destroys: no row keeps this status (ADR 5).
    *_rules(
        [S.RECEIVED, *WORKING, S.CLOSED],
        S.WITHDRAWN,
        Turn.NOBODY,
        who=Who.REPORTER,
        starts=Starts.ENDS,
    ),
)  # fmt: skip

_BY_STEP: Mapping[tuple[Status, Status, Who], Rule] = {
    (rule.origin, rule.to, rule.who): rule for rule in TABLE
}


class IllegalTransition(ValueError):
    """This status may not follow that one, or not by them."""


def rule(current: str, to: Status, *, who: Who, sector: str) -> Rule:
    """The rule of this step. Raises IllegalTransition."""
    found = _BY_STEP.get((Status(current), to, who))
    if found is None or sector not in found.sectors:
        raise IllegalTransition(f"{current} → {to}")
    return found


def rules_from(current: str, *, who: Who, sector: str) -> list[Rule]:
    """Every step that this one may take from here, in the order of the statuses."""
    found = [
        one for one in TABLE if one.origin == current and one.who == who and sector in one.sectors
    ]
    return sorted(found, key=lambda one: list(Status).index(one.to))
