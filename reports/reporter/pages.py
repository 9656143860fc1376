"""What the dossier's page shows: where is it now, whose turn, by when, who opened it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.attachments import storage
from reports.casework import deadlines
from reports.casework.models import Case, Status, Turn
from reports.casework.pages import labels, outer_limit
from reports.dossiers.actions import Kind, Said, Side
from reports.dossiers.vocabulary import Form, Ground, Phase, Wish
from reports.intake.people import people_of
from reports.reporter.actions import OwnDossier
from schools.registry.models import School
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Verb
from stagebaken.ui.templatetags.ui import day_month, long_date, short_date
from stagebaken.vault import keyring

DONE = {
    "verstuurd": gettext_lazy("Je melding ligt in de kluis. Dank je dat je dit vertelt."),
    "bewaard": gettext_lazy("Je melding is bewaard. Alleen jij kunt hem openen, met je code."),
    "bericht": gettext_lazy("Je bericht staat in je dossier."),
    "aanvulling": gettext_lazy("Je aanvulling staat in je dossier."),
    "wens": gettext_lazy("Je wens is veranderd."),
    "ingediend": gettext_lazy("Je melding ligt nu bij het meldteam van je school."),
    "wie": gettext_lazy("Je keuze is bewaard. Wie je uitsloot, kan het vanaf nu niet meer openen."),
    "mail": gettext_lazy("Je krijgt een seintje als er een antwoord is. Er staat nooit iets in."),
    "mail-weg": gettext_lazy("Je e-mailadres is gewist."),
    "naam": gettext_lazy("Het meldteam weet nu wie je bent. Het bedrijf niet."),
    "naamloos": gettext_lazy("Je naam is weggehaald. Wie hem al las, kan hem onthouden."),
}


def dossier_page(own: OwnDossier) -> dict[str, Any]:
    case = own.case
    return {
        "own": own,
        "case": case,
        "account": own.account,
        "decisions": own.decisions,
        "status": status_text(own),
        "is_my_turn": case is not None and case.turn == Turn.REPORTER,
        "turn": turn_text(case),
        "track": track(case) if case else [],
        "outer_limit": outer_limit(case) if case else None,
        "conversation": [message(said) for said in own.conversation],
        "facts": facts(own),
        "files": files(own),
        "opened": opened(own),
        "readers": readers(own),
        "has_address": own.report.address is not None,
    }


def status_text(own: OwnDossier) -> str:
    if own.case is not None:
        return str(own.case.get_status_display())
    return _("Meegeteld") if own.decisions.wish == Wish.COUNT else _("Alleen voor jou bewaard")


def turn_text(case: Case | None) -> str:
    if case is None:
        return _("Jij beslist of en wanneer er iets gebeurt")
    return str(Turn(case.turn).label)


def track(case: Case) -> list[dict[str, Any]]:
    """The road of a report, with the days that are known and the days that are promised."""
    acknowledged = case.acknowledged_on
    by = deadlines.acknowledge_due(case.school, case.received_on)
    answer_by = deadlines.feedback_due(case.school, acknowledged or by)
    steps = [
        (_("Ontvangen"), day_month(case.received_on), True),
        (
            _("Ontvangst bevestigd"),
            day_month(acknowledged) if acknowledged else _("Uiterlijk %s") % long_date(by),
            acknowledged is not None,
        ),
        (_("Gesprek met jou"), _("Jij kiest of je antwoordt"), case.turn == Turn.REPORTER),
        (_("Antwoord voor jou"), _("Uiterlijk %s") % short_date(answer_by), False),
    ]
    now = max(index for index, step in enumerate(steps) if step[2])
    if case.status == Status.RECEIVED:
        now = 1
    return [
        {"name": name, "when": when, "state": "now" if i == now else ("done" if i < now else "")}
        for i, (name, when, _done) in enumerate(steps)
    ]


def message(said: Said) -> dict[str, Any]:
    is_own = said.side == Side.REPORTER
    kinds = {Kind.ADDITION: _("aanvulling"), Kind.DECISION: _("besluit")}
    return {
        "is_own": is_own,
        "author": _("Jij") if is_own else said.author,
        "role": kinds.get(Kind(said.kind), "") if is_own else said.role,
        "when": day_month(said.day),
        "text": said.text,
    }


def facts(own: OwnDossier) -> list[tuple[str, str]]:
    """The report as filed, without the story itself."""
    account, decided = own.account, own.decisions
    rows = [
        (_("Waar"), ", ".join(labels(Phase, account.phases))),
        (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
        (_("Wat er gebeurde"), ", ".join(labels(Form, account.forms))),
        (_("Wanneer"), account.when),
        (_("Bedrijf"), account.company_text),
        (_("Jouw wens"), labels(Wish, [decided.wish])[0]),
        (_("Jouw naam"), decided.known_as or _("Niet gegeven: je bent anoniem")),
        (_("Mag het niet weten"), decided.outsiders),
    ]
    return [(label, value) for label, value in rows if value]


def files(own: OwnDossier) -> list[dict[str, Any]]:
    return [
        {
            "name": file.label,
            "url": reverse("reporter:file", args=[file.id]),
            "size": file.size,
            "by": file.by,
        }
        for file in storage.listing(dossier=own.dossier, keys=own.keys)
    ]


VERBS = {
    Verb.FILED: ("lock", gettext_lazy("Je melding ging in de kluis")),
    Verb.OPENED: ("eye", gettext_lazy("las je dossier")),
    Verb.REPLIED: ("message", gettext_lazy("schreef je")),
    Verb.ATTACHMENT_OPENED: ("file", gettext_lazy("opende een bestand")),
    Verb.ATTACHMENT_ADDED: ("file", gettext_lazy("voegde een bestand toe")),
    Verb.NOTED: ("note", gettext_lazy("schreef een notitie voor het team")),
    Verb.ACKNOWLEDGED: ("check", gettext_lazy("bevestigde de ontvangst")),
    Verb.RECUSED: ("eye-off", gettext_lazy("stapte eruit en ziet het niet meer")),
    Verb.EXCLUDED: ("eye-off", gettext_lazy("Je sloot iemand uit")),
    Verb.READMITTED: ("eye", gettext_lazy("Je liet iemand weer toe")),
    Verb.GRANTED: ("eye", gettext_lazy("gaf een collega toegang")),
    Verb.RECOVERED: ("eye", gettext_lazy("De toegang van een lid is hersteld")),
}


def opened(own: OwnDossier) -> list[dict[str, Any]]:
    """Who did what and on which day, newest first; the same act on one day is told once."""
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in Event.objects.of_dossier(own.dossier.pk).order_by("-seq"):
        known = VERBS.get(Verb(event.verb))
        if known is None:
            continue
        icon, text = known
        role = "" if event.actor_role == Side.REPORTER else role_label(event.actor_role)
        line = {"icon": icon, "title": role, "text": text, "when": short_date(event.day)}
        lines.setdefault((event.verb, role, event.day), line)
    return list(lines.values())


def role_label(role: str) -> str:
    return str(dict(Role.choices).get(role, ""))


def readers(own: OwnDossier) -> dict[str, list[str]]:
    """The names of who can open it, and of who cannot."""
    return {
        "can": sorted(
            recipient.user.name for recipient in keyring.readers(own.dossier).select_related("user")
        ),
        "cannot": sorted(user.name for user in keyring.excluded_users(own.dossier)),
    }


def roles_by_id(school: School) -> dict[str, str]:
    """What each person of the team is called at school, by the id of the person."""
    return {person.id: person.role for person in people_of(school)}


def preview(own: OwnDossier, wish: Wish) -> dict[str, Any]:
    """Exactly what a reader will see of a kept dossier that is handed in."""
    return {
        "facts": [row for row in facts(own) if row[0] != _("Jouw wens")]
        + [(_("Jouw wens"), str(wish.label))],
        "account": own.account.account,
        "additions": [said for said in own.conversation if said.side == Side.REPORTER],
        "files": files(own),
    }
