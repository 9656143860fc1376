"""Nothing found: which one filter, let go, would give how many?"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.search.engine import Answer, Question, total

WIDER = (15, 25, 50)  # kilometres to try instead
# What an address asks, and what can be let go.
ASKED = ("q", "near", "radius_km", "crebo", "pathway", "level", "sector", "more", "commitment")


@dataclass(frozen=True)
class Loosened:
    """`changes` to the address; None lets a name go."""

    label: str | Promise
    changes: dict[str, Any]
    total: int


# Groups of filters, with their names in the address and the words to let them go.
_GROUPS: dict[str, tuple[tuple[str, ...], Promise]] = {
    "pathway": (("pathway",), _("Zonder leerweg")),
    "level": (("level",), _("Zonder niveau")),
    "sector": (("sector",), _("Zonder sector")),
    "allowance": (("more",), _("Ook zonder vergoeding")),
    "places": (("more",), _("Ook zonder open stageplek")),
    "approved": (("more",), _("Ook zonder goedkeuring van een hbo-school")),
    "commitment": (("commitment",), _("Zonder beloften")),
}


def loosened(question: Question, answer: Answer, more: list[str]) -> list[Loosened]:
    """Every single filter that helps, the one that gives most first; else what is left of all."""
    found = [
        Loosened(_GROUPS[name][1], _without(name, more), count)
        for name, count in answer.tally.loosened.items()
    ]
    found += _other_words_and_places(question)
    helps = [one for one in found if one.total] or _alone(question)
    return sorted(helps, key=lambda one: -one.total)


def _without(name: str, more: list[str]) -> dict[str, Any]:
    names = _GROUPS[name][0]
    if names == ("more",):
        return {"more": [one for one in more if one != name] or None}
    return dict.fromkeys(names)


def _alone(question: Question) -> list[Loosened]:
    """No single filter helps: the words alone, and the place alone, when they give something."""
    bare = Question(is_vetted=question.is_vetted, own_words=question.own_words)
    tries: list[tuple[Promise | str, tuple[str, ...], Question]] = []
    if question.asked.groups:
        words = bare.but(q=question.q)
        tries.append((_("Alleen je zoekwoorden, zonder plaats en filters"), ("q",), words))
    if question.around:
        near = bare.but(near=question.near, radius_km=question.radius_km)
        names = ("near", "radius_km")
        tries.append((_("Alleen de plaats, zonder zoekwoorden en filters"), names, near))
    found = [
        Loosened(label, {name: None for name in ASKED if name not in names}, total(asked))
        for label, names, asked in tries
    ]
    return [one for one in found if one.total]


def _other_words_and_places(question: Question) -> list[Loosened]:
    tries: list[tuple[Any, dict[str, Any], Question]] = []
    if question.asked.groups:
        tries.append((_("Zonder je zoekwoorden"), {"q": None}, question.but(q="")))
    if question.crebo:
        tries.append((_("Zonder crebo"), {"crebo": None}, question.but(crebo="")))
    if question.around and question.reach is not None:
        for radius in [radius for radius in WIDER if radius > question.reach]:
            wider = _("Binnen %(radius)s km") % {"radius": radius}
            tries.append((wider, {"radius_km": radius}, question.but(radius_km=radius)))
        tries.append((_("In heel Nederland"), {"near": None}, question.but(near="")))
    if question.is_vetted:
        label = _("Ook bedrijven zonder erkenning")
        tries.append((label, {"vetted": 0}, replace(question, is_vetted=False)))
    return [Loosened(label, changes, total(asked)) for label, changes, asked in tries]
