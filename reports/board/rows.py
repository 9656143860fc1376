"""One case on the board or in the list, as the templates show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.board.asking import STATUSES
from reports.board.listing import is_of_one_school
from reports.casework.models import Case, Status, Turn
from reports.casework.pages import Due, due, labels
from reports.dossiers.vocabulary import Ground, Phase
from stagebaken.web.days import today

Card = dict[str, Any]
Cards = dict[str, Card]
ASKED: dict[Turn, Promise] = {
    Turn.SCHOOL: gettext_lazy("Antwoord geven"),
    Turn.REPORTER: gettext_lazy("Wachten op de melder"),
    Turn.COMPANY: gettext_lazy("Wachten op het bedrijf"),
    Turn.SBB: gettext_lazy("Wachten op SBB"),
    Turn.NOBODY: gettext_lazy("Er hoeft nu niets"),
}


@dataclass(frozen=True)
class Row:
    """`card` is empty while the vault is closed."""

    case: Case
    due: Due | None
    is_new: bool
    card: dict[str, Any]
    school: str  # named only where the page holds cases of several schools
    is_elsewhere: bool = False  # stands in a column of another turn than its own

    @property
    def title(self) -> str:
        """What it is about; while the vault is closed, what it asks for."""
        if self.card:
            return str(self.card.get("title", "")) or _("Melding zonder tekst")
        if self.case.status == Status.RECEIVED:
            return _("Nieuwe melding lezen")
        return str(ASKED[Turn(self.case.turn)])

    @property
    def status(self) -> str:
        return str(STATUSES.get(self.case.status, self.case.get_status_display()))

    @property
    def is_urgent(self) -> bool:
        """Somebody may be in danger: sealed in the card, so a closed vault does not tell."""
        return is_urgent(self.card)

    @property
    def is_looked_at(self) -> bool:
        """Somebody looked, and the danger is not over."""
        return bool(self.card.get("danger") and self.card.get("looked_on"))

    @property
    def is_in_danger(self) -> bool:
        """Nobody wrote that it is over, whoever has the turn."""
        return bool(self.card.get("danger")) and not self.case.is_closed

    @property
    def haste(self) -> int:
        """Danger that nobody looked at, then danger that is not over, then the rest."""
        if not self.is_in_danger:
            return 2
        return 0 if self.is_urgent else 1

    @property
    def is_of_witness(self) -> bool:
        return bool(self.card.get("is_of_witness"))

    @property
    def about(self) -> list[str]:
        card = self.card
        parts = [
            ", ".join(labels(Phase, card.get("phases", []))),
            ", ".join(labels(Ground, card.get("grounds", []))),
            card.get("company", ""),
        ]
        return [part for part in parts if part]


def is_urgent(card: Mapping[str, Any]) -> bool:
    """Whether the card tells of danger that nobody looked at."""
    return bool(card.get("danger")) and not card.get("looked_on")


def rows(cases: Sequence[Case], cards: Cards) -> list[Row]:
    """Cases in their order with the cards that could be opened; possible danger comes first."""
    names_school = not is_of_one_school(cases)
    made = [
        Row(
            case=case,
            due=due(case, today()),
            is_new=getattr(case, "is_new", False),
            card=cards.get(str(case.pk), {}),
            school=case.school.name if names_school else "",
        )
        for case in cases
    ]
    return sorted(made, key=lambda row: row.haste)
