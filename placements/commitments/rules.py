"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(RuleBroken):
    sentence = _(
        "Dit is intussen veranderd, of je stuurde het twee keer. Kijk hieronder hoe het nu is."
    )


class NotPossible(RuleBroken):
    sentence = _("Dat kan nu niet. Kijk hieronder hoe het nu is.")


class NothingShown(RuleBroken):
    sentence = _("Geef minstens één ding: een tekst, een link of een keurmerk.")


class DaysMissing(RuleBroken):
    sentence = _("Kies binnen hoeveel werkdagen je antwoord geeft.")


class ReasonMissing(RuleBroken):
    sentence = _("Schrijf een reden op.")


class AlreadyProposed(RuleBroken):
    sentence = _("Er ligt al een voorstel van jullie. Een ander bevestigt het of haalt het weg.")


class OwnProposal(RuleBroken):
    sentence = _("Je eigen voorstel bevestig je niet zelf. Vraag een collega.")
