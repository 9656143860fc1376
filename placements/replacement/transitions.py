"""The one table of what may follow what in a request for a new place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("We zoeken")
    PROPOSED = "proposed", _("Er is een plek voorgesteld")
    FOUND = "found", _("Er is een plek")
    WITHDRAWN = "withdrawn", _("Niet meer nodig")
    EXPIRED = "expired", _("Verlopen")


class Verb(models.TextChoices):
    PROPOSE = "propose"
    FIND = "find"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_ENDS = {
    Verb.FIND: State.FOUND,
    Verb.WITHDRAW: State.WITHDRAWN,
    Verb.EXPIRE: State.EXPIRED,
}
# From each state: the verbs that are possible, and the state that follows. All else is illegal.
TRANSITIONS: dict[State, dict[Verb, State]] = {
    State.OPEN: {Verb.PROPOSE: State.PROPOSED, **_ENDS},
    State.PROPOSED: {Verb.PROPOSE: State.PROPOSED, **_ENDS},
    State.FOUND: {},
    State.WITHDRAWN: {},
    State.EXPIRED: {},
}
RUNNING = (State.OPEN, State.PROPOSED)


def following(state: str, verb: Verb) -> State | None:
    """The state after this verb, or None when it is not possible now."""
    return TRANSITIONS[State(state)].get(verb)
