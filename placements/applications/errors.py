"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class NotPossible(RuleBroken):
    sentence = _("Dat kan nu niet meer. Kijk hieronder hoe het nu is.")


class Stale(RuleBroken):
    sentence = _("Je hebt je profiel intussen ergens anders veranderd. Kijk het hieronder na.")


class NoGoal(RuleBroken):
    sentence = _("Schrijf eerst op wat je wilt leren. Daarmee zoekt een bedrijf.")


class PlaceClosed(RuleBroken):
    sentence = _("Deze plek is niet meer open.")


class NobodyReads(RuleBroken):
    sentence = _(
        "Bij dit bedrijf leest nu niemand sollicitaties. Vraag je stagecoördinator om hulp, of "
        "zoek een andere plek."
    )


class OtherProgramme(RuleBroken):
    sentence = _(
        "Deze plek is voor een andere opleiding. Een stage telt alleen mee als het leerbedrijf "
        "voor jouw opleiding erkend is."
    )


class AlreadyApplied(RuleBroken):
    sentence = _("Je hebt al op deze plek gesolliciteerd.")


class TooMany(RuleBroken):
    sentence = _("Er lopen al heel veel sollicitaties van je. Trek er eerst een in.")


class DayPassed(RuleBroken):
    sentence = _("Kies een dag die nog komt.")


class WrongReason(RuleBroken):
    sentence = _("Kies een reden die nu kan kloppen, en leg hem uit.")


class GuideInUse(RuleBroken):
    sentence = _(
        "Er loopt een gesprek over deze plek. Iedereen krijgt dezelfde vragen, dus nu kun je ze "
        "niet veranderen."
    )
