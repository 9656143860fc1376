"""Who did what in a dossier and on which day, for those who hold its key."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.casework.models import Case
from reports.dossiers.actions import Side
from schools.registry.models import SBB
from stagebaken.accounts.models import User
from stagebaken.audit.models import Event, Verb
from stagebaken.ui.templatetags.ui import short_date

ACTS: dict[str, tuple[str, Promise]] = {
    Verb.FILED: ("lock", gettext_lazy("gaf de melding aan het meldteam")),
    Verb.TAKEN_DOWN: ("note", gettext_lazy("schreef de melding op voor de student")),
    Verb.RECEIPT_RENEWED: ("key", gettext_lazy("kreeg een nieuwe code")),
    Verb.OPENED: ("eye", gettext_lazy("opende de zaak")),
    Verb.REPLIED: ("message", gettext_lazy("schreef de melder")),
    Verb.NOTIFIED: ("mail", gettext_lazy("stuurde de melder een seintje")),
    Verb.ATTACHMENT_OPENED: ("file", gettext_lazy("opende een bestand")),
    Verb.ATTACHMENT_ADDED: ("file", gettext_lazy("voegde een bestand toe")),
    Verb.NOTED: ("note", gettext_lazy("schreef een notitie")),
    Verb.TASKED: ("check", gettext_lazy("hield de taken van het team bij")),
    Verb.DANGER_TOLD: ("phone", gettext_lazy("antwoordde op de vraag naar gevaar")),
    Verb.DANGER_LOOKED: ("phone", gettext_lazy("keek of de melder veilig is")),
    Verb.DANGER_ENDED: ("phone", gettext_lazy("keek en schreef op dat het gevaar voorbij is")),
    Verb.ASSIGNED: ("person", gettext_lazy("veranderde wie de zaak oppakt")),
    Verb.ACKNOWLEDGED: ("check", gettext_lazy("bevestigde de ontvangst")),
    Verb.STATUS_CHANGED: ("flag", gettext_lazy("bracht de zaak een stap verder")),
    Verb.CLOSED: ("check", gettext_lazy("rondde de zaak af")),
    Verb.REOPENED: ("undo", gettext_lazy("opende de zaak weer")),
    Verb.WISH_CHANGED: ("flag", gettext_lazy("veranderde de wens")),
    Verb.REPLACEMENT_ASKED: ("search", gettext_lazy("vroeg of er een andere plek nodig is")),
    Verb.REPLACEMENT_ANSWERED: ("search", gettext_lazy("antwoordde over een andere plek")),
    Verb.REPLACEMENT_OPENED: (
        "search",
        gettext_lazy("opende een verzoek voor een andere plek"),
    ),
    Verb.PLACE_PROPOSED: ("building", gettext_lazy("stelde plekken voor")),
    Verb.RECUSED: ("eye-off", gettext_lazy("wil de zaak niet meer zien")),
    Verb.EXCLUDED: ("eye-off", gettext_lazy("sloot iemand uit")),
    Verb.READMITTED: ("eye", gettext_lazy("liet iemand weer toe")),
    Verb.GRANTED: ("eye", gettext_lazy("gaf iemand toegang")),
    Verb.RECOVERED: ("eye", gettext_lazy("herstelde de toegang van een lid")),
    Verb.CONSENT_ASKED: ("message", gettext_lazy("vroeg de melder om toestemming")),
    Verb.CONSENT_ANSWERED: ("flag", gettext_lazy("antwoordde op een vraag om toestemming")),
    Verb.CONSENT_TAKEN_BACK: ("undo", gettext_lazy("trok een vraag aan de melder in")),
    Verb.STEP_CARRIED_OUT: ("check", gettext_lazy("voerde een stap naar buiten uit")),
    Verb.EXPORTED: ("file", gettext_lazy("haalde een tekst op om door te geven")),
    Verb.EXCEPTION_PROPOSED: ("alert", gettext_lazy("stelde een uitzondering bij gevaar voor")),
    Verb.EXCEPTION_REFUSED: ("undo", gettext_lazy("wees een uitzondering bij gevaar af")),
    Verb.EXCEPTION_CARRIED_OUT: ("alert", gettext_lazy("besloot tot een uitzondering bij gevaar")),
    Verb.HEARING_STARTED: ("message", gettext_lazy("vroeg het bedrijf wat er is gebeurd")),
    Verb.HEARING_ANSWERED: ("message", gettext_lazy("antwoordde op de vraag")),
    Verb.HEARING_ENTERED: ("note", gettext_lazy("schreef op wat het bedrijf antwoordde")),
    Verb.HEARING_EXTENDED: ("clock", gettext_lazy("gaf het bedrijf meer tijd")),
    Verb.HEARING_CODE_RENEWED: ("lock", gettext_lazy("maakte een nieuwe code voor het bedrijf")),
    Verb.HEARING_LAPSED: ("clock", gettext_lazy("antwoordde niet op tijd")),
    Verb.HEARING_CLOSED: ("check", gettext_lazy("sloot de vraag aan het bedrijf af")),
    Verb.HANDED_OVER: ("next", gettext_lazy("gaf de melding door aan SBB")),
    Verb.LETTER_RECEIVED: ("mail", gettext_lazy("stuurde de school een brief")),
    Verb.LETTER_FILED: ("note", gettext_lazy("zette een antwoord van buiten in het dossier")),
    Verb.MINUTED: ("note", gettext_lazy("schreef op wat het bedrijf zei")),
    Verb.HELD: ("clock", gettext_lazy("bewaart het dossier langer")),
    Verb.HOLD_LIFTED: ("clock", gettext_lazy("bewaart het dossier niet langer dan gewoon")),
}


# A company has no account: its acts stand without a person.
OF_COMPANIES = {Verb.HEARING_ANSWERED, Verb.HEARING_LAPSED}


def logbook(case: Case) -> list[dict[str, Any]]:
    """Newest first; the same act of one person on one day is told once."""
    events = [
        event
        for event in Event.objects.of_dossier(case.dossier_id).order_by("-seq")
        if event.verb in ACTS
    ]
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in events:
        icon, text = ACTS[event.verb]
        line = {"icon": icon, "title": _who(event, people), "text": text}
        line["when"] = short_date(event.day)
        lines.setdefault((event.verb, event.actor_id, event.day), line)
    return list(lines.values())


def _who(event: Event, people: dict[Any, User]) -> str:
    if event.actor_role == Side.REPORTER:
        return _("De melder")
    if event.verb in OF_COMPANIES and event.actor_id is None:
        return _("Het bedrijf")
    if event.actor_role == SBB:
        return "SBB"
    person = people.get(event.actor_id)
    return person.name if person else _("Iemand die er niet meer werkt")
