"""Pages made of panels: rooms above put theirs on a page without that page knowing them.

A room registers in its `AppConfig.ready()`. Where nobody registered, a page has no such panel.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

# `now`: what waits for a hand today; `steps`: what else can be done.
Slot = Literal["top", "now", "steps", "main", "reply", "side"]


@dataclass(frozen=True)
class Panel:
    """A part of a page. `context` gives its values, or None where it is not shown."""

    name: str
    slot: Slot
    order: int  # the lowest comes first
    template: str  # gets what `context` gave as `panel`
    context: Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Shown:
    """A panel with its values, for the template."""

    template: str
    panel: dict[str, Any]


@dataclass
class Board:
    """The panels of one page."""

    panels: dict[str, Panel] = field(default_factory=dict)

    def add(self, panel: Panel) -> None:
        """Register a panel; the same name again replaces it (an app made ready twice)."""
        self.panels[panel.name] = panel

    def shown(self, *given: Any) -> dict[str, list[Shown]]:
        """The panels of each slot, in order, with values made from what the page has open."""
        slots: dict[str, list[Shown]] = {slot: [] for slot in get_args(Slot)}
        for panel in sorted(self.panels.values(), key=lambda one: (one.order, one.name)):
            values = panel.context(*given)
            if values is not None:
                slots[panel.slot].append(Shown(panel.template, values))
        return slots


CASE = Board()  # the page of one case; `context` gets (opened: OpenCase, user: User)
REPORTER = Board()  # the reporter's dossier; `context` gets (own: OwnDossier)
