"""The words of a plan. Values stand in registered plans: never rename one."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

RULES_VERSION: Final = 1  # of what `statistics` does with a plan; a plan names the one it is under


class Indicator(TextChoices):
    """What is published of every school as a share of n (statistics.md §1)."""

    FIRST_TRY = "first_try", _("Plek bij de eerste sollicitatie")
    FOUR_OR_MORE = "four_or_more", _("Vier of meer sollicitaties")
    INVITED_HALF = "invited_half", _("Uitgenodigd op minstens de helft van de sollicitaties")
    PLACED = "placed", _("Een plek aan het einde van de periode")
    WITHIN56 = "within56", _("Een plek binnen acht weken")
    EARLY_TERM = "early_term", _("Stage eerder gestopt")
    SATISFIED = "satisfied7", _("Tevreden over de stage: een 7 of hoger")


class Group(TextChoices):
    """Whose share it is: all students, or those of one herkomst (R29)."""

    ALL = "Totaal", _("Alle studenten")
    NEDERLAND = "Nederland", _("Herkomst Nederland")
    EUROPA = "Europa", _("Herkomst Europa, zonder Nederland")
    BUITEN_EUROPA = "Buiten-Europa", _("Herkomst buiten Europa")


class Answer(TextChoices):
    """What an invited school said about taking part."""

    INVITED = "invited", _("uitgenodigd")
    AGREED = "agreed", _("doet mee")
    DECLINED = "declined", _("doet niet mee")


class Outcome(TextChoices):
    """What may be said afterwards."""

    HIGHER = "higher", _("het aandeel steeg meer dan op de andere scholen")
    LOWER = "lower", _("het aandeel steeg minder dan op de andere scholen, of daalde meer")
    UNSEEN = "unseen", _("geen verschil dat groter is dan toeval")
    INSIDE = "inside", _("binnen het bereik van de andere scholen")
    OUTSIDE = "outside", _("buiten het bereik van de andere scholen")
    TOO_FEW = "too_few", _("te weinig scholen met cijfers")
