"""Why a message was refused: each a sentence for whoever wrote it."""

from django.utils.translation import gettext_lazy as _

from schools.teams.actions import RuleBroken


class NobodyReads(RuleBroken):
    sentence = _("Deze student heeft nog geen account. Nodig de student eerst uit.")


class TooManyToday(RuleBroken):
    sentence = _("Er zijn vandaag al heel veel berichten. Schrijf morgen verder, of bel.")


class NothingWritten(RuleBroken):
    sentence = _("Je hebt nog niets geschreven.")


class TooLong(RuleBroken):
    sentence = _("Dit bericht is te lang. Stuur het in twee delen.")
