"""Who did what in the own dossier and on which day; who can open it, and who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.dossiers.actions import Side
from reports.reporter.opening import OwnDossier
from schools.registry.models import SBB
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Verb
from stagebaken.ui.templatetags.ui import short_date
from stagebaken.vault import keyring

OWN_ACTS: dict[str, tuple[str, Promise]] = {
    Verb.FILED: ("lock", gettext_lazy("Je melding ging in de kluis")),
    Verb.EXCLUDED: ("eye-off", gettext_lazy("Je sloot iemand uit")),
    Verb.READMITTED: ("eye", gettext_lazy("Je liet iemand weer toe")),
    Verb.GRANTED: ("eye", gettext_lazy("Je liet iemand meelezen")),
    Verb.WISH_CHANGED: ("flag", gettext_lazy("Je veranderde je wens")),
    Verb.REPLACEMENT_ANSWERED: ("search", gettext_lazy("Je antwoordde over een andere plek")),
    Verb.REOPENED: ("undo", gettext_lazy("Je opende je zaak weer")),
    Verb.RECEIPT_RENEWED: ("key", gettext_lazy("Je kreeg een nieuwe code")),
    Verb.OWN_COPY_TAKEN: ("download", gettext_lazy("Je nam een kopie van je dossier mee")),
    Verb.CONSENT_ANSWERED: ("flag", gettext_lazy("Je antwoordde op een vraag")),
    Verb.DANGER_TOLD: ("phone", gettext_lazy("Je vertelde of je in gevaar bent")),
}
THEIR_ACTS: dict[str, tuple[str, Promise]] = {
    Verb.TAKEN_DOWN: ("note", gettext_lazy("schreef je melding op")),
    Verb.OPENED: ("eye", gettext_lazy("las je dossier")),
    Verb.REPLIED: ("message", gettext_lazy("schreef je")),
    Verb.NOTIFIED: ("mail", gettext_lazy("stuurde je een seintje")),
    Verb.ATTACHMENT_OPENED: ("file", gettext_lazy("opende een bestand")),
    Verb.ATTACHMENT_ADDED: ("file", gettext_lazy("voegde een bestand toe")),
    Verb.NOTED: ("note", gettext_lazy("schreef een notitie voor het team")),
    Verb.TASKED: ("check", gettext_lazy("hield de taken van het team bij")),
    Verb.REPLACEMENT_ASKED: ("search", gettext_lazy("vroeg of je een andere plek nodig hebt")),
    Verb.REPLACEMENT_OPENED: (
        "search",
        gettext_lazy("opende een verzoek voor een andere plek"),
    ),
    Verb.PLACE_PROPOSED: ("building", gettext_lazy("stelde plekken voor")),
    Verb.DANGER_LOOKED: ("phone", gettext_lazy("keek of je veilig bent")),
    Verb.DANGER_ENDED: ("phone", gettext_lazy("keek of je veilig bent, en denkt van wel")),
    Verb.ASSIGNED: ("person", gettext_lazy("sprak af wie van het team dit oppakt")),
    Verb.ACKNOWLEDGED: ("check", gettext_lazy("bevestigde de ontvangst")),
    Verb.STATUS_CHANGED: ("flag", gettext_lazy("bracht je zaak een stap verder")),
    Verb.CLOSED: ("check", gettext_lazy("rondde je zaak af")),
    Verb.REOPENED: ("undo", gettext_lazy("opende je zaak weer")),
    Verb.RECUSED: ("eye-off", gettext_lazy("stapte eruit en ziet het niet meer")),
    Verb.GRANTED: ("eye", gettext_lazy("gaf een collega toegang")),
    Verb.RECOVERED: ("eye", gettext_lazy("herstelde de toegang van een lid")),
    Verb.HEARING_STARTED: ("message", gettext_lazy("stelde het bedrijf de vraag")),
    Verb.HEARING_ANSWERED: ("message", gettext_lazy("antwoordde op de vraag")),
    Verb.HEARING_ENTERED: ("note", gettext_lazy("schreef op wat het bedrijf antwoordde")),
    Verb.HEARING_EXTENDED: ("clock", gettext_lazy("gaf het bedrijf meer tijd")),
    Verb.HEARING_CODE_RENEWED: ("lock", gettext_lazy("maakte een nieuwe code voor het bedrijf")),
    Verb.HEARING_LAPSED: ("clock", gettext_lazy("antwoordde niet op tijd")),
    Verb.HEARING_CLOSED: ("check", gettext_lazy("sloot de vraag aan het bedrijf af")),
    Verb.HANDED_OVER: ("next", gettext_lazy("gaf met jouw ja je melding door aan SBB")),
    Verb.LETTER_RECEIVED: ("mail", gettext_lazy("stuurde je school een brief")),
    Verb.LETTER_FILED: ("note", gettext_lazy("zette een antwoord van buiten in je dossier")),
    Verb.MINUTED: ("note", gettext_lazy("schreef een verslag voor het team")),
    Verb.CONSENT_ASKED: ("message", gettext_lazy("vroeg je om toestemming")),
    Verb.CONSENT_TAKEN_BACK: ("undo", gettext_lazy("trok een vraag aan jou in")),
    Verb.STEP_CARRIED_OUT: ("check", gettext_lazy("deed iets waar jij ja op zei")),
    Verb.EXPORTED: ("file", gettext_lazy("haalde een tekst op om door te geven")),
    Verb.EXCEPTION_PROPOSED: ("alert", gettext_lazy("vroeg een collega om een uitzondering")),
    Verb.EXCEPTION_REFUSED: ("undo", gettext_lazy("wees die uitzondering af")),
    Verb.EXCEPTION_CARRIED_OUT: ("alert", gettext_lazy("gaf iets door vanwege direct gevaar")),
    Verb.HELD: ("clock", gettext_lazy("bewaart je dossier langer")),
    Verb.HOLD_LIFTED: ("clock", gettext_lazy("bewaart je dossier niet langer dan gewoon")),
}

# A company has no account: its acts stand without a person.
OF_COMPANIES = {Verb.HEARING_ANSWERED, Verb.HEARING_LAPSED}

# Whoever did one of these had the dossier open.
OF_READERS = set(THEIR_ACTS) - {
    Verb.NOTIFIED,
    Verb.ASSIGNED,
    Verb.ACKNOWLEDGED,
    Verb.RECUSED,
    Verb.GRANTED,
    Verb.RECOVERED,
}


def events_of(own: OwnDossier) -> list[Event]:
    """What happened in this dossier, newest first."""
    return list(Event.objects.of_dossier(own.dossier.pk).order_by("-seq"))


def timeline(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The same act of one role on one day is told once."""
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in events:
        is_own = event.actor_role == Side.REPORTER
        known = (OWN_ACTS if is_own else THEIR_ACTS).get(event.verb)
        if known is None:
            continue
        icon, text = known
        role = "" if is_own else _role(event)
        line = {"icon": icon, "title": role, "text": text, "when": short_date(event.day)}
        lines.setdefault((event.verb, role, event.day), line)
    return list(lines.values())


def _role(event: Event) -> str:
    if event.verb in OF_COMPANIES and event.actor_id is None:
        return _("Het bedrijf")
    if event.actor_role == SBB:
        return "SBB"
    return str(dict(Role.choices).get(event.actor_role, ""))


@dataclass(frozen=True)
class Readers:
    """Names: who can open it and did, who can and did not yet, who cannot."""

    opened: list[str]
    unopened: list[str]
    excluded: list[str]

    @property
    def can(self) -> list[str]:
        return sorted(self.opened + self.unopened)


def readers(own: OwnDossier, events: Sequence[Event]) -> Readers:
    seen = {event.actor_id for event in events if event.verb in OF_READERS}
    can = [one.user for one in keyring.readers(own.dossier).select_related("user")]
    return Readers(
        opened=sorted(user.name for user in can if user.pk in seen),
        unopened=sorted(user.name for user in can if user.pk not in seen),
        excluded=sorted(user.name for user in keyring.excluded_users(own.dossier)),
    )
