"""What an officer of SBB can decide about one recognition, and how a page speaks of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.accreditations.models import Programme
from placements.companies.models import TrainingCompany
from stagebaken.ui.templatetags.ui import short_date

Text = str | Promise


class Decision(StrEnum):
    """The value is the last part of the address."""

    SUSPEND = "schorsen"
    WITHDRAW = "intrekken"
    LIFT = "opheffen"
    END = "beeindigen"


@dataclass(frozen=True)
class Words:
    label: Text  # of the link
    heading: Text
    confirm: Text  # of the button that does it
    done: Text
    refused: Text


WORDS = {
    Decision.SUSPEND: Words(
        _("Schors"),
        _("Schors de erkenning"),
        _("Ja, schors de erkenning"),
        _("De erkenning is geschorst."),
        _("Op die dag is er geen erkenning om te schorsen."),
    ),
    Decision.WITHDRAW: Words(
        _("Trek in"),
        _("Trek de erkenning in"),
        _("Ja, trek de erkenning in"),
        _("De erkenning is ingetrokken."),
        _("Op die dag is er geen erkenning om in te trekken."),
    ),
    Decision.LIFT: Words(
        _("Hef op"),
        _("Hef schorsing of intrekking op"),
        _("Ja, hef op"),
        _("De schorsing of intrekking is opgeheven."),
        _("Op die dag is niets geschorst of ingetrokken."),
    ),
    Decision.END: Words(
        _("Stop"),
        _("Laat de erkenning eindigen"),
        _("Ja, laat de erkenning eindigen"),
        _("De erkenning eindigt."),
        _("Op die dag is er geen erkenning die kan eindigen."),
    ),
}
RECOGNISED_ALREADY = _("Op die dag is het bedrijf hiervoor al erkend.")
LIFT_FIRST = _(
    "De erkenning is geschorst of ingetrokken. Hef dat eerst op, anders verandert er niets."
)


class Refused(ValueError):
    """What was asked cannot be; `str()` of it is a sentence for the officer."""


def consequences(
    decision: Decision, company: TrainingCompany, what: str, day: date, until: date | None
) -> str:
    """Name what will be different, for the page that asks to confirm."""
    values = {"company": company.name, "what": what, "day": short_date(day)}
    if decision is Decision.LIFT:
        return (
            gettext(
                "Vanaf %(day)s telt de erkenning van %(company)s voor %(what)s weer mee, zolang "
                "zij loopt. Wat nog gepland stond aan schorsing of intrekking vervalt ook."
            )
            % values
        )
    if until is not None:
        values["until"] = short_date(until)
        text = gettext("Van %(day)s tot en met %(until)s is %(company)s niet erkend voor %(what)s.")
    else:
        text = gettext("Vanaf %(day)s is %(company)s niet erkend voor %(what)s.")
    return text % values


def losses(decision: Decision) -> list[str]:
    """What students and schools notice of it."""
    if decision is Decision.LIFT:
        return []
    found = [
        gettext("Studenten vinden het bedrijf dan niet meer voor deze opleiding."),
        gettext(
            "Open stageplekken voor deze opleiding gaan dicht. "
            "Alleen als het bedrijf weer erkend is, kan het ze zelf weer openen."
        ),
        gettext("Op de pagina van het bedrijf staat dat het niet erkend is, zonder reden."),
    ]
    if decision is Decision.END:
        found.append(
            gettext(
                "Noemt een nieuw bestand van SBB een andere einddatum, dan geldt die weer. Wil je "
                "dat niet, kies dan intrekken."
            )
        )
    return found


def name_of(programme: Programme, pathway: str) -> str:
    return f"{programme.name} ({pathway})"
