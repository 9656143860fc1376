"""The one table of a placement: what may follow what, and who may do it (R12, R18).

What is not in the table is illegal. Time starts and ends a placement; people agree on it, end it
early or take it back. Nothing here looks at who a student is.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PROPOSED = "proposed", _("Voorgesteld")
    AGREED = "agreed", _("Afgesproken")
    RUNNING = "running", _("Bezig")
    ENDED = "ended", _("Klaar")
    ENDED_EARLY = "ended_early", _("Eerder gestopt")
    EVALUATED = "evaluated", _("Klaar, met evaluatie")
    WITHDRAWN = "withdrawn", _("Ging niet door")


class Party(TextChoices):
    STUDENT = "student", _("Student")
    COMPANY = "company", _("Leerbedrijf")
    SCHOOL = "school", _("School")


class Who(StrEnum):
    """Who takes a step: a party, or the day."""

    STUDENT = "student"
    COMPANY = "company"
    SCHOOL = "school"
    TIME = "time"


class Verb(TextChoices):
    """What was done, as the history tells it."""

    PROPOSE = "propose", _("Voorgesteld")
    TAKE_OVER = "take_over", _("Nagekeken door de school")
    DRAW_UP = "draw_up", _("Overeenkomst opgesteld")
    ASK_CHANGE = "ask_change", _("Verandering gevraagd")
    CONFIRM = "confirm", _("Akkoord gegeven")
    AGREE = "agree", _("Afgesproken: iedereen is akkoord")
    WAIVE = "waive", _("Afgesproken zonder overeenkomst")
    START = "start", _("Begonnen")
    END = "end", _("Laatste dag geweest")
    END_EARLY = "end_early", _("Eerder gestopt")
    WITHDRAW = "withdraw", _("Ging niet door")
    EVALUATE = "evaluate", _("Evaluatie verstuurd")


class EndReason(TextChoices):
    """Why it ended early, or did not go on. Nobody has to say why: the last line is for that."""

    TOGETHER = "together", _("In overleg gestopt")
    TASKS = "tasks", _("Het werk past niet bij de opleiding")
    GUIDANCE = "guidance", _("Er was te weinig begeleiding")
    ABSENCE = "absence", _("De student kwam niet meer")
    OTHER_PLACE = "other_place", _("Er is een andere stageplek")
    STUDY = "study", _("De student stopt met de opleiding, of doet een andere")
    COMPANY = "company", _("Het bedrijf stopt, of heeft geen werk meer")
    RECOGNITION = "recognition", _("Het leerbedrijf is niet meer erkend voor deze opleiding")
    OTHER = "other", _("Iets anders")
    UNSAID = "unsaid", _("Zonder reden")


class IllegalTransition(ValueError):
    """This verb is not possible in this state, or not for them."""


S = State
LIVE = (S.PROPOSED, S.AGREED, S.RUNNING)
OVER = (S.ENDED, S.ENDED_EARLY, S.EVALUATED)  # it has been
CLOSED = (*OVER, S.WITHDRAWN)

_ALL = frozenset({Who.STUDENT, Who.COMPANY, Who.SCHOOL})
_SCHOOL = frozenset({Who.SCHOOL})
_TIME = frozenset({Who.TIME})
_OTHERS = frozenset({Who.STUDENT, Who.COMPANY})

# From each state: the verbs that are possible, by whom, and the state that follows.
# A new text leaves an agreed or running placement what it is: the text on which everybody agreed
# counts until everybody agrees on the next one.
TABLE: dict[State, dict[Verb, tuple[frozenset[Who], State]]] = {
    S.PROPOSED: {
        Verb.TAKE_OVER: (_SCHOOL, S.PROPOSED),
        Verb.DRAW_UP: (_SCHOOL, S.PROPOSED),
        Verb.ASK_CHANGE: (_OTHERS, S.PROPOSED),
        Verb.CONFIRM: (_ALL, S.PROPOSED),
        Verb.AGREE: (_ALL, S.AGREED),
        Verb.WAIVE: (_SCHOOL, S.AGREED),
        Verb.WITHDRAW: (_ALL, S.WITHDRAWN),
    },
    S.AGREED: {
        Verb.DRAW_UP: (_SCHOOL, S.AGREED),
        Verb.ASK_CHANGE: (_OTHERS, S.AGREED),
        Verb.CONFIRM: (_ALL, S.AGREED),
        Verb.AGREE: (_ALL, S.AGREED),
        Verb.START: (_TIME, S.RUNNING),
        Verb.WITHDRAW: (_ALL, S.WITHDRAWN),
    },
    S.RUNNING: {
        Verb.DRAW_UP: (_SCHOOL, S.RUNNING),
        Verb.ASK_CHANGE: (_OTHERS, S.RUNNING),
        Verb.CONFIRM: (_ALL, S.RUNNING),
        Verb.AGREE: (_ALL, S.RUNNING),
        Verb.END: (_TIME, S.ENDED),
        Verb.END_EARLY: (_ALL, S.ENDED_EARLY),
    },
    S.ENDED: {Verb.EVALUATE: (_TIME, S.EVALUATED)},
    S.ENDED_EARLY: {Verb.EVALUATE: (_TIME, S.EVALUATED)},
    S.EVALUATED: {},
    S.WITHDRAWN: {},
}


def following(current: str, verb: Verb, *, who: Who) -> State:
    """The state after this verb. Raises IllegalTransition."""
    found = TABLE[State(current)].get(verb)
    if found is None or who not in found[0]:
        raise IllegalTransition(f"{current}: {verb} by {who}")
    return found[1]


def may(current: str, verb: Verb, *, who: Who) -> bool:
    found = TABLE[State(current)].get(verb)
    return found is not None and who in found[0]
