"""From an address of /stages/ to what is kept of it, and back; through the search's own form."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from placements.commitments.models import Commitment
from placements.geography.names import pc4_of
from placements.saved_searches.models import ADDRESS_LENGTH, NAME_LENGTH
from placements.search.engine import Question
from placements.search.forms import DEFAULT_RADIUS, SearchForm

ADDRESS_MOST = 8_000  # characters of an address that we read at all


def promises() -> list[Commitment]:
    """What companies can promise: for who reads many searches, asked once."""
    return list(Commitment.objects.all())


def read(query: QueryDict, commitments: list[Commitment] | None = None) -> SearchForm | None:
    """The search of this address; None when the search itself would refuse it."""
    asked = query.copy()
    asked.setdefault("radius_km", str(DEFAULT_RADIUS))
    asked.setdefault("vetted", "1")
    form = SearchForm(asked, commitments=promises() if commitments is None else commitments)
    return form if form.is_valid() else None


def read_text(text: str, commitments: list[Commitment] | None = None) -> SearchForm | None:
    """The same for parameters that came back from a page of ours, or from a row.

    Attack: what comes back can be anything; it is read as any address is.
    """
    if len(text) > ADDRESS_MOST:
        return None
    try:
        return read(QueryDict(text.removeprefix("?")), commitments)
    except (ValueError, OverflowError):  # more parameters than Django takes
        return None


def write(form: SearchForm) -> str:
    """The parameters as our form understood them, always in the same order; "" when too long."""
    asked = form.cleaned_data | {"near": _near(form)}
    pairs = [(name, one) for name, value in asked.items() for one in _values(value)]
    written = urlencode(pairs)
    return written if len(written) <= ADDRESS_LENGTH else ""


def _near(form: SearchForm) -> str:
    """No finer than the search asks: the letters of a postcode would point at one street."""
    near: str = form.cleaned_data["near"]
    return pc4_of(near) or near


def _values(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [str(one) for one in several if one is not None and one != ""]


def question(asked: str) -> Question | None:
    """None for what cannot be asked any more, such as a promise that no longer exists."""
    form = read_text(asked)
    return form.question() if form else None


def suggested_name(form: SearchForm) -> str:
    """What the search is about, to begin with."""
    what, where = form.cleaned_data["q"], _near(form)
    if what and where:
        name = _("%(what)s bij %(where)s") % {"what": what, "where": where}
    else:
        name = what or where or _("Mijn zoekopdracht")
    return str(name)[:NAME_LENGTH]


def described(form: SearchForm) -> list[str]:
    """The search in words: what, where, and every filter."""
    asked = form.cleaned_data
    parts = [asked["q"], _where(form)]
    if asked["crebo"]:
        parts.append(_("Crebo %s") % asked["crebo"])
    parts += _ticked(form)
    if asked["vetted"] == "0":
        parts.append(str(dict(form.fields["vetted"].choices)["0"]))  # type: ignore[attr-defined]
    return [one for one in parts if one]


def _where(form: SearchForm) -> str:
    near, radius = _near(form), form.cleaned_data["radius_km"]
    return f"{near}, {radius} km" if near and radius else near


def _ticked(form: SearchForm) -> Iterator[str]:
    for name, field in form.fields.items():
        if isinstance(field, MultipleChoiceField):
            labels = {str(value): label for value, label in field.choices}  # type: ignore[union-attr,misc]
            yield from (str(labels[str(one)]) for one in form.cleaned_data[name])
