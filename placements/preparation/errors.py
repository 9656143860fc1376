"""Why a verb was refused: each a sentence for the coordinator."""

from django.utils.translation import gettext_lazy as _

from placements.applications.errors import RuleBroken
from placements.preparation.models import ITEMS_MOST


class TooMany(RuleBroken):
    sentence = _("Er staan al %(most)s eigen punten. Haal er eerst een weg.")

    def __str__(self) -> str:
        return str(self.sentence) % {"most": ITEMS_MOST}
