"""Why a verb was refused: each a sentence for the student."""

from django.utils.translation import gettext_lazy as _

from placements.applications.errors import RuleBroken
from placements.saved_searches.models import SEARCHES_MOST


class TooMany(RuleBroken):
    sentence = _(
        "Je hebt al %(most)s zoekopdrachten bewaard. Gooi er eerst een weg, dan past deze erbij."
    )

    def __str__(self) -> str:
        return str(self.sentence) % {"most": SEARCHES_MOST}


class CannotBeAsked(RuleBroken):
    sentence = _("Deze zoekopdracht kunnen we niet bewaren. Begin opnieuw bij het zoeken.")


class TooWide(RuleBroken):
    sentence = _(
        "Deze zoekopdracht vindt heel veel bedrijven. Zoek met een woord, een plaats of een "
        "filter erbij, en bewaar hem dan."
    )
