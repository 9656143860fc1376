"""What the page of /stages/ shows besides its results: filters with counts, and what is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from placements.search.engine import PAGE_SIZE, Answer
from placements.search.facets import Tally
from placements.search.forms import SearchForm


@dataclass(frozen=True)
class Option:
    """One checkbox of a filter, with how many companies it would show."""

    id: str
    name: str
    value: str
    label: str
    is_checked: bool
    count: int


@dataclass(frozen=True)
class Group:
    legend: str
    options: list[Option]


@dataclass(frozen=True)
class Tag:
    """A chosen filter, with the address without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Page:
    """Where we are in the list, in the words that ui/_pagination.html knows."""

    number: int
    total: int

    @property
    def paginator(self) -> "Page":
        return self

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def has_other_pages(self) -> bool:
        return self.num_pages > 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        return min(self.number, self.num_pages + 1) - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def start(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1


def groups(form: SearchForm, answer: Answer) -> list[Group]:
    """Every filter in the order of the page; a sector that is nowhere in the answer is left out."""
    counts = _counts(form, answer.tally)
    return [
        Group(str(form[name].label), options)
        for name in counts
        if (options := list(_options(form[name], counts[name], short=name == "sector")))
    ]


def _counts(form: SearchForm, tally: Tally) -> dict[str, dict[str, int]]:
    promised = {code: tally.commitment.get(bit, 0) for code, bit in form.bits.items()}
    more = {"places": tally.places, "allowance": tally.allowance, "approved": tally.approved}
    return {
        "pathway": tally.pathway,
        "level": {str(level): count for level, count in tally.level.items()},
        "commitment": promised | {form.CHECKED: tally.checked},
        "more": more,
        "sector": tally.sector,
    }


def _options(field: BoundField, counts: dict[str, int], *, short: bool) -> Iterator[Option]:
    for widget in field.subwidgets:
        value, is_checked = str(widget.data["value"]), bool(widget.data["selected"])
        count = counts.get(value, 0)
        if count or is_checked or not short:
            label, key = str(widget.data["label"]), widget.data["attrs"]["id"]
            yield Option(key, widget.data["name"], value, label, is_checked, count)


def tags(found: list[Group], query: QueryDict) -> list[Tag]:
    chosen = [option for group in found for option in group.options if option.is_checked]
    shown = [Tag(one.label, _without(query, one.name, one.value)) for one in chosen]
    if crebo := query.get("crebo", ""):
        shown.insert(0, Tag(_("Crebo %s") % crebo, _without(query, "crebo", crebo)))
    return shown


def _without(query: QueryDict, name: str, value: str) -> str:
    left = [
        (key, one)
        for key, values in query.lists()
        for one in values
        if key != "page" and (key, one) != (name, value)
    ]
    return f"?{urlencode(left)}"


def address(query: QueryDict, changes: dict[str, Any]) -> str:
    """The address of this search with these changes."""
    changed = query.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed.setlist(
            name, [] if value is None else value if isinstance(value, list) else [value]
        )
    return f"?{changed.urlencode()}"
