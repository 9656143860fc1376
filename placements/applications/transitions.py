"""The one table of an application: who may, what is needed first, what it starts.

What is not in the table is illegal. A name is shown by the student's own step alone (R18), and
time does one thing: it says that no answer came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    SENT = "sent", _("Verstuurd")
    SEEN = "seen", _("Gelezen")
    INVITED = "invited", _("Uitgenodigd voor een gesprek")
    CONVERSATION = "conversation", _("Uitnodiging aangenomen")
    OFFERED = "offered", _("Plek aangeboden")
    ACCEPTED = "accepted", _("Plek aangenomen")
    REFUSED = "refused", _("Afgewezen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")
    NO_ANSWER = "no_answer", _("Geen antwoord gekregen")


class Who(TextChoices):
    STUDENT = "student", _("Student")
    COMPANY = "company", _("Leerbedrijf")
    TIME = "time", _("De termijn")


class Turn(TextChoices):
    STUDENT = "student", _("De student is aan zet")
    COMPANY = "company", _("Het leerbedrijf is aan zet")
    NOBODY = "nobody", _("Klaar")


class Need(StrEnum):
    """What must come along, or be so."""

    DAY = "day"  # of the conversation, and how it goes
    REASON = "reason"  # one of the list, with an explanation
    TERM = "term"  # the company's term has passed


class Starts(StrEnum):
    ANSWERED = "answered"  # counts as the company's answer
    IDENTITY = "identity"  # from now on the company reads who it is
    DECIDED = "decided"  # what was scored about somebody goes


@dataclass(frozen=True)
class Rule:
    origin: State
    to: State
    who: Who
    turn: Turn
    needs: frozenset[Need] = field(default_factory=frozenset)
    starts: frozenset[Starts] = field(default_factory=frozenset)


class IllegalTransition(ValueError):
    """This state may not follow that one, or not by them."""


S = State
FIRST = S.SENT
UNANSWERED = (S.SENT, S.SEEN, S.NO_ANSWER)  # a late answer is still an answer
CLOSED = (S.ACCEPTED, S.REFUSED, S.WITHDRAWN)
RUNNING = tuple(state for state in State if state not in CLOSED)
# In these the company reads who it is, if the student showed it.
NAMED = (S.CONVERSATION, S.OFFERED, S.ACCEPTED)


def _rules(
    origins: Iterable[State],
    to: State,
    who: Who,
    turn: Turn,
    *,
    needs: Iterable[Need] = (),
    starts: Iterable[Starts] = (),
) -> list[Rule]:
    kept = (frozenset(needs), frozenset(starts))
    return [Rule(origin, to, who, turn, *kept) for origin in origins]


TABLE: tuple[Rule, ...] = (
    *_rules([S.SENT], S.SEEN, Who.COMPANY, Turn.COMPANY),
    *_rules(
        UNANSWERED,
        S.INVITED,
        Who.COMPANY,
        Turn.STUDENT,
        needs=[Need.DAY],
        starts=[Starts.ANSWERED],
    ),
    *_rules([S.INVITED], S.CONVERSATION, Who.STUDENT, Turn.COMPANY, starts=[Starts.IDENTITY]),
    # Without a conversation as well: a company can take whom the tasks fit (no klikgesprek, R18).
    *_rules(
        (*UNANSWERED, S.INVITED, S.CONVERSATION),
        S.OFFERED,
        Who.COMPANY,
        Turn.STUDENT,
        starts=[Starts.ANSWERED, Starts.DECIDED],
    ),
    *_rules(
        [S.OFFERED],
        S.ACCEPTED,
        Who.STUDENT,
        Turn.NOBODY,
        starts=[Starts.IDENTITY, Starts.DECIDED],
    ),
    *_rules(
        (*UNANSWERED, S.INVITED, S.CONVERSATION, S.OFFERED),
        S.REFUSED,
        Who.COMPANY,
        Turn.NOBODY,
        needs=[Need.REASON],
        starts=[Starts.ANSWERED, Starts.DECIDED],
    ),
    *_rules(RUNNING, S.WITHDRAWN, Who.STUDENT, Turn.NOBODY, starts=[Starts.DECIDED]),
    *_rules([S.SENT, S.SEEN], S.NO_ANSWER, Who.TIME, Turn.COMPANY, needs=[Need.TERM]),
)

_BY_STEP = {(rule.origin, rule.to, rule.who): rule for rule in TABLE}


def rule(current: str, to: State, *, who: Who) -> Rule:
    """The rule of this step. Raises IllegalTransition."""
    found = _BY_STEP.get((State(current), to, who))
    if found is None:
        raise IllegalTransition(f"{current} → {to} by {who}")
    return found


def may(current: str, to: State, *, who: Who) -> bool:
    return (State(current), to, who) in _BY_STEP


class Reason(TextChoices):
    """Why a company says no. About the place and the work: no line is about who somebody is."""

    TAKEN = "taken", _("Alle plekken zijn vergeven")
    CANCELLED = "cancelled", _("De plek gaat niet door")
    GUIDANCE = "guidance", _("Er is nu niemand die kan begeleiden")
    TASKS = "tasks", _("De taken hier passen niet bij de leerwensen")
    SKILLS = "skills", _("Voor deze taken is een vaardigheid nodig die nog ontbreekt")
    PERIOD = "period", _("De periode of de werktijden passen niet")
    REQUIREMENT = "requirement", _("Er is een wettelijke eis, zoals een diploma of een verklaring")
    OTHERS = "others", _("Andere profielen passen beter bij de taken van deze plek")
    NO_REACTION = "no_reaction", _("Op de uitnodiging of het aanbod kwam geen reactie")


def reasons_from(current: str) -> list[Reason]:
    """The reasons that can be true now: who was asked nothing cannot have kept silent."""
    is_asked = current in (S.INVITED, S.OFFERED)
    return [one for one in Reason if is_asked or one is not Reason.NO_REACTION]
