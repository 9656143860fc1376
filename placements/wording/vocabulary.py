"""What an entry of the list says: words, why they shut people out, and words that do not.

A pattern is words with a space between. `a|b` is either, `stage*` begins with, `*werkster` ends
with, `#` is a number that can be an age, `~` is at most three words. A match stays within a
sentence. Capitals do not matter.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    AGE = "age", _("Leeftijd")
    ORIGIN = "origin", _("Afkomst en taal")
    GENDER = "gender", _("Man, vrouw of anders")
    APPEARANCE = "appearance", _("Uiterlijk")
    FIT = "fit", _("Klik en sfeer")
    HEALTH = "health", _("Gezondheid en beperking")
    RELIGION = "religion", _("Geloof")
    FAMILY = "family", _("Zwangerschap, gezin en tijd")
    MEANS = "means", _("Geld, vervoer en spullen")
    EDUCATION = "education", _("Opleiding en ervaring")
    JARGON = "jargon", _("Vaktaal en Engels")
    PERSON = "person", _("Gegevens die niet nodig zijn")


class Severity(TextChoices):
    """How sure we are. Even the first is advice: only a judge or the College decides."""

    LAW = "law", _("Mag meestal niet")
    SHUTS_OUT = "shuts_out", _("Kan mensen buitensluiten")
    THINK = "think", _("Denk hierover na")


class Law(TextChoices):
    """Where it says so, by the short name of the act."""

    AWGB = "AWGB", _("Algemene wet gelijke behandeling")
    WGBL = "WGBL", _("Wet gelijke behandeling op grond van leeftijd bij de arbeid")
    WGB_HCZ = "WGBH/CZ", _("Wet gelijke behandeling op grond van handicap of chronische ziekte")
    WGB_MV = "WGB m/v", _("Wet gelijke behandeling van mannen en vrouwen")


@dataclass(frozen=True)
class Reason:
    """Why, in the reader's language; several entries share one."""

    theme: Theme
    severity: Severity
    text: Promise | str
    law: Law | None = None


@dataclass(frozen=True)
class Entry:
    """`better` is in the language of the vacancy.

    Words that give it another meaning stand right `before`, right `after`, or anywhere `beside`
    it in the sentence. Where `followed` says words, it means this only with one of them behind it.
    """

    pattern: str
    reason: Reason
    better: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    followed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Freeing:
    """Words that take the sting out of their sentence: 'niet nodig', '(m/v)'."""

    pattern: str
    themes: frozenset[Theme] = frozenset()  # empty: all


def entries(
    reason: Reason, better_by_pattern: dict[str, str], **otherwise: frozenset[str]
) -> tuple[Entry, ...]:
    pairs = better_by_pattern.items()
    return tuple(Entry(pattern, reason, better, **otherwise) for pattern, better in pairs)
