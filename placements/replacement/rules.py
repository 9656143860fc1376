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
