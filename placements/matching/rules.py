"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NotPossible(RuleBroken):
    sentence = _("Dit kan nu niet. Kijk hieronder hoe de ronde er nu voor staat.")


class NoPlaces(RuleBroken):
    sentence = _("Er zijn nog geen plekken in deze ronde. Voeg eerst een plek toe.")


class NoLastDay(RuleBroken):
    sentence = _("Kies een laatste dag die nog moet komen.")


class WrongDays(RuleBroken):
    sentence = _("De laatste dag ligt voor de eerste. Draai ze om.")


class StillOpen(RuleBroken):
    sentence = _("Studenten mogen hun voorkeur nog geven tot en met de laatste dag.")


class NoPlacementsThere(RuleBroken):
    sentence = _("Deze plek is niet open, of je school plaatst nu niemand bij dit bedrijf.")


class OwnCompany(RuleBroken):
    sentence = _("Je hoort bij dit bedrijf, of je hoorde erbij. Een collega kiest of het meedoet.")


class WrongNumber(RuleBroken):
    sentence = _("Kies hoeveel studenten er op deze plek kunnen.")


class WrongWishes(RuleBroken):
    sentence = _("Kies plekken uit deze ronde, elke plek één keer en niet te veel.")


class SeedLost(RuleBroken):
    """FIELD_KEY is another one since the opening: the promised lottery cannot be drawn."""

    sentence = _("De loting die beloofd was, kan niet meer. Stop deze ronde en begin opnieuw.")


class SamePlace(RuleBroken):
    sentence = _("Deze student staat daar al. Kies een andere plek.")


class NoRoom(RuleBroken):
    sentence = _("Op deze plek is geen ruimte meer. Kies een andere plek.")


class Stake(RuleBroken):
    sentence = _(
        "In deze ronde zit een plek van een bedrijf waar jij bij hoort. Laat een collega de "
        "bestanden maken."
    )


class DoesNotFit(RuleBroken):
    sentence = _(
        "Deze plek kan niet voor deze student: een andere opleiding of leerweg, of het bedrijf is "
        "daarvoor nu niet erkend."
    )


class NoWhy(RuleBroken):
    sentence = _("Schrijf op waarom. De student leest dat.")


class AlreadyAgreed(RuleBroken):
    sentence = _("Deze stage is al afgesproken. Verander hem bij de stages van de student.")


class RemindedToday(RuleBroken):
    sentence = _("Vandaag is er al een herinnering verstuurd. Morgen kan het weer.")


class NoProof(RuleBroken):
    """Erasing a student takes the list and the place along; the rest is another round."""

    sentence = _(
        "Sinds de verdeling is een student gewist. Wat over is, is niet meer de hele ronde. "
        "Narekenen kan daarom niet meer."
    )
