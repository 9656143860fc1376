"""The board: a column for each whose turn it can be, the most urgent of it in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.board.asking import LIST, Wanted
from reports.board.listing import Listing
from reports.board.rows import Row
from reports.casework.models import Turn

EMPTY: dict[str, Promise] = {
    "school": gettext_lazy("Hier wacht nu niets op jullie."),
    "melder": gettext_lazy("Hier wacht nu niets op een melder."),
    "bedrijf": gettext_lazy("Hier wacht nu niets op een bedrijf."),
    "sbb": gettext_lazy("Hier ligt nu niets bij SBB."),
}


@dataclass(frozen=True)
class Column:
    """What `ui/_board.html` shows; `cases` are rows for `board/_card.html`."""

    key: str
    wanted: Wanted
    title: str | Promise
    is_lit: bool
    total: int
    cases: list[Row]
    empty: str | Promise

    @property
    def count(self) -> str:
        if not self.total:
            return ""
        return ngettext("%(count)d zaak", "%(count)d zaken", self.total) % {"count": self.total}

    @property
    def more(self) -> str:
        """The words of the link to the rest; empty when all of it stands here."""
        if self.total <= sum(not one.is_elsewhere for one in self.cases):
            return ""
        return _("Toon alle %(count)d zaken") % {"count": self.total}

    @property
    def more_url(self) -> str:
        return "?" + urlencode(self.wanted.query(view=LIST, turn=self.key))


def columns(listing: Listing, shown: Sequence[Row]) -> list[Column]:
    """One for each whose turn it can be; danger from further down came into sight: cut again."""
    by_turn: dict[str, list[Row]] = {}
    for row in shown:
        by_turn.setdefault(row.case.turn, []).append(row)
    return [
        Column(
            key=key,
            wanted=listing.wanted,
            title=label,
            is_lit=turn == Turn.SCHOOL,
            total=listing.count(replace(listing.wanted, turn=key)),
            cases=_with_danger(turn, by_turn),
            empty=EMPTY[key],
        )
        for key, (label, turn) in listing.wanted.turns.items()
        if key in EMPTY and listing.wanted.turn in {"", key}
    ]


def _with_danger(turn: Turn, by_turn: Mapping[str, Sequence[Row]]) -> list[Row]:
    """The school's column begins with danger that is not over, also while somebody else has the
    turn: asking a reporter something takes nobody out of sight. It stays in its own column too."""
    own = list(by_turn.get(turn, []))[: settings.BOARD_COLUMN_CASES]
    if turn != Turn.SCHOOL:
        return own
    others = [row for other, rows in by_turn.items() if other != turn for row in rows]
    also = [replace(row, is_elsewhere=True) for row in others if row.is_in_danger]
    return sorted([*own, *also], key=lambda row: row.haste)
