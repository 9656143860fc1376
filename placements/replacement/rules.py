"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NotPossible(RuleBroken):
    sentence = _("Dit verzoek is al gesloten. Kijk hieronder hoe het nu is.")


class NoPlacementsThere(RuleBroken):
    sentence = _("Je school plaatst nu niemand bij dit bedrijf.")


class Enough(RuleBroken):
    sentence = _("Er staan genoeg bedrijven op de lijst. Haal er eerst een af.")


class UnknownCode(RuleBroken):
    """The same whatever is wrong with it: nobody finds out which codes there are."""

    sentence = _("Deze code past hier niet. Kijk of je hem goed hebt overgenomen.")


class SearchingAlready(RuleBroken):
    sentence = _("Voor deze stage wordt al een andere plek gezocht.")


class NotAtWork(RuleBroken):
    sentence = _("Deze stage is niet afgesproken of is al voorbij.")
