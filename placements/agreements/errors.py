"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""
    field = ""  # of the form, where the answer can be put right

    def __str__(self) -> str:
        return str(self.sentence)


class NotPossible(RuleBroken):
    sentence = _("Dat kan nu niet meer. Kijk hieronder hoe het nu is.")


class Stale(RuleBroken):
    sentence = _("De afspraken zijn net veranderd. Lees ze eerst opnieuw.")


class AlreadyThere(RuleBroken):
    sentence = _("Deze stage staat er al.")


class Overlaps(RuleBroken):
    field = "is_beside"
    sentence = _(
        "In deze dagen heeft de student ook een andere stage. Klopt dat, zet dan een vinkje bij "
        "'Twee stages tegelijk'."
    )


class TooManyFinds(RuleBroken):
    sentence = _(
        "Je gaf al vijf plekken door die je school nog niet heeft bekeken. Wacht daar eerst op, of "
        "geef bij een plek door dat die niet doorgaat."
    )


class LongDays(RuleBroken):
    field = "hours_per_week"
    sentence = _("Dat is meer dan 12 uur op een dag. Kies meer dagen, of minder uren per week.")


class NotErkend(RuleBroken):
    sentence = _("Dit leerbedrijf is op de eerste dag niet erkend voor deze opleiding en leerweg.")


class NotInRegister(RuleBroken):
    sentence = _(
        "Voor een mbo-stage moet het bedrijf een erkend leerbedrijf zijn. Zoek het op in het "
        "register."
    )


class ProgrammeUnknown(RuleBroken):
    sentence = _("Vul eerst bij de student de crebo en de leerweg in.")


class NoPlacementsThere(RuleBroken):
    sentence = _("Je school plaatst nu niemand bij dit bedrijf.")


class CompanyGone(RuleBroken):
    sentence = _("Dit bedrijf staat niet meer in het register.")


class DaysUnknown(RuleBroken):
    field = "starts_on"
    sentence = _("Vul de eerste en de laatste dag in.")


class DaysBackwards(RuleBroken):
    field = "ends_on"
    sentence = _("De laatste dag ligt voor de eerste dag.")


class DayNotYet(RuleBroken):
    field = "last_day"
    sentence = _("Kies een dag tussen de eerste dag van de stage en vandaag.")


class AgreementNeeded(RuleBroken):
    sentence = _("In het mbo hoort bij elke stage een overeenkomst.")


class HasAccount(RuleBroken):
    sentence = _("Deze partij kan zelf akkoord geven, en krijgt daar bericht over.")


class CountNeeded(RuleBroken):
    field = "applications_count"
    sentence = _("Vul in hoeveel sollicitaties het heeft gekost. Nul mag ook.")
