"""Words that only the questions use."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.dossiers.vocabulary import Form, Perspective, Phase

PERSPECTIVE_EXPLANATIONS: dict[str, Promise] = {
    Perspective.SELF: _("Ook als anderen erbij waren."),
    Perspective.WITNESS: _("Noem de naam van die ander alleen als die dat goed vindt."),
}

PHASE_EXPLANATIONS: dict[str, Promise] = {
    Phase.SEEKING: _("Bij het solliciteren, bellen, mailen of het eerste gesprek."),
    Phase.DURING: _("Op de werkvloer, met je begeleider, collega’s of klanten."),
}

FORM_EXPLANATIONS: dict[str, Promise] = {
    Form.REFUSED: _("Zonder goede reden, of met een reden die niet klopt."),
    Form.IGNORED: _("Ze reageerden niet. Anderen kregen wel antwoord."),
    Form.REMARKS: _("Ook als het ‘maar een grapje’ was."),
    Form.BULLYING: _("Bijvoorbeeld: niet mee aan tafel, geen uitleg, negeren."),
    Form.TASKS: _("Bijvoorbeeld: niet bij klanten mogen, of alleen het vieze werk."),
    Form.RULES: _("Bijvoorbeeld: geen hoofddoek, geen tijd voor gebed, altijd tillen."),
    Form.ASSESSMENT: _("Je deed het goed, maar dat zag je niet terug."),
    Form.SENT_AWAY: _("Je moest weg, of je hield het niet meer vol."),
    Form.HARASSMENT: _("Alles wat jij niet wilde."),
    Form.THREAT: _("Ben je nu in gevaar? Bel 112."),
    Form.OTHER: _("Vertel het straks in je eigen woorden."),
}


class When(TextChoices):
    """Roughly when: never a date, which could point at a person."""

    NOW = "now", _("Het gebeurt nog steeds")
    WEEK = "week", _("Deze week")
    MONTH = "month", _("De afgelopen maand")
    YEAR = "year", _("Eerder dit schooljaar")
    LONGER = "longer", _("Langer geleden")


class Known(TextChoices):
    NO = "no", _("Ik blijf anoniem")
    YES = "yes", _("Het meldteam mag weten wie ik ben")

    @classmethod
    def explanations(cls) -> dict[str, Promise]:
        return {
            cls.NO: _("Niemand vraagt wie je bent. Het team schrijft je in je dossier."),
            cls.YES: _("Alleen wie je melding leest, ziet je naam. Het bedrijf niet."),
        }
