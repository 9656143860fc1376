"""The rules of contact persons, each with the sentence that whoever broke it reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class AlreadyContact(RuleBroken):
    sentence = _("Deze persoon is al contactpersoon van dit leerbedrijf.")


class AlreadyInvited(RuleBroken):
    sentence = _("Deze persoon is al uitgenodigd. Je kunt de uitnodiging opnieuw versturen.")


class InvitedElsewhere(RuleBroken):
    sentence = _("Deze persoon is al uitgenodigd voor dit leerbedrijf, door iemand anders.")


class TooManyInvitations(RuleBroken):
    sentence = _(
        "Er staan al veel uitnodigingen open voor dit leerbedrijf. Trek er eerst een paar in."
    )


class WorksForSchoolOrSbb(RuleBroken):
    sentence = _(
        "Dit e-mailadres is van iemand die voor een school of SBB werkt. Die kijkt leerbedrijven "
        "na en kan daarom niet ook contactpersoon zijn."
    )


class CompanyEnded(RuleBroken):
    sentence = _("Dit leerbedrijf staat niet meer in het register.")


class InvitationClosed(RuleBroken):
    sentence = _("Deze uitnodiging geldt niet meer.")


class LastContact(RuleBroken):
    sentence = _(
        "Dit is nu de laatste contactpersoon. Lees eerst wat dat betekent, en bevestig het dan."
    )
