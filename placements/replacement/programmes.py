"""A programme of the mbo as a student names it: by its name; its crebo is known to few."""

import re
from typing import Any

from django.utils.translation import gettext as _

from placements.accreditations.models import Programme
from placements.companies.words import plain
from placements.search.suggestions import programmes

CREBO = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)


class NoProgramme(Exception):
    """None or several are meant; `sentence` helps to say which."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def programme_name(crebo: str) -> str:
    known = Programme.objects.filter(crebo=crebo).first()
    return f"{known.name} ({crebo})" if known else crebo


def find_programme(typed: str) -> str:
    """The crebo of what was typed: a code, a name, or some words of it. Raises NoProgramme."""
    code = CREBO.search(typed)
    if code or not typed.strip():
        return code[0] if code else ""
    found = programmes(typed)
    named = [one for one in found if plain(one["name"]) == plain(typed)] or found
    if not named:
        raise NoProgramme(
            _("Deze opleiding kennen we niet. Typ een ander woord uit de naam, of laat dit leeg.")
        )
    if len(named) > 1:
        shown = ", ".join(_shown(one) for one in named)
        raise NoProgramme(_("Welke bedoel je? Typ de code over van: %s.") % shown)
    return str(named[0]["crebo"])


def _shown(one: dict[str, Any]) -> str:
    if one["level"] is None:
        return f"{one['name']} ({one['crebo']})"
    return _("%(name)s, niveau %(level)s (%(crebo)s)") % one
