"""Where a hearing stands, and what may follow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a hearing stands (hoor en wederhoor)."""

    ASKED = "asked", _("Het bedrijf is gevraagd")
    ANSWERED = "answered", _("Het bedrijf heeft geantwoord")
    LAPSED = "lapsed", _("Het bedrijf heeft niet op tijd geantwoord")
    CLOSED = "closed", _("De vraag is afgesloten")


# From each state: those that may follow. Lapsed may be asked again: the team gives more time.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.ANSWERED, State.LAPSED, State.CLOSED}),
    State.LAPSED: frozenset({State.ASKED, State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


class IllegalState(ValueError):
    """This state may not follow that one: it was answered or closed meanwhile."""


def check(current: str, following: State) -> None:
    if following not in TRANSITIONS[State(current)]:
        raise IllegalState(f"{current} → {following}")
