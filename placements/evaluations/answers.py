"""What can be answered. Words and no numbers, no free text, and nothing about a person.

The themes are those of the BPV-monitor and the JOB-monitor (domain.md, c); the sentences are ours.
No free text: in one, a student writes what happened and a trainer writes about the student. For
the first there is the reporting flow, the second is nobody's business here.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mark(TextChoices):
    GOOD = "good", _("Goed")
    FAIR = "fair", _("Redelijk")
    POOR = "poor", _("Matig")
    BAD = "bad", _("Slecht")


class Paid(TextChoices):
    YES = "yes", _("Ja, zoals afgesproken")
    LESS = "less", _("Minder dan afgesproken")
    NO = "no", _("Nee")


class Again(TextChoices):
    YES = "yes", _("Ja")
    MAYBE = "maybe", _("Misschien")
    NO = "no", _("Nee")


class Safe(TextChoices):
    ALWAYS = "always", _("Altijd")
    MOSTLY = "mostly", _("Meestal")
    SELDOM = "seldom", _("Vaak niet")
    NEVER = "never", _("Nooit")


class Job(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nee")
    UNKNOWN = "unknown", _("Weet ik nog niet")


class Time(TextChoices):
    ENOUGH = "enough", _("Genoeg")
    TIGHT = "tight", _("Net niet genoeg")
    SHORT = "short", _("Te weinig")


class Help(TextChoices):
    """What the school could do; several may be ticked."""

    EARLIER = "earlier", _("Eerder weten wat de student moet leren")
    ASSIGNMENTS = "assignments", _("Duidelijker opdrachten")
    ONE_PERSON = "one_person", _("Eén vast contact bij de school")
    VISIT = "visit", _("Vaker een bezoek of een telefoontje")
    TRAINING = "training", _("Een training voor praktijkopleiders")
    PAPERWORK = "paperwork", _("Minder papierwerk")
    SAFETY = "safety", _("Hulp bij een veilige werkplek voor iedereen")
