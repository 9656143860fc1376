"""Where a student stands in the search for a place, and the one thing to do next.

Facts in an order that everybody may read: first what the school itself has to do, then who has no
place and why nobody is waiting for anybody, then what waits for others. No score, and nothing
about who a student is (R18).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(IntEnum):
    """The numbers order nothing but the choices of a filter; lists go by days."""

    TAKE_OVER = 1  # a student found a place: the school has to look at it
    DRAW_UP = 2  # no agreement yet
    SCHOOL_YES = 3  # the school has to say yes, or answer a change that was asked for
    ACCEPTED = 4  # an offer was accepted, and no placement is recorded
    ENDED_EARLY = 5
    UNPLACED = 6  # a matching round had no place
    NOT_INVITED = 7
    INVITED = 8  # and did not come in
    NO_APPLICATION = 9
    NOTHING_RUNNING = 10
    SILENCE = 11  # only applications without an answer
    OFFERED = 12  # the student has to say
    OTHERS_YES = 13  # student or company has to say yes
    SEARCHING = 14
    ENDING = 15  # soon
    PLACED = 16
    DONE = 17  # the placement of this period is over


class Next(StrEnum):
    """Where the one next action of a row leads."""

    PLACEMENT = "placement"
    DRAW_UP = "draw_up"
    PROPOSE = "propose"
    INVITE = "invite"
    WRITE = "write"
    TIMELINE = "timeline"


@dataclass(frozen=True)
class Words:
    label: str | Promise
    action: str | Promise
    next: Next
    icon: str
    kind: str = "neutral"


WORDS: dict[State, Words] = {
    State.TAKE_OVER: Words(
        _("Zelf gevonden plek: kijk of het kan"), _("Kijk ernaar"), Next.PLACEMENT, "flag",
        "warning",
    ),
    State.DRAW_UP: Words(
        _("Overeenkomst nog niet opgesteld"), _("Stel de overeenkomst op"), Next.DRAW_UP, "edit",
        "warning",
    ),
    State.SCHOOL_YES: Words(
        _("Overeenkomst wacht op de school"), _("Lees en geef akkoord"), Next.PLACEMENT, "edit",
        "warning",
    ),
    State.ACCEPTED: Words(
        _("Plek aangenomen, nog niet vastgelegd"), _("Leg de stage vast"), Next.PROPOSE, "flag",
        "warning",
    ),
    State.ENDED_EARLY: Words(
        _("Eerder gestopt, nog geen nieuwe plek"), _("Stel een plek voor"), Next.PROPOSE, "undo",
    ),
    State.UNPLACED: Words(
        _("Geen plek in de stagematching"), _("Stel een plek voor"), Next.PROPOSE, "dice",
    ),
    State.NOT_INVITED: Words(
        _("Nog niet uitgenodigd"), _("Nodig uit"), Next.INVITE, "mail"
    ),
    State.INVITED: Words(
        _("Uitgenodigd, nog niet binnen"), _("Stuur de uitnodiging opnieuw"), Next.INVITE, "mail"
    ),
    State.NO_APPLICATION: Words(
        _("Nog geen sollicitatie"), _("Schrijf een bericht"), Next.WRITE, "search"
    ),
    State.NOTHING_RUNNING: Words(
        _("Er loopt geen sollicitatie"), _("Schrijf een bericht"), Next.WRITE, "search"
    ),
    State.SILENCE: Words(
        _("Bedrijven antwoorden niet op tijd"), _("Schrijf een bericht"), Next.WRITE, "clock"
    ),
    State.OFFERED: Words(
        _("Een bedrijf bood een plek aan"), _("Herinner de student"), Next.WRITE, "flag", "info"
    ),
    State.OTHERS_YES: Words(
        _("Overeenkomst wacht op een ander"), _("Bekijk de stage"), Next.PLACEMENT, "clock", "info"
    ),
    State.SEARCHING: Words(_("Zoekt een plek"), _("Bekijk de tijdlijn"), Next.TIMELINE, "search"),
    State.ENDING: Words(
        _("Stage eindigt binnen 30 dagen"), _("Bekijk de stage"), Next.PLACEMENT, "calendar",
        "info",
    ),
    State.PLACED: Words(
        _("Heeft een plek"), _("Bekijk de stage"), Next.PLACEMENT, "check", "success"
    ),
    State.DONE: Words(
        _("Stage van deze periode is klaar"), _("Bekijk de tijdlijn"), Next.TIMELINE, "check",
        "success",
    ),
}  # fmt: skip
NOTHING_TO_DO = (State.PLACED, State.DONE)
# In these there is a text to say yes to, whether or not an earlier one was agreed on.
OF_A_PLACEMENT = (
    State.TAKE_OVER, State.DRAW_UP, State.SCHOOL_YES, State.OTHERS_YES, State.ENDING, State.PLACED,
)  # fmt: skip


def slug(state: State) -> str:
    """How an address names it."""
    return state.name.lower().replace("_", "-")


BY_SLUG = {slug(state): state for state in State}
