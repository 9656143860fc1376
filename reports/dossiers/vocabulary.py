"""The words of a report: phases, grounds, forms and wishes (domain.md R9, R10; contract.md).

The values are the contract's; the labels are what a student reads, in plain Dutch.
"""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    SEEKING = "seeking", _("Bij het zoeken van een stage")
    DURING = "during", _("Tijdens de stage")


class Ground(TextChoices):
    """R10: the statutory grounds, those of the sister acts, and two that students name."""

    RACE = "race", _("Afkomst of huidskleur")
    RELIGION = "religion", _("Geloof of levensovertuiging")
    SEX = "sex", _("Man, vrouw of anders")
    SEXUAL_ORIENTATION = "sexual_orientation", _("Op wie je verliefd wordt")
    DISABILITY = "disability", _("Beperking of ziekte")
    AGE = "age", _("Leeftijd")
    NATIONALITY = "nationality", _("Nationaliteit")
    PREGNANCY = "pregnancy", _("Zwanger of net een kind")
    CIVIL_STATUS = "civil_status", _("Getrouwd, samen of alleen")
    POLITICAL_OPINION = "political_opinion", _("Politieke mening")
    WORKING_HOURS = "working_hours", _("Meer of minder uren werken")
    CONTRACT_TYPE = "contract_type", _("Tijdelijk of vast contract")
    EDUCATION_LEVEL = "education_level", _("Je opleiding of niveau")
    APPEARANCE = "appearance", _("Hoe je eruitziet")
    OTHER = "other", _("Iets anders")


GROUND_EXPLANATIONS: dict[str, Promise] = {
    Ground.RACE: _("Waar jij of je familie vandaan komt. Ook je naam of je accent."),
    Ground.RELIGION: _("Bijvoorbeeld je hoofddoek, je gebed, of dat je niet gelooft."),
    Ground.SEX: _("Ook als je trans, non-binair of intersekse bent."),
    Ground.SEXUAL_ORIENTATION: _("Bijvoorbeeld omdat je lesbisch, homo of bi bent."),
    Ground.DISABILITY: _("Wat je kunt zien en wat je niet kunt zien."),
    Ground.AGE: _("Te jong of te oud, vonden ze."),
    Ground.NATIONALITY: _("Je paspoort of je verblijfsvergunning."),
    Ground.PREGNANCY: _("Of omdat je zwanger wilt worden."),
    Ground.CIVIL_STATUS: _("Met wie je leeft, of dat je gescheiden bent."),
    Ground.POLITICAL_OPINION: _("Wat je vindt van de politiek, of waar je lid van bent."),
    Ground.WORKING_HOURS: _("Bijvoorbeeld omdat je minder uren kunt werken."),
    Ground.CONTRACT_TYPE: _("Bijvoorbeeld omdat je tijdelijk werkt."),
    Ground.EDUCATION_LEVEL: _("Bijvoorbeeld ‘een mbo’er kan dit niet’."),
    Ground.APPEARANCE: _("Bijvoorbeeld je haar, je kleding of je gewicht."),
    Ground.OTHER: _("Je kunt het straks in je eigen woorden vertellen."),
}


class Form(TextChoices):
    """What form it took."""

    REFUSED = "refused", _("Ik werd afgewezen")
    IGNORED = "ignored", _("Ik kreeg geen antwoord")
    REMARKS = "remarks", _("Opmerkingen of grappen")
    BULLYING = "bullying", _("Pesten of buitensluiten")
    TASKS = "tasks", _("Ander werk dan anderen, of werk weggehaald")
    RULES = "rules", _("Regels waar ik niet aan kon voldoen")
    ASSESSMENT = "assessment", _("Een oneerlijke beoordeling")
    SENT_AWAY = "sent_away", _("Mijn stage werd gestopt")
    HARASSMENT = "harassment", _("Aanraken of seksuele opmerkingen")
    THREAT = "threat", _("Dreigen of geweld")
    OTHER = "other", _("Iets anders")


class Danger(TextChoices):
    """Whether somebody is in danger now. The first two ask for a person today."""

    NOW = "now", _("Ja, ik ben nu in gevaar")
    FEAR = "fear", _("Nu niet, maar ik ben bang dat het snel gebeurt")
    NO = "no", _("Nee")


# Whoever answers one of these needs a person of the team today (vault.md, acute danger).
URGENT = frozenset({Danger.NOW, Danger.FEAR})


class Perspective(TextChoices):
    SELF = "self", _("Het is mij overkomen")
    WITNESS = "witness", _("Ik zag of hoorde het bij een ander")


class Channel(TextChoices):
    """How a member of the team heard a report that they wrote down."""

    BESIDE = "beside", _("De student zit naast mij")
    PHONE = "phone", _("De student belt mij")
    PAPER = "paper", _("De student gaf mij een papier")


class Told(TextChoices):
    """How much the reporter reads of what came from outside."""

    WHOLE = "whole", _("Het hele antwoord")
    PART = "part", _("Een deel, in mijn woorden")


class Wish(TextChoices):
    """What should happen. The first two never reach a person at the school."""

    KEEP = "keep", _("Bewaar het alleen voor mij")
    COUNT = "count", _("Tel het alleen mee")
    TALK = "talk", _("Praat met mij")
    PLACE = "place", _("Help mij aan een andere plek")
    ACT = "act", _("Doe er iets aan")


WISH_EXPLANATIONS: dict[str, Promise] = {
    Wish.KEEP: _("Niemand leest het. Je kunt later altijd nog beslissen."),
    Wish.COUNT: _("Niemand leest het. Het telt mee in de cijfers, zonder jouw verhaal."),
    Wish.TALK: _("Iemand van het meldteam schrijft je in je dossier. Jij kiest of je antwoordt."),
    Wish.PLACE: _("Je school zoekt met je mee. Je hoeft niet te zeggen waarom je weg wilt."),
    Wish.ACT: _(
        "Je school bespreekt eerst met jou wat er kan. Het bedrijf hoort niets zonder jouw ja."
    ),
}

# Wishes that hand the dossier to the school's reporting team.
WISHES_WITH_READERS = (Wish.TALK, Wish.PLACE, Wish.ACT)
