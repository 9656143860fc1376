"""What may be said of a sheet: one honest sentence, made from published numbers alone.

It names no cause, ranks no group and no school, and says of a difference whether it may be chance.
A remaining difference is never called discrimination: these figures do not know why.
"""

import math
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from placements.releases.catalogue import ORIGINS, RATIO, REFERENCE, TABLES, WHICH, group_name
from placements.releases.models import PublishedCell
from placements.releases.reading import Line, Sheet

WIDE: Final = 25  # points of an interval, from which a figure is called uncertain
PAIR: Final = 2  # groups: of more, two that differ most do so by chance soon
COMPARED: Final = ("herkomst", "gender", "leerweg")


@dataclass(frozen=True)
class Difference:
    """Of two published shares, in points, with its interval (MOVER)."""

    value: int
    low: int
    high: int

    @property
    def may_be_chance(self) -> bool:
        return self.low <= 0 <= self.high


def difference(one: PublishedCell, other: PublishedCell) -> Difference:
    """One minus the other (statistics.md §3, rule 4), rounded outwards."""
    (p, low, high), (q, other_low, other_high) = _points(one), _points(other)
    return Difference(
        round(p - q),
        math.floor(p - q - math.hypot(p - low, other_high - q)),
        math.ceil(p - q + math.hypot(high - p, q - other_low)),
    )


def _points(share: PublishedCell) -> tuple[float, float, float]:
    return float(share.estimate or 0), float(share.low or 0), float(share.high or 0)


def sentences(sheet: Sheet) -> list[str]:
    """What is said above the picture; the last words stand apart (`no_cause`)."""
    if not any(line.share for line in sheet.lines):
        return [_("Over dit cijfer kunnen we nu niets laten zien.")]
    if sheet.table in COMPARED and (compared := _compared(sheet)):
        return compared
    found = [_said(sheet, sheet.total)] if sheet.total.share else []
    if sheet.table in COMPARED:
        found.append(_("Van te weinig groepen is er een cijfer om ze te vergelijken."))
    elif sheet.has_groups:
        found.append(
            _(
                "Overlappen twee balken, dan kan het verschil toeval zijn. Bij veel groepen ligt "
                "er ook door toeval al snel één apart."
            )
        )
    return found


def no_cause() -> str:
    return _("Waardoor het komt, zeggen deze cijfers niet.")


def _compared(sheet: Sheet) -> list[str]:
    """Every group against the reference: Nederland, or else the first of two. Empty: too few."""
    shown = [line for line in sheet.groups if line.share]
    reference = next((line for line in shown if _is_reference(sheet, line)), None)
    if reference is None or len(shown) < PAIR:
        return []
    others = [line for line in shown if line is not reference]
    if sheet.table != "herkomst":
        others = others[:1]
    found = [_said(sheet, reference)]
    for line in others:
        found += [_said(sheet, line), _apart(sheet, line, reference)]
    return found


def _is_reference(sheet: Sheet, line: Line) -> bool:
    return sheet.table != "herkomst" or line.labels == (REFERENCE,)


def _said(sheet: Sheet, line: Line) -> str:
    """One figure in a sentence, and how sure it is."""
    share = line.share
    if share is None:
        return ""
    text = str(sheet.indicator.sentence) % {"whom": whom(sheet, line), "number": number(share)}
    if share.name != RATIO and (share.high or 0) - (share.low or 0) >= WIDE:
        between = {"low": f"{share.low:.0f}", "high": f"{share.high:.0f}"}
        text += " " + _("Dat is onzeker: het ligt ergens tussen %(low)s en %(high)s.") % between
    return text


def number(share: PublishedCell) -> str:
    if share.name == RATIO:
        return number_format(share.estimate or 0, 1)
    return f"{share.estimate:.0f}"


def whom(sheet: Sheet, line: Line) -> str:
    """The students of a line, in the middle of a sentence."""
    people = str(sheet.indicator.whom)
    if line.is_total:
        return _("alle %(people)s samen") % {"people": people}
    for dimension, code in zip(TABLES[sheet.table], line.labels, strict=True):
        name = ORIGINS.get(code, code) if dimension == "herkomst" else group_name(dimension, code)
        people = str(WHICH[dimension]) % {"whom": people, "group": _inner(dimension, str(name))}
    return people


def _inner(dimension: str, name: str) -> str:
    """Names that are words of ours start small within a sentence."""
    return name[:1].lower() + name[1:] if dimension in ("level", "gender") else name


def _apart(sheet: Sheet, line: Line, reference: Line) -> str:
    """How far apart two figures are, and whether that may be chance."""
    one, other = line.share, reference.share
    if one is None or other is None:
        return ""
    if sheet.indicator.name == RATIO:
        return _ratios_apart(one, other)
    found = difference(one, other)
    between = {"points": abs(found.value), **_ends(found)}
    if found.may_be_chance:
        return _("Dat verschil kan ook toeval zijn.")
    return (
        _(
            "Het verschil is %(points)s punten, en waarschijnlijk tussen %(low)s en %(high)s. Dat "
            "is te groot om alleen toeval te zijn."
        )
        % between
    )


def _ends(found: Difference) -> dict[str, int]:
    low, high = sorted((abs(found.low), abs(found.high)))
    return {"low": low, "high": high}


def _ratios_apart(one: PublishedCell, other: PublishedCell) -> str:
    """Of two ratios only whether the beams overlap: no difference of them is published."""
    apart = (one.low or 0) > (other.high or 0) or (other.low or 0) > (one.high or 0)
    if apart:
        return _("Die balken overlappen niet: het verschil is te groot om alleen toeval te zijn.")
    return _("Die balken overlappen: het verschil kan ook toeval zijn.")


def description(sheet: Sheet) -> str:
    """The picture in words, for who does not see it: the same numbers as in the table."""
    return " ".join(_described(line) for line in sheet.lines)


def _described(line: Line) -> str:
    if line.share is None:
        return _("%(group)s: niet getoond.") % {"group": line.name}
    return _("%(group)s: %(number)s, waarschijnlijk tussen %(between)s.") % {
        "group": line.name,
        "number": line.estimate,
        "between": line.between,
    }
