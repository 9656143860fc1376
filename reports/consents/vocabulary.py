"""The words of the consent ladder: the steps outward, and where a question stands."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The version of the sentences around a question: raised when their meaning changes, so that it
# can be said later to which words somebody said yes.
TEXT_VERSION = 2  # 2: what stays with the receiver is told by us (staying.py)


class Step(TextChoices):
    """A step outward (issue: the consent ladder). Each is asked by itself."""

    TALK = "talk", _("In algemene woorden met het bedrijf praten")
    HEAR = "hear", _("Het bedrijf vragen wat er is gebeurd")
    SBB = "sbb", _("Je melding doorgeven aan SBB")
    BODY = "body", _("Je melding doorgeven aan een andere organisatie")
    WITNESS = "witness", _("Een getuige vragen wat die zag")


class State(TextChoices):
    """Where a question stands."""

    ASKED = "asked", _("Nog geen antwoord")
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    LATER = "later", _("Nu niet")
    REVOKED = "revoked", _("Ja, en daarna ingetrokken")
    TAKEN_BACK = "taken_back", _("De vraag is ingetrokken")
    CARRIED_OUT = "carried_out", _("Uitgevoerd, met jouw ja")
    EXCEPTION = "exception", _("Uitgevoerd zonder jouw ja, omdat er direct gevaar was")


# The same on the pages of the team, where 'you' is not who answered.
TEAM_STATES: dict[str, Promise] = {
    State.ASKED: _("Nog geen antwoord"),
    State.YES: _("De melder zei ja"),
    State.NO: _("De melder zei nee"),
    State.LATER: _("De melder zei: nu niet"),
    State.REVOKED: _("De melder nam het ja terug"),
    State.TAKEN_BACK: _("Jullie trokken de vraag in"),
    State.CARRIED_OUT: _("Gedaan, met het ja van de melder"),
    State.EXCEPTION: _("Gedaan zonder ja van de melder, omdat er direct gevaar was"),
}

# And the steps, where the report is not theirs.
TEAM_STEPS: dict[str, str | Promise] = {
    Step.TALK: Step.TALK.label,
    Step.HEAR: Step.HEAR.label,
    Step.SBB: _("De melding doorgeven aan SBB"),
    Step.BODY: _("De melding doorgeven aan een andere organisatie"),
    Step.WITNESS: Step.WITNESS.label,
}

OPEN = frozenset({State.ASKED, State.YES, State.NO, State.LATER, State.REVOKED})

# From each state: those that may follow. The last three end a question for good.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.YES, State.NO, State.LATER, State.TAKEN_BACK, State.EXCEPTION}),
    State.YES: frozenset({State.REVOKED, State.TAKEN_BACK, State.CARRIED_OUT, State.EXCEPTION}),
    State.NO: frozenset({State.YES, State.LATER, State.TAKEN_BACK, State.EXCEPTION}),
    State.LATER: frozenset({State.YES, State.NO, State.TAKEN_BACK, State.EXCEPTION}),
    State.REVOKED: frozenset({State.YES, State.TAKEN_BACK, State.EXCEPTION}),
    State.TAKEN_BACK: frozenset(),
    State.CARRIED_OUT: frozenset(),
    State.EXCEPTION: frozenset(),
}

ANSWERS: dict[str, Promise] = {
    State.YES: _("Ja, dit mag"),
    State.LATER: _("Nu niet"),
    State.NO: _("Nee"),
}
