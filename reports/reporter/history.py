"""Who did what in the own dossier and on which day; who can open it, and who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from reports.dossiers.actions import Side
from reports.reporter.actions import OwnDossier
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
}
THEIR_ACTS: dict[str, tuple[str, Promise]] = {
    Verb.OPENED: ("eye", gettext_lazy("las je dossier")),
    Verb.REPLIED: ("message", gettext_lazy("schreef je")),
    Verb.NOTIFIED: ("mail", gettext_lazy("stuurde je een seintje")),
    Verb.ATTACHMENT_OPENED: ("file", gettext_lazy("opende een bestand")),
    Verb.ATTACHMENT_ADDED: ("file", gettext_lazy("voegde een bestand toe")),
    Verb.NOTED: ("note", gettext_lazy("schreef een notitie voor het team")),
    Verb.ASSIGNED: ("person", gettext_lazy("sprak af wie van het team dit oppakt")),
    Verb.ACKNOWLEDGED: ("check", gettext_lazy("bevestigde de ontvangst")),
    Verb.RECUSED: ("eye-off", gettext_lazy("stapte eruit en ziet het niet meer")),
    Verb.GRANTED: ("eye", gettext_lazy("gaf een collega toegang")),
    Verb.RECOVERED: ("eye", gettext_lazy("herstelde de toegang van een lid")),
}

# Whoever did one of these had the dossier open.
OF_READERS = {
    Verb.OPENED,
    Verb.REPLIED,
    Verb.NOTED,
    Verb.ATTACHMENT_OPENED,
    Verb.ATTACHMENT_ADDED,
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
        role = "" if is_own else str(dict(Role.choices).get(event.actor_role, ""))
        line = {"icon": icon, "title": role, "text": text, "when": short_date(event.day)}
        lines.setdefault((event.verb, role, event.day), line)
    return list(lines.values())


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
