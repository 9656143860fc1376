"""What a question to the reporter starts from: the member changes it before it is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from reports.casework.opening import OpenCase
from reports.casework.pages import labels
from reports.consents.plain import plain
from reports.consents.vocabulary import Step
from reports.dossiers.vocabulary import Ground, Phase
from schools.registry.models import School, Sector


@dataclass(frozen=True)
class Ladder:
    """What the pages say about one step."""

    title: Promise  # for the member: what the reporter reads as 'your report' is not theirs
    explanation: Promise  # for the member: when this step fits
    may_follow: Promise  # for the reporter: what may come of it


LADDER: dict[Step, Ladder] = {
    Step.TALK: Ladder(
        gettext_lazy("Praat in algemene woorden met het bedrijf"),
        gettext_lazy("Jullie praten met het bedrijf over hoe het met stagiairs omgaat. "
                     "Niemand zegt dat er een melding is."),
        gettext_lazy("Het bedrijf kan iets veranderen. Het kan ook niets doen."),
    ),
    Step.HEAR: Ladder(
        gettext_lazy("Vraag het bedrijf wat er is gebeurd"),
        gettext_lazy("Het bedrijf krijgt een vraag over wat er is gebeurd en mag antwoorden. "
                     "Dat heet hoor en wederhoor."),
        gettext_lazy("Het bedrijf geeft zijn kant. Daarna beslist je school wat er gebeurt."),
    ),
    Step.SBB: Ladder(
        gettext_lazy("Geef de melding door aan SBB"),
        gettext_lazy("SBB onderzoekt of het leerbedrijf studenten mag blijven opleiden. "
                     "SBB neemt nooit contact op met de student."),
        gettext_lazy("SBB kan afspraken maken met het bedrijf, of de erkenning schorsen of "
                     "intrekken. SBB kan ook besluiten niets te doen."),
    ),
    Step.BODY: Ladder(
        gettext_lazy("Geef de melding door aan een andere organisatie"),
        gettext_lazy("Bijvoorbeeld discriminatie.nl, het College voor de Rechten van de Mens, "
                     "de ombudsman of de politie."),
        gettext_lazy("Die organisatie bepaalt zelf wat ze ermee doet."),
    ),
    Step.WITNESS: Ladder(
        gettext_lazy("Vraag een getuige wat die zag"),
        gettext_lazy("Jullie vragen iemand die erbij was, wat die zag of hoorde."),
        gettext_lazy("Die persoon kan vertellen wat er gebeurde. Dat hoeft niet."),
    ),
}  # fmt: skip


def steps_of(school: School) -> list[Step]:
    """The steps that exist for a school: hbo has no SBB (R15)."""
    return [step for step in Step if step is not Step.SBB or school.sector == Sector.MBO]


# Attack: a yes to a receiver whom this step does not have. Nobody writes another name there.
RECEIVERS: dict[Step, str] = {Step.SBB: "SBB"}


def receiver(opened: OpenCase, step: Step) -> str:
    """Who would get it, as far as the case tells."""
    return plain(opened.account.company_text) if step in {Step.TALK, Step.HEAR} else ""


def document(opened: OpenCase, step: Step) -> str:
    """A first version of the text that leaves, in the language of whoever gets it."""
    with override(settings.LANGUAGE_CODE):
        return plain(_DOCUMENTS[step](opened))


def may_follow(opened: OpenCase, step: Step) -> str:
    """A first version of what may come of it, in the language of the reporter, who reads it."""
    with override(opened.account.read_in):
        return str(LADDER[step].may_follow)


def _talk(_opened: OpenCase) -> str:
    return _(
        "Wij praten met al onze leerbedrijven over hoe zij stagiairs kiezen en begeleiden. "
        "Hoe gaat dat bij jullie? Wat spreken jullie af met je team over grappen en opmerkingen?"
    )


def _hear(_opened: OpenCase) -> str:
    return _(
        "Onze school hoorde dat een stagiair bij jullie anders is behandeld dan anderen. "
        "Wij zeggen niet wie dat vertelde. Herkennen jullie dit? Wat is jullie kant van het "
        "verhaal?"
    )


def _report(opened: OpenCase) -> str:
    """The report without the name or the contact of its reporter."""
    account = opened.account
    lines = [
        (_("School"), opened.case.school.name),
        (_("Bedrijf"), account.company_text),
        (_("Wanneer ging het mis"), ", ".join(labels(Phase, account.phases))),
        (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
    ]
    facts = "\n".join(f"{label}: {value}" for label, value in lines if value)
    return f"{facts}\n\n{account.account}".strip()


def _witness(_opened: OpenCase) -> str:
    return _("Was jij erbij toen er iets gebeurde op de stage? Wil je vertellen wat je zag?")


_DOCUMENTS: dict[Step, Callable[[OpenCase], str]] = {
    Step.TALK: _talk,
    Step.HEAR: _hear,
    Step.SBB: _report,
    Step.BODY: _report,
    Step.WITNESS: _witness,
}
