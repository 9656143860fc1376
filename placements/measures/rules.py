"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(RuleBroken):
    sentence = _(
        "Een collega veranderde dit intussen, of je stuurde het twee keer. Kijk hoe het nu is."
    )


class NotPossible(RuleBroken):
    sentence = _("Dit besluit is al afgelopen. Neem zo nodig een nieuw besluit.")


class AlreadyDecided(RuleBroken):
    sentence = _("Je school plaatst hier nu al niemand. Kijk daar opnieuw naar, of stop het eerst.")


class WrongDays(RuleBroken):
    """The form says it per field; this stands behind it."""

    sentence = _("Deze dagen kunnen niet.")
