"""The seven tasks of the toolbox (domain.md, part d; R1, R18). Values are stored: never rename."""

from typing import Final

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION: Final = 1  # of the questions of the self-assessment


class Task(TextChoices):
    NORM = "norm", _("Een duidelijke norm")
    INVOLVE = "involve", _("Iedereen doet mee")
    POLICY = "policy", _("Beleid dat klopt met elkaar")
    MATCHING = "matching", _("Stagematching")
    RECRUITING = "recruiting", _("Objectief werven en kiezen")
    REPORTING = "reporting", _("Melden en opvolgen")
    SKILLS = "skills", _("Wat medewerkers kunnen")


TASK_TEXTS: Final[dict[str, str | Promise]] = {
    Task.NORM: _(
        "De school zegt hardop dat discriminatie bij stages niet mag, en doet daarnaar, ook als "
        "een bedrijf weg dreigt te gaan."
    ),
    Task.INVOLVE: _("Studenten, medewerkers en bedrijven denken en beslissen mee."),
    Task.POLICY: _("Regels voor stages, veiligheid en kansen passen bij elkaar."),
    Task.MATCHING: _(
        "De school verdeelt plekken op wat een student wil leren. Het Stagepact vraagt er minstens "
        "één team voor."
    ),
    Task.RECRUITING: _("Bedrijven vragen naar wat nodig is en kiezen op vaste punten."),
    Task.REPORTING: _(
        "Elke school heeft een meldpunt dat makkelijk te vinden is, steunt en laat weten wat er "
        "is gedaan."
    ),
    Task.SKILLS: _("Medewerkers herkennen discriminatie en weten wat ze dan doen."),
}


class State(TextChoices):
    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("loopt")
    DONE = "done", _("klaar")
    STOPPED = "stopped", _("gestopt")


class Level(IntegerChoices):
    """What a school says of itself, the same for every task: things that one can see or not."""

    NOTHING = 0, _("Nog niet begonnen")
    PLANS = 1, _("Er is een plan, met iemand die het doet")
    PARTLY = 2, _("Een deel van de school doet het")
    WHOLLY = 3, _("De hele school doet het, en kijkt of het werkt")
