"""The team's list: what is new, whose turn it is, what is due; overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.casework.models import Case, CaseQuerySet, Status, Turn
from reports.casework.pages import Due, due, labels
from reports.casework.policy import POLICY
from reports.dossiers.vocabulary import Ground, Phase
from reports.notices.models import News
from stagebaken.accounts.models import User
from stagebaken.web.days import today

ALL = "alles"
ASKED: dict[Turn, Promise] = {
    Turn.SCHOOL: gettext_lazy("Antwoord geven"),
    Turn.REPORTER: gettext_lazy("Wachten op de melder"),
    Turn.COMPANY: gettext_lazy("Wachten op het bedrijf"),
    Turn.SBB: gettext_lazy("Wachten op SBB"),
    Turn.NOBODY: gettext_lazy("Afgerond"),
}
FILTERS: dict[str, Promise] = {
    ALL: gettext_lazy("Alles"),
    "nieuw": gettext_lazy("Nieuw"),
    "te-laat": gettext_lazy("Te laat"),
    "school": gettext_lazy("Wij zijn aan de beurt"),
    "melder": gettext_lazy("De melder is aan de beurt"),
    "mijn": gettext_lazy("Opgepakt door mij"),
}


@dataclass(frozen=True)
class Segment:
    """A filter with the number of cases that it shows to this member."""

    key: str
    label: str | Promise
    count: int
    is_current: bool


class Listing:
    """The cases of one member, through one filter. Whatever is counted is visible to them (P2)."""

    def __init__(self, user: User, wanted: str) -> None:
        self.user = user
        self.chosen = wanted if wanted in FILTERS else ALL
        self.conditions = conditions(user)
        self.visible = POLICY.visible_to(user)
        self.counts: dict[str, int] = self.visible.aggregate(
            **{key: Count("pk", filter=condition) for key, condition in self.conditions.items()}
        )

    @property
    def cases(self) -> CaseQuerySet:
        found = self.visible.filter(self.conditions[self.chosen])
        found = found.annotate(is_new=self.conditions["nieuw"])
        return found.select_related("school", "assignee", "dossier__report").by_urgency()

    @property
    def count(self) -> int:
        return self.counts[self.chosen]

    @property
    def waiting(self) -> int:
        """How many cases ask something of the school."""
        return self.counts["school"]

    @property
    def segments(self) -> list[Segment]:
        return [
            Segment(key, label, self.counts[key], is_current=key == self.chosen)
            for key, label in FILTERS.items()
        ]


def conditions(user: User) -> dict[str, Q | Exists]:
    news = News.objects.filter(recipient__user=user, dossier=OuterRef("dossier"))
    ours = Q(turn=Turn.SCHOOL)
    return {
        ALL: Q(pk__isnull=False),
        "nieuw": Exists(news),
        "te-laat": Q(due_on__lt=today()),
        "school": ours,
        "melder": Q(turn=Turn.REPORTER),
        "mijn": Q(assignee=user),
    }


@dataclass(frozen=True)
class Row:
    """One line of the list. `card` is empty while the vault is closed."""

    case: Case
    due: Due | None
    is_new: bool
    card: dict[str, Any]
    school: str  # named only where the list holds cases of several schools

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
        if self.case.status == Status.RECEIVED:
            return _("Ontvangst nog niet bevestigd")
        return str(self.case.get_status_display())

    @property
    def is_urgent(self) -> bool:
        """Somebody may be in danger: sealed in the card, so a closed vault does not tell."""
        return bool(self.card.get("danger"))

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


def rows(cases: Sequence[Any], cards: dict[str, dict[str, Any]]) -> list[Row]:
    """Cases of a listing, with the cards that could be opened."""
    has_several = len({case.school_id for case in cases}) > 1
    return [
        Row(
            case=case,
            due=due(case, today()),
            is_new=case.is_new,
            card=cards.get(str(case.pk), {}),
            school=case.school.name if has_several else "",
        )
        for case in cases
    ]
