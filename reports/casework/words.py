"""What statuses and steps are called: for the team, and for the reporter in the dossier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.casework.models import Status
from reports.consents.vocabulary import TEAM_STEPS, Step
from reports.dossiers.vocabulary import Danger, Wish
from reports.registration.vocabulary import Outcome
from stagebaken.ui.templatetags.ui import long_date

S = Status


@dataclass(frozen=True)
class StepWords:
    title: Promise
    text: Promise
    button: Promise


# What a case is called on the team's side; the labels of `Status` say it to the reporter.
STATUSES: dict[str, Promise] = {
    S.RECEIVED: gettext_lazy("Ontvangst nog niet bevestigd"),
    S.ACKNOWLEDGED: gettext_lazy("Ontvangst bevestigd"),
    S.INTAKE: gettext_lazy("Gesprek met de melder"),
    S.AWAITING_STUDENT_CHOICE: gettext_lazy("Keuze van de melder"),
    S.HEARING: gettext_lazy("Vraag aan het bedrijf"),
    S.FORWARDED_SBB: gettext_lazy("Bij SBB"),
    S.OUTCOME_KNOWN: gettext_lazy("Uitkomst bekend"),
    S.REPLACEMENT: gettext_lazy("Andere plek zoeken"),
    S.AFTERCARE: gettext_lazy("Nazorg"),
    S.CLOSED: gettext_lazy("Afgerond"),
}

# And what the reporter wishes, where 'me' is not who reads it.
WISHES: dict[str, Promise] = {
    Wish.KEEP: gettext_lazy("Bewaar het alleen voor de melder"),
    Wish.COUNT: gettext_lazy("Tel het alleen mee"),
    Wish.TALK: gettext_lazy("Praat met de melder"),
    Wish.PLACE: gettext_lazy("Help de melder aan een andere plek"),
    Wish.ACT: gettext_lazy("Doe er iets aan"),
}

STEPS: Mapping[Status, StepWords] = {
    S.ACKNOWLEDGED: StepWords(
        gettext_lazy("Bevestig dat de melding binnen is"),
        gettext_lazy("De melder ziet dit meteen."),
        gettext_lazy("Bevestig ontvangst"),
    ),
    S.INTAKE: StepWords(
        gettext_lazy("Spreek een gesprek af"),
        gettext_lazy("De melder leest op welke dag. Komen hoeft niet: schrijven mag ook."),
        gettext_lazy("Kies een dag"),
    ),
    S.AWAITING_STUDENT_CHOICE: StepWords(
        gettext_lazy("Laat de melder kiezen"),
        gettext_lazy(
            "Schrijf wat er kan. Jullie eigen termijn staat stil tot de melder antwoordt, de "
            "uiterste datum niet."
        ),
        gettext_lazy("Schrijf wat er kan"),
    ),
    S.HEARING: StepWords(
        gettext_lazy("Vraag het bedrijf wat er is gebeurd"),
        gettext_lazy("De melder ziet dat het bedrijf aan de beurt is."),
        gettext_lazy("Zet op ‘vraag aan het bedrijf’"),
    ),
    S.FORWARDED_SBB: StepWords(
        gettext_lazy("Geef door aan SBB"),
        gettext_lazy("De melder ziet dat SBB aan de beurt is."),
        gettext_lazy("Zet op ‘bij SBB’"),
    ),
    S.OUTCOME_KNOWN: StepWords(
        gettext_lazy("Vertel de uitkomst"),
        gettext_lazy("Schrijf wat jullie deden en wat er verandert. Dit is jullie antwoord."),
        gettext_lazy("Schrijf de uitkomst"),
    ),
    S.REPLACEMENT: StepWords(
        gettext_lazy("Zoek een andere stageplek"),
        gettext_lazy("Zodra een stage stopt of dreigt te stoppen. De student verliest geen tijd."),
        gettext_lazy("Begin met zoeken"),
    ),
    S.AFTERCARE: StepWords(
        gettext_lazy("Begin met nazorg"),
        gettext_lazy("Kies wanneer jullie vragen hoe het gaat. Twee weken is gewoon."),
        gettext_lazy("Plan de nazorg"),
    ),
    S.CLOSED: StepWords(
        gettext_lazy("Rond de zaak af"),
        gettext_lazy(
            "De melder leest waarom, en kan de zaak zelf weer openen. Vragen aan de melder en "
            "taken die nog open staan, stoppen."
        ),
        gettext_lazy("Rond af"),
    ),
}
REOPEN = StepWords(
    gettext_lazy("Open de zaak weer"),
    gettext_lazy("De termijnen beginnen opnieuw. De melder ziet dit meteen."),
    gettext_lazy("Open weer"),
)


def came_to(status: str) -> str:
    """One line of a case's history: what happened on that day, for the team."""
    return _("Ontvangen") if status == S.RECEIVED else str(STATUSES.get(status, status))


def step_words(origin: str, to: Status) -> StepWords:
    return REOPEN if origin == S.CLOSED else STEPS[to]


