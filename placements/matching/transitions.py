"""The one table of a round: what may follow what. All else is illegal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("In voorbereiding")
    OPEN = "open", _("Studenten geven hun voorkeur")
    CLOSED = "closed", _("De voorkeuren zijn binnen")
    SOLVED = "solved", _("De verdeling is gemaakt")
    PUBLISHED = "published", _("De uitslag is bekend")
    WITHDRAWN = "withdrawn", _("Gestopt")


class Verb(models.TextChoices):
    OPEN = "open"
    CLOSE = "close"
    SOLVE = "solve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


_STOPS = {Verb.WITHDRAW: State.WITHDRAWN}
# Nothing leads back: criteria, places and the seed's hash stand from the opening on.
TRANSITIONS: dict[State, dict[Verb, State]] = {
    State.DRAFT: {Verb.OPEN: State.OPEN, **_STOPS},
    State.OPEN: {Verb.CLOSE: State.CLOSED, **_STOPS},
    State.CLOSED: {Verb.SOLVE: State.SOLVED, **_STOPS},
    State.SOLVED: {Verb.PUBLISH: State.PUBLISHED, **_STOPS},
    State.PUBLISHED: {},
    State.WITHDRAWN: {},
}
SEED_IS_TOLD = (State.CLOSED, State.SOLVED, State.PUBLISHED)


def following(state: str, verb: Verb) -> State | None:
    """The state after this verb, or nothing when it is not possible now."""
    return TRANSITIONS[State(state)].get(verb)
