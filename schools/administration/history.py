"""What an administrator may read in the audit log: membership and recovery, never a dossier."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schools.registry.models import School
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.vault.models import Recipient

PAGE_SIZE = 50

# An allow-list. Whoever opens the vault, and when, would tell of work on reports (P2): not here.
SHOWN = {
    Verb.SET_UP: _("Herstelsleutel gemaakt"),
    Verb.KEYED: _("Eigen sleutel gemaakt"),
    Verb.PROPOSED: _("Voorgesteld voor het meldteam"),
    Verb.APPROVED: _("Toelating bevestigd door een sleutelbewaarder"),
    Verb.ADMITTED: _("Toegelaten tot de kluis"),
    Verb.REFUSED: _("Niet toegelaten tot de kluis"),
    Verb.SUSPENDED: _("Toegang tot de kluis gestopt"),
    Verb.REINSTATED: _("Opnieuw toegang gekregen"),
    Verb.LEFT: _("Sleutels gewist"),
    Verb.RECOVERY_STARTED: _("Herstel begonnen"),
    Verb.RECOVERED: _("Meldingen teruggehaald met de herstelsleutel"),
    Verb.RECOVERY_RENEWED: _("Nieuwe herstelsleutel gemaakt"),
    Verb.DRILLED: _("Herstelsleutel geoefend"),
    Verb.INVITED: _("Uitgenodigd"),
    Verb.INVITATION_WITHDRAWN: _("Uitnodiging ingetrokken"),
    Verb.JOINED: _("Uitnodiging aangenomen"),
    Verb.MEMBERSHIP_ENDED: _("Verwijderd"),
    Verb.ROLE_CHANGED: _("Functie gewijzigd"),
    Verb.SCHOOL_CHANGED: _("School gewijzigd"),
    Verb.TERMS_CHANGED: _("Termijnen gewijzigd"),
    Verb.ORIGIN_SWITCHED_ON: _("Gelijke kansen meten: aangezet"),
    Verb.ORIGIN_BASIS_CHANGED: _("Gelijke kansen meten: wettelijke grond gewijzigd"),
    Verb.ORIGIN_SWITCHED_OFF: _("Gelijke kansen meten: uitgezet en alles vernietigd"),
    Verb.ORIGIN_IMPORTED: _("Gelijke kansen meten: bestand ingelezen"),
    Verb.ORIGIN_READ: _("Gelijke kansen meten: gelezen om groepscijfers te maken"),
}
CHANGES = {
    "created": _("School aangemaakt"),
    "texts": _("Teksten gewijzigd"),
    "opened": _("Meldpunt geopend"),
    "closed": _("Meldpunt gesloten"),
    "school_sign_in_on": _("Binnenkomen met het schoolaccount: aangezet of gewijzigd"),
    "school_sign_in_confirmed": _("Domein van het schoolaccount: bevestigd door het platform"),
    "school_sign_in_refused": _("Domein van het schoolaccount: afgewezen door het platform"),
    "school_sign_in_off": _("Binnenkomen met het schoolaccount: uitgezet"),
    "phrases": _("Voorbeelden voor berichten gewijzigd"),
}


def history(school: School, number: str) -> Page[Any]:
    """One page of events, newest first; each with names instead of ids."""
    events = Event.objects.none()
    if school.vault_id is not None:
        events = Event.objects.of_vault(school.vault_id).filter(verb__in=list(SHOWN))
    page: Page[Any] = Paginator(events.order_by("-seq"), PAGE_SIZE).get_page(number)
    names = _names(page.object_list)
    page.object_list = [_row(event, names) for event in page.object_list]
    return page


def _row(event: Event, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "day": event.day,
        "what": _what(event),
        "by": names.get(event.actor_id, "") if event.actor_id else gettext("Het systeem"),
        "about": names.get(event.subject, "") if event.subject else "",
    }


def _what(event: Event) -> str:
    if event.verb == Verb.SCHOOL_CHANGED:
        return str(CHANGES.get(event.detail.get("what"), SHOWN[Verb.SCHOOL_CHANGED]))
    words = str(SHOWN[Verb(event.verb)])
    role = event.detail.get("role")
    return f"{words}: {Role(role).label}" if role in Role.values else words


def _names(events: Any) -> dict[UUID, str]:
    """The subject of an event is a user, or the key of one."""
    ids = {event.actor_id for event in events} | {event.subject for event in events}
    ids.discard(None)
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    keys = Recipient.objects.filter(pk__in=ids).values_list("pk", "user__name")
    return names | dict(keys)