def told(step: Mapping[str, str], *, to_reporter: bool = False) -> str:
    """The line in the conversation of a case that came to a status, for one of the two sides."""
    if "danger" in step:
        return _of_danger(step["danger"], to_reporter=to_reporter)
    if "ladder" in step:
        return _of_ladder(step, to_reporter=to_reporter)
    if "talk" in step:
        day = long_date(date.fromisoformat(step["talk"]))
        return _(
            "Het gesprek is op een andere dag: %(day)s. Komt dat niet uit, of schrijf je liever? "
            "Laat het dan weten."
        ) % {"day": day}
    if "search_code" in step:
        return _of_search(step["search_code"], to_reporter=to_reporter)
    planned = step.get("planned", "")
    words = {
        "day": long_date(date.fromisoformat(planned)) if planned else "",
        "outcome": str(dict(Outcome.choices).get(step.get("outcome", ""), "")),
    }
    if to_reporter and step.get("to") == S.AWAITING_STUDENT_CHOICE:
        return _("De keuze is aan jou. Je mag er zo lang over nadenken als je wilt.")
    return _line(step.get("to", ""), is_planned=bool(planned)) % words


def _of_danger(found: str, *, to_reporter: bool) -> str:
    """A member looked, or the reporter answered: the codes of casework.danger and of Danger."""
    team = {
        "looked": _("Gekeken: misschien is er nog gevaar."),
        "over": _("Gekeken: het gevaar is voorbij."),
    }
    reporter = {
        "looked": _("Het meldteam keek of je veilig bent."),
        "over": _(
            "Het meldteam denkt dat het gevaar voorbij is. Klopt dat niet? Vertel het dan weer."
        ),
    }
    if found in team:
        return (reporter if to_reporter else team)[found]
    return _("Ben je nu in gevaar? %s") % dict(Danger.choices).get(found, found)


def _of_ladder(step: Mapping[str, str], *, to_reporter: bool) -> str:
    """A step outward was done, or its question ended with the case: the codes of ladder.actions."""
    team = {
        "done": _("Met het ja van de melder is dit gedaan: %(step)s (%(receiver)s)."),
        "withdrawn": _(
            "De zaak is afgerond. Daarom is deze vraag aan de melder ingetrokken: %(step)s "
            "(%(receiver)s)."
        ),
        "unused": _(
            "De zaak is afgerond. Het ja van de melder is niet gebruikt en geldt niet meer: "
            "%(step)s (%(receiver)s)."
        ),
        "danger": _(
            "Zonder ja van de melder doorgegeven aan %(receiver)s, omdat er direct gevaar was. "
            "Twee leden besloten dit. De reden:"
        ),
    }
    reporter = {
        "done": _("Met jouw ja is dit gedaan: %(step)s (%(receiver)s)."),
        "withdrawn": _(
            "De zaak is afgerond. Daarom is deze vraag aan jou ingetrokken: %(step)s "
            "(%(receiver)s)."
        ),
        "unused": _(
            "De zaak is afgerond. Je ja is niet gebruikt en geldt niet meer: %(step)s "
            "(%(receiver)s)."
        ),
        "danger": _(
            "Twee mensen van het meldteam hebben dit doorgegeven aan %(receiver)s, zonder jouw "
            "ja. Dat mag alleen bij direct gevaar. Hun reden:"
        ),
    }
    labels = {one: one.label for one in Step} if to_reporter else TEAM_STEPS
    known = {"step": labels[Step(step["asked"])], "receiver": step["receiver"]}
    return (reporter if to_reporter else team)[step["ladder"]] % known


def _of_search(code: str, *, to_reporter: bool) -> str:
    """The coordinator looks for another placement, with the reporter's yes."""
    team = _("Met het ja van de melder zoekt de stagecoördinator een andere plek. De code is %s.")
    reporter = _("Met jouw ja zoekt de stagecoördinator een andere plek. Je code daar is %s.")
    return (reporter if to_reporter else team) % code


def _line(to: str, *, is_planned: bool) -> str:
    if to == S.INTAKE and not is_planned:
        return _("De zaak is weer open.")
    lines = {
        S.INTAKE: _(
            "Het meldteam wil praten op %(day)s. Komt dat niet uit, of schrijf je liever? "
            "Laat het dan weten."
        ),
        S.AWAITING_STUDENT_CHOICE: _(
            "De keuze is aan de melder. Nadenken mag zo lang als het nodig is."
        ),
        S.HEARING: _("Het bedrijf is gevraagd wat er is gebeurd."),
        S.FORWARDED_SBB: _("De melding ligt bij SBB."),
        S.OUTCOME_KNOWN: _("Er is een uitkomst."),
        S.REPLACEMENT: _("De school zoekt een andere stageplek."),
        S.AFTERCARE: _("Nazorg: op %(day)s vraagt het meldteam hoe het gaat."),
        S.CLOSED: _("De zaak is afgerond. Hoe: %(outcome)s."),
    }
    return lines.get(S(to), "") if to in S.values else ""


def with_line(text: str, step: Mapping[str, str], *, to_reporter: bool = False) -> str:
    """A message of the team with the line of its step above it."""
    line = told(step, to_reporter=to_reporter) if step else ""
    return "\n\n".join(part for part in (line, text) if part)
