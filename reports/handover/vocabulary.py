"""Where a report stands at SBB, and what SBB can conclude (domain.md (c), R2, R3, R14)."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where SBB's own work on a report stands."""

    RECEIVED = "received", _("Nieuw van een school")
    EXAMINED = "examined", _("In onderzoek")
    AGREED = "agreed", _("Verbeterafspraken lopen")
    CLOSED = "closed", _("Afgerond")


class Conclusion(TextChoices):
    """What an investigation can end in."""

    NO_ACTION = "no_action", _("Geen actie")
    AGREEMENT = "agreement", _("Verbeterafspraken")
    SUSPENDED = "suspended", _("Erkenning geschorst")
    WITHDRAWN = "withdrawn", _("Erkenning ingetrokken")


CONCLUSION_TEXTS: dict[str, Promise] = {
    Conclusion.NO_ACTION: _("Er is onderzocht en er verandert niets aan de erkenning."),
    Conclusion.AGREEMENT: _("Het bedrijf moet iets veranderen, voor een dag die je noemt."),
    Conclusion.SUSPENDED: _(
        "Het bedrijf is tijdelijk niet erkend voor de opleidingen die je kiest."
    ),
    Conclusion.WITHDRAWN: _("Het bedrijf is niet meer erkend voor de opleidingen die je kiest."),
}

# From each state: those that may follow. Agreements that were not kept lead to another outcome.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.EXAMINED, State.AGREED, State.CLOSED}),
    State.EXAMINED: frozenset({State.AGREED, State.CLOSED}),
    State.AGREED: frozenset({State.AGREED, State.CLOSED}),
    State.CLOSED: frozenset(),
}


class ReplyKind(TextChoices):
    """What comes back to the school."""

    RESPONSE = "response", _("Eerste reactie van SBB")
    DAY = "day", _("Nieuwe dag van SBB")
    OUTCOME = "outcome", _("Uitkomst van SBB")


class Counted(TextChoices):
    """What SBB counts in a year, without saying of which report (R2)."""

    RECEIVED = "received", _("Ontvangen van scholen")
    IN_TIME = "in_time", _("Binnen de termijn gereageerd")
    NO_ACTION = "no_action", Conclusion.NO_ACTION.label
    AGREEMENT = "agreement", Conclusion.AGREEMENT.label
    SUSPENDED = "suspended", Conclusion.SUSPENDED.label
    WITHDRAWN = "withdrawn", Conclusion.WITHDRAWN.label


class IllegalState(ValueError):
    """It is in another state meanwhile: a colleague was first."""


def check(current: str, following: State) -> None:
    if following not in TRANSITIONS[State(current)]:
        raise IllegalState(f"{current} → {following}")
