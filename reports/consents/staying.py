"""What is not in our hands once a step was carried out: what goes along, and what stays there.

Read from the settings and the rules of the rooms, never from what a member typed: a promise about
a term is ours. Another meaning here is another `vocabulary.TEXT_VERSION`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.consents.actions import OpenConsent, opened
from reports.consents.vocabulary import State, Step
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier

YEAR = 365  # days, as the settings count a term


@dataclass(frozen=True)
class Left:
    """A step that was carried out, and what a withdrawal does not destroy of it."""

    label: str | Promise
    receiver: str
    stays: list[str]


def term(days: int) -> str:
    """A term of the settings as people say it."""
    years, rest = divmod(days, YEAR)
    if rest or not years:
        return ngettext("%(count)s dag", "%(count)s dagen", days) % {"count": days}
    return ngettext("%(count)s jaar", "%(count)s jaar", years) % {"count": years}


def sbb_term() -> str:
    """How long SBB keeps its copy: the one sentence, for whoever reads of it."""
    return _(
        "SBB bewaart zijn kopie hoogstens tot %(kept)s na de uitkomst. Zijn er verbeterafspraken, "
        "dan telt dat vanaf hun laatste dag. Komt er geen uitkomst, dan wist SBB de kopie "
        "%(open)s na de dag waarop SBB hem kreeg."
    ) % {"kept": term(settings.SBB_KEEP_DAYS), "open": term(settings.SBB_OPEN_DAYS)}


def goes_along(step: Step) -> str:
    """What the receiver learns beside the text itself."""
    found = {
        Step.HEAR: _("Het bedrijf leest ook de naam van je school."),
        Step.SBB: _("SBB ziet ook de naam van je school, en de dag waarop dit is doorgegeven."),
    }
    told = _("Wie dit krijgt, weet ook dat het van je school komt.")
    return found.get(step, told)


def told(step: Step, receiver: str) -> list[str]:
    """What a reporter reads beside the text, before saying yes."""
    return [goes_along(step), *stays(step, receiver)]


def stays(step: Step, receiver: str) -> list[str]:
    """What becomes of it there, and what withdrawing the report does not destroy."""
    return _STAYS[step](receiver)


def left_behind(dossier: Dossier, keys: DossierKeys) -> list[Left]:
    """Each step of this dossier that was carried out, with the reporter's yes or without."""
    done = {State.CARRIED_OUT, State.EXCEPTION}
    found = [one for one in opened(dossier, keys) if one.state in done]
    return [_left(one) for one in found]


def _left(one: OpenConsent) -> Left:
    receiver = one.request.receiver
    return Left(one.step.label, receiver, stays(one.step, receiver))


def _hear(_receiver: str) -> list[str]:
    return [
        _(
            "Het bedrijf leest dit met een code, tot je school het horen afsluit. Trek je je "
            "melding in? Dan werkt die code meteen niet meer."
        ),
        _("Wat het bedrijf al las of opschreef, kunnen we niet wissen."),
    ]


def _sbb(_receiver: str) -> list[str]:
    return [
        _(
            "Adviseurs van SBB kunnen dit openen, ook wie er later komt werken. Schreef je op dat "
            "iemand het niet mag weten? Dan kijkt je school eerst of die bij SBB werkt, en sluit "
            "die persoon buiten."
        ),
        sbb_term(),
        _(
            "Trek je je melding in nadat SBB dit kreeg? Dan houdt SBB zijn kopie, en wat het er "
            "zelf over opschreef. Wij kunnen die niet wissen."
        ),
    ]


def _body(receiver: str) -> list[str]:
    told = _("Hoelang %(receiver)s dit bewaart, bepalen wij niet. Vraag het daar zelf.")
    return [told % {"receiver": receiver}, _out_of_the_vault(), _remembered()]


def _spoken(_receiver: str) -> list[str]:
    return [_out_of_the_vault(), _remembered()]


def _out_of_the_vault() -> str:
    """These steps are carried out by a person, with the text as a file."""
    return _("Het meldteam haalt deze tekst uit de kluis om dit te doen. Wij wissen die niet mee.")


def _remembered() -> str:
    return _("Trek je je melding in nadat dit is gedaan? Wie het kreeg of hoorde, houdt het.")


_STAYS: dict[Step, Callable[[str], list[str]]] = {
    Step.TALK: _spoken,
    Step.HEAR: _hear,
    Step.SBB: _sbb,
    Step.BODY: _body,
    Step.WITNESS: _spoken,
}
