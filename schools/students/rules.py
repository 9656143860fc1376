"""Why a verb was refused: each a sentence for whoever tried."""

from django.utils.translation import gettext_lazy as _

from schools.teams.actions import RuleBroken


class NoAddress(RuleBroken):
    sentence = _("Er staat geen e-mailadres bij deze student. Vul dat eerst in.")


class HasLeft(RuleBroken):
    sentence = _("Deze student is uitgeschreven.")


class AlreadyIn(RuleBroken):
    sentence = _("Deze student heeft de uitnodiging al aangenomen.")


class AddressTaken(RuleBroken):
    sentence = _("Dit e-mailadres hoort al bij een andere student van je school.")


class WorksHere(RuleBroken):
    sentence = _("Dit e-mailadres is van iemand die op je school werkt.")


class InvitationClosed(RuleBroken):
    sentence = _("Deze uitnodiging geldt niet meer.")


class SomebodyElse(RuleBroken):
    sentence = _("Dit schoolaccount is niet van de student die is uitgenodigd.")


class HomeTaken(RuleBroken):
    sentence = _(
        "Een van deze domeinen is al van een andere school op dit platform. "
        "Vraag het na bij de platformbeheerder."
    )


class NothingWaits(RuleBroken):
    sentence = _("Deze correctie is al behandeld.")


class SamePeriod(RuleBroken):
    sentence = _("Voor deze groep is er al een periode met deze naam.")


class ListGone(RuleBroken):
    sentence = _("Deze lijst is al ingelezen of weggegooid. Stuur hem zo nodig opnieuw.")
