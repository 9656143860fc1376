"""The lists from which a request is put together: no column of it takes a word of anybody."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """What it is about. Chosen from the letter alone: nobody looks whether there is something."""

    REPORTS = "reports", _("Meldingen")
    ACCOUNT = "account", _("Een account")


class Right(models.TextChoices):
    """GDPR, articles 15 to 18, 20 and 21."""

    INSIGHT = "insight", _("Inzage")
    CORRECTION = "correction", _("Verbetering")
    ERASURE = "erasure", _("Wissen")
    RESTRICTION = "restriction", _("Beperking")
    PORTABILITY = "portability", _("Meenemen")
    OBJECTION = "objection", _("Bezwaar")


class Reason(models.TextChoices):
    """Why an answer takes two months more; article 12 knows these two."""

    NUMBER = "number", _("Er zijn veel verzoeken tegelijk")
    COMPLEX = "complex", _("Het uitzoeken is ingewikkeld")


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("Beantwoord met de vaste brief")
    GRANTED = "granted", _("Gedaan wat is gevraagd")
    PARTLY = "partly", _("Voor een deel gedaan, met de reden erbij")
    REFUSED = "refused", _("Niet gedaan, met de reden erbij")
    WITHDRAWN = "withdrawn", _("De persoon trok het verzoek in")
    UNIDENTIFIED = "unidentified", _("De persoon kon niet laten zien wie die is")
    MISTAKE = "mistake", _("Per ongeluk ingevoerd")


_ALWAYS = (Outcome.WITHDRAWN, Outcome.UNIDENTIFIED, Outcome.MISTAKE)
# Another outcome, or "it is complex", would say of somebody that there is a report.
OUTCOMES: Final = {
    Part.REPORTS: (Outcome.ANSWERED, *_ALWAYS),
    Part.ACCOUNT: (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED, *_ALWAYS),
}
REASONS: Final = {
    Part.REPORTS: (Reason.NUMBER,),
    Part.ACCOUNT: (Reason.NUMBER, Reason.COMPLEX),
}


class Desk(models.TextChoices):
    """Where somebody works on requests."""

    TEAM = "team", _("Meldteam")
    SCHOOL = "school", _("Schoolbeheer")
    PLATFORM = "platform", _("Platformbeheer")
