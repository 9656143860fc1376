"""What the gap pages say: one honest sentence, a picture and a table for each part of it.

What is left of a gap is called 'onverklaard door richting, niveau en regio' and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from placements.outcomes.cohort import CAP
from placements.outcomes.gap.decomposition import UNEXPLAINED
from placements.outcomes.indicators import HORIZON
from placements.releases.catalogue import ORIGINS, REFERENCE, Text
from placements.releases.gap_drawing import Picture, picture
from placements.releases.gap_reading import Comparison, Figure
from placements.releases.gap_warnings import beyond, warnings
from placements.releases.gap_words import Unit

Line = tuple[Text, Figure]


@dataclass(frozen=True)
class Part:
    """One outcome of a comparison: as counted, adjusted, and what is left."""

    name: str
    title: str
    sentences: list[str]
    about: str  # of the picture
    picture: Picture | None
    lines: list[Line]
    caption: str

    @property
    def rows(self) -> list[list[str]]:
        return [
            [str(label), figure.text, figure.interval, figure.students]
            for label, figure in self.lines
        ]

    @property
    def description(self) -> str:
        """The picture in words."""
        return " ".join(
            said(label, figure) for label, figure in self.lines if figure.unit in _DRAWN
        )


_DRAWN = {Unit.POINTS, Unit.RATIO}


def said(label: Text, figure: Figure) -> str:
    """A figure with its interval and n, as a sentence."""
    if figure.is_hidden:
        return _("%(label)s: te weinig gegevens.") % {"label": label}
    return _("%(label)s: %(value)s, waarschijnlijk tussen %(between)s (%(n)s).") % {
        "label": label,
        "value": figure.text,
        "between": figure.interval,
        "n": figure.n,
    }


def raw_label() -> str:
    return _("Zoals geteld")


def adjusted_label() -> str:
    """Short: it stands in a picture that is also as wide as a phone."""
    return _("Gecorrigeerd")


def parts(some: Comparison) -> list[Part]:
    return [_first_try(some), _applications(some), _time(some)]


def _part(
    some: Comparison,
    words: tuple[str, str, str],
    sentences: Sequence[str],
    drawn: Sequence[Figure],
    lines: Sequence[Line],
) -> Part:
    """`words`: name, title, and what the picture says; `drawn`: as counted, and adjusted."""
    name, title, about = words
    caption = _("%(title)s. n: herkomst %(group)s / herkomst Nederland") % {
        "title": title,
        "group": some.group_name,
    }
    labelled = list(zip((raw_label(), adjusted_label()), drawn, strict=True))
    told = [one for one in sentences if one]
    return Part(name, title, told, about, picture(labelled), [*lines], caption)


# ---------- first try ----------


def _first_try(some: Comparison) -> Part:
    raw = (_("Verschil, zoals geteld"), some["first_try_diff"])
    adjusted = (
        _("Verschil bij dezelfde richting, hetzelfde niveau en dezelfde regio"),
        some["first_try_diff_adjusted"],
    )
    return _part(
        some,
        ("first_try", _("Plek bij de eerste sollicitatie"),
         _("Verschil met herkomst Nederland in punten. Links van de streep: minder vaak meteen "
          "een plek.")),
        [_shares(some), _unexplained(some["first_try_unexplained"])],
        [raw[1], adjusted[1]],
        [
            (_with_origin(some.group_name), some["first_try_group"]),
            (_with_origin(ORIGINS[REFERENCE]), some["first_try_reference"]),
            raw,
            adjusted,
            (_("Verhouding, zoals geteld"), some["first_try_ratio"]),
            (
                _("Verhouding bij dezelfde richting, hetzelfde niveau en dezelfde regio"),
                some["first_try_ratio_adjusted"],
            ),
            (_unexplained_label(), some["first_try_unexplained"]),
        ],
    )  # fmt: skip


def _with_origin(name: Text) -> str:
    return _("Herkomst %(group)s") % {"group": name}


def _shares(some: Comparison) -> str:
    group, reference = some["first_try_group"], some["first_try_reference"]
    return _(
        "Van de sollicitanten met herkomst %(group)s vond %(share)s meteen een plek "
        "(tussen %(between)s, %(n)s). Van de sollicitanten met herkomst Nederland was dat "
        "%(other)s (tussen %(other_between)s, %(other_n)s)."
    ) % {
        "group": some.group_name,
        "share": group.text,
        "between": group.interval,
        "n": group.n,
        "other": reference.text,
        "other_between": reference.interval,
        "other_n": reference.n,
    }


def _unexplained_label() -> str:
    return _("Deel dat %(unexplained)s blijft, op de schaal van het verschil") % {
        "unexplained": unexplained()
    }


def unexplained() -> str:
    """The one name of what is left, in the language of now."""
    return {UNEXPLAINED: _("onverklaard door richting, niveau en regio")}[UNEXPLAINED]


def _unexplained(figure: Figure) -> str:
    if figure.is_hidden:
        return _(
            "Welk deel van het verschil %(unexplained)s is, zeggen wij hier niet: daarvoor is het "
            "verschil te onzeker, of zijn er te weinig gegevens."
        ) % {"unexplained": unexplained()}
    return _(
        "Van dit verschil is %(share)s %(unexplained)s, op de schaal van het verschil "
        "(tussen %(between)s, %(n)s)."
    ) % {
        "share": figure.text,
        "unexplained": unexplained(),
        "between": figure.interval,
        "n": figure.n,
    }


# ---------- applications per placement ----------


def _applications(some: Comparison) -> Part:
    raw, adjusted = some["applications_ratio"], some["applications_ratio_adjusted"]
    return _part(
        some,
        ("applications", _("Sollicitaties per gevonden plek"),
         _("Hoeveel keer zo veel sollicitaties als bij herkomst Nederland. Rechts van de streep: "
          "meer sollicitaties nodig.")),
        [_needed(some), _both_scales(some)],
        [raw, adjusted],
        [
            (_with_origin(some.group_name), some["applications_group"]),
            (_with_origin(ORIGINS[REFERENCE]), some["applications_reference"]),
            (_("Verhouding, zoals geteld"), raw),
            (
                _("Verhouding bij dezelfde richting, hetzelfde niveau en dezelfde regio"),
                adjusted,
            ),
            (_unexplained_label(), some["applications_unexplained"]),
            (
                _("Deel dat %(unexplained)s blijft, op de logaritmische schaal")
                % {"unexplained": unexplained()},
                some["applications_unexplained_log"],
            ),
        ],
    )  # fmt: skip


def _needed(some: Comparison) -> str:
    group, reference = some["applications_group"], some["applications_reference"]
    if group.is_hidden or reference.is_hidden:
        return ""
    return _(
        "Voor één gevonden plek waren er bij herkomst %(group)s %(needed)s sollicitaties "
        "(tussen %(between)s, %(n)s), en bij herkomst Nederland %(other)s "
        "(tussen %(other_between)s, %(other_n)s)."
    ) % {
        "group": some.group_name,
        "needed": group.text,
        "between": group.interval,
        "n": group.n,
        "other": reference.text,
        "other_between": reference.interval,
        "other_n": reference.n,
    }


def _both_scales(some: Comparison) -> str:
    """Never a share without its scale: the same data say 85 % on one and 79 % on the other."""
    plain, log = some["applications_unexplained"], some["applications_unexplained_log"]
    if plain.is_hidden or log.is_hidden:
        return _unexplained(plain)
    return _(
        "Hiervan is %(unexplained)s, op de schaal van het verschil: %(share)s (tussen "
        "%(between)s); op de logaritmische schaal: %(log)s (tussen %(log_between)s), "
        "%(n)s. In dit deel telt elke sollicitatie, ook boven de %(cap)s."
    ) % {
        "unexplained": unexplained(),
        "share": plain.text,
        "between": plain.interval,
        "log": log.text,
        "log_between": log.interval,
        "n": plain.n,
        "cap": CAP,
    }


# ---------- time ----------


def _time(some: Comparison) -> Part:
    raw, adjusted = some["pace"], some["pace_adjusted"]
    return _part(
        some,
        ("time", _("Hoe lang het zoeken duurt"),
         _("Kans per dag op een plek, tegenover herkomst Nederland. Links van de streep: "
          "langzamer een plek.")),
        [_days(some), _pace(raw, adjusted)],
        [raw, adjusted],
        [
            (_("Middelste zoektijd, herkomst %(group)s") % {"group": some.group_name},
             some["median_group"]),
            (_("Middelste zoektijd, herkomst %(group)s") % {"group": ORIGINS[REFERENCE]},
             some["median_reference"]),
            (_("Gemiddelde zoektijd in de eerste %(days)s dagen, herkomst %(group)s")
             % {"days": HORIZON, "group": some.group_name}, some["days_group"]),
            (_("Gemiddelde zoektijd in de eerste %(days)s dagen, herkomst %(group)s")
             % {"days": HORIZON, "group": ORIGINS[REFERENCE]}, some["days_reference"]),
            (_("Kans per dag op een plek (hazardratio), zoals geteld"), raw),
            (_("Kans per dag op een plek (hazardratio), bij dezelfde richting, hetzelfde niveau "
               "en dezelfde regio"), adjusted),
        ],
    )  # fmt: skip


def _days(some: Comparison) -> str:
    group, reference = some["days_group"], some["days_reference"]
    if group.is_hidden or reference.is_hidden:
        return ""
    return _(
        "In de eerste %(days)s dagen zochten studenten met herkomst %(group)s gemiddeld "
        "%(mean)s (tussen %(between)s, %(n)s), en studenten met herkomst Nederland %(other)s "
        "(tussen %(other_between)s, %(other_n)s). Wie zonder te solliciteren een plek kreeg, "
        "telt hier mee."
    ) % {
        "days": HORIZON,
        "group": some.group_name,
        "mean": group.text,
        "between": group.interval,
        "n": group.n,
        "other": reference.text,
        "other_between": reference.interval,
        "other_n": reference.n,
    }


def _pace(raw: Figure, adjusted: Figure) -> str:
    if raw.is_hidden:
        return _("Over de zoektijd zijn er te weinig gegevens.")
    first = _(
        "Op een dag dat beide groepen nog zoeken, is de kans op een plek %(value)s keer zo groot "
        "als bij herkomst Nederland (tussen %(between)s, %(n)s)."
    ) % {"value": raw.text, "between": raw.interval, "n": raw.n}
    if adjusted.is_hidden:
        return first
    second = _(
        "Bij dezelfde richting, hetzelfde niveau en dezelfde regio is dat %(value)s keer (tussen "
        "%(between)s, %(n)s)."
    ) % {"value": adjusted.text, "between": adjusted.interval, "n": adjusted.n}
    return f"{first} {second}"


# ---------- the page ----------


def context(some: Comparison) -> dict[str, Any]:
    """All that the page says of one comparison."""
    return {
        "comparison": some,
        "title": _("Herkomst %(group)s naast herkomst Nederland") % {"group": some.group_name},
        "parts": parts(some) if some.is_said else [],
        "warnings": list(warnings(some)),
        "is_beyond": beyond(some),
        "columns": [
            _("Wat"),
            (_("Cijfer"), "number"),
            (_("Waarschijnlijk tussen"), "number"),
            (_("Studenten (n)"), "number"),
        ],
    }
