"""What the dossier's page shows: where is it now, whose turn, by when, who opened it."""

from collections.abc import Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.attachments import storage
from reports.attachments.storage import StoredFile
from reports.casework.danger import Standing, standing
from reports.casework.models import Case, Turn
from reports.casework.pages import labels, other_language, role_name
from reports.casework.words import with_line
from reports.dossiers import panels
from reports.dossiers.actions import Kind, Said, Side
from reports.dossiers.vocabulary import Danger, Form, Ground, Perspective, Phase, Wish
from reports.intake.filing import one
from reports.intake.marks import taken_by
from reports.intake.people import people_of
from reports.intake.safety import ALARM
from reports.reporter.history import events_of, readers, timeline
from reports.reporter.opening import OwnDossier
from reports.reporter.planned import planned
from reports.reporter.readers import newcomers
from reports.reporter.road import clock_text, is_alone, track
from schools.registry.models import School
from stagebaken.ui.templatetags.ui import day_month
from stagebaken.vault.models import Recipient
from stagebaken.web.days import today

DONE = {
    "verstuurd": gettext_lazy("Je melding ligt in de kluis. Dank je dat je dit vertelt."),
    "bewaard": gettext_lazy("Je melding is bewaard. Alleen jij kunt hem openen, met je code."),
    "bericht": gettext_lazy("Je bericht staat in je dossier."),
    "aanvulling": gettext_lazy("Je aanvulling staat in je dossier."),
    "wens": gettext_lazy("Je wens is bewaard."),
    "ingediend": gettext_lazy("Je melding ligt nu bij het meldteam van je school."),
    "nieuw-ja": gettext_lazy("Deze persoon kan nu meelezen."),
    "nieuw-nee": gettext_lazy("Deze persoon kan het niet openen en ziet niet dat het er is."),
    "wie": gettext_lazy("Je keuze is bewaard. Wie je uitsloot, kan het vanaf nu niet meer openen."),
    "wie-terug": gettext_lazy(
        "Je keuze is bewaard. Wie je weer toeliet, mag vanaf nu weer meelezen of helpen."
    ),
    "wie-anders": gettext_lazy(
        "Je keuze is bewaard. Wie je uitsloot, kan het vanaf nu niet meer openen. Wie je weer "
        "toeliet, mag weer meelezen of helpen."
    ),
    "wie-zelfde": gettext_lazy("Je keuze is bewaard. Je sluit dezelfde mensen uit als eerst."),
    "mail": gettext_lazy("Je krijgt een seintje als er een antwoord is. Er staat nooit iets in."),
    "mail-weg": gettext_lazy("Je e-mailadres is gewist."),
    "naam": gettext_lazy("Het meldteam weet nu wie je bent. Het bedrijf niet."),
    "anoniem": gettext_lazy("Je blijft anoniem."),
    "veilig": gettext_lazy("Je antwoord staat in je dossier. Het meldteam ziet het."),
    "weer-open": gettext_lazy("Je zaak is weer open. Het meldteam ziet het."),
    "naamloos": gettext_lazy("Je naam is weggehaald. Wie hem al las, kan hem onthouden."),
}


RECENT = 6  # acts shown at once; older ones are folded away


def dossier_page(own: OwnDossier) -> dict[str, Any]:
    case = own.case
    events = events_of(own)
    acts = timeline(events)
    stored = storage.listing(dossier=own.dossier, keys=own.keys)
    return {
        "own": own,
        "case": case,
        "danger": danger_of(own),
        "alarm": ALARM,
        "account": own.account,
        "decisions": own.decisions,
        "status": status_text(own),
        "is_my_turn": case is not None and case.turn == Turn.REPORTER,
        "is_late": case is not None and case.is_late(today()),
        "turn": turn_text(case),
        "track": track(case, planned(own.dossier)) if case else [],
        "outer_limit": case.limit_on if case else None,
        "clock": clock_text(case) if case else "",
        "is_alone": case is not None and is_alone(case),
        "conversation": [message(said, stored) for said in own.conversation],
        "facts": facts(own),
        "files": [file_line(file) for file in stored],
        "opened": acts[:RECENT],
        "opened_before": acts[RECENT:],
        "readers": readers(own, events),
        "newcomers": [consent(own, recipient) for recipient in newcomers(own)],
        "has_address": own.report.address is not None,
        "panels": panels.REPORTER.shown(own),
    }


def danger_of(own: OwnDossier) -> Standing | None:
    """What was last said about danger, while there may be some: the page says whom to call."""
    if own.case is None:
        return None
    found = standing(own.account, own.case.received_on, own.conversation)
    return found if found.danger else None


def status_text(own: OwnDossier) -> str:
    if own.case is not None:
        return str(own.case.get_status_display())
    return _("Meegeteld") if own.decisions.wish == Wish.COUNT else _("Alleen voor jou bewaard")


def turn_text(case: Case | None) -> str:
    if case is None:
        return _("Jij beslist of en wanneer er iets gebeurt")
    return str(Turn(case.turn).label)


def message(said: Said, files: Sequence[StoredFile] = ()) -> dict[str, Any]:
    is_own = said.side == Side.REPORTER
    came = {"day": day_month(said.arrived)}
    kinds = {
        Kind.ADDITION: _("aanvulling"),
        Kind.DECISION: _("besluit"),
        Kind.STEP: _("stap in je zaak"),
        Kind.HEARD: _("antwoord van het bedrijf, helemaal"),
        Kind.HEARD_IN_PART: _("antwoord van het bedrijf, ingekort door het team"),
        Kind.FROM_SBB: _("brief aan je school, helemaal"),
        Kind.FROM_SBB_IN_PART: _("brief aan je school, in woorden van het team"),
        Kind.ANSWERED: _("antwoord van %(day)s, helemaal") % came,
        Kind.ANSWERED_IN_PART: _("antwoord van %(day)s, ingekort door het team") % came,
    }
    return {
        "is_own": is_own,
        "author": _("Jij") if is_own else said.author,
        "role": kinds.get(Kind(said.kind), "" if is_own else role_name(said.role)),
        "when": day_month(said.day),
        "text": with_line(said.text, said.step, to_reporter=True),
        "files": [file_line(file) for file in files if str(file.id) in said.files],
    }


def facts(own: OwnDossier) -> list[tuple[str, str]]:
    """The report as filed, without the story itself."""
    account, decided = own.account, own.decisions
    rows = [
        (_("Wanneer ging het mis"), ", ".join(labels(Phase, account.phases))),
        (_("Waar het mee te maken had"), ", ".join(labels(Ground, account.grounds))),
        (_("Hoe het ging"), ", ".join(labels(Form, account.forms))),
        (_("Wanneer het was"), account.when),
        (_("Bedrijf"), account.company_text),
        (_("Of je in gevaar was"), ", ".join(labels(Danger, one(account.danger)))),
        (_("Wie het overkwam"), ", ".join(labels(Perspective, one(account.perspective)))),
        (_("Opgeschreven door"), taken_by(account)),
        (_("Taal waarin je meldde"), other_language(account.language)),
        (_("Jouw wens"), labels(Wish, [decided.wish])[0]),
        (_("Jouw naam"), decided.known_as or _("Niet gegeven: je bent anoniem")),
        (_("Mag het niet weten"), decided.outsiders),
    ]
    return [(label, value) for label, value in rows if value]


def file_line(file: StoredFile) -> dict[str, Any]:
    return {
        "name": file.label,
        "url": reverse("reporter:file", args=[file.id]),
        "size": filesizeformat(file.size),
        "icon": file.icon,
        "by": file.by,
    }


def consent(own: OwnDossier, recipient: Recipient) -> dict[str, Any]:
    """What is asked about a new member; saying nothing changes nothing."""
    name = {"name": recipient.user.name}
    outsiders = own.decisions.outsiders
    return {
        "id": f"nieuw-{recipient.pk}",
        "question": _("Mag %(name)s ook meelezen?") % name,
        "reason": _(
            "%(name)s is later bij het meldteam gekomen (%(role)s). Jij hield eerder iemand "
            "buiten, daarom vragen we het jou eerst. Je hoeft niet ja te zeggen. Zeg je niets, "
            "dan gebeurt er niets."
        )
        % (name | {"role": role_name(recipient.role)}),
        "preview_tag": _("Dit leest %(name)s als jij ja zegt") % name,
        "preview": [
            _("Alles wat jij vertelde, ook wat je er later bij schreef."),
            _("Het hele gesprek met het team, en alle bestanden."),
        ],
        "warning_title": _("Noemde jij deze persoon?") if outsiders else "",
        "warning": _("Je schreef dat deze persoon het niet mag weten: %s") % outsiders
        if outsiders
        else "",
        "action": reverse("reporter:newcomer", args=[recipient.pk]),
        "answers": [("ja", _("Ja, dit mag")), ("nee", _("Nee, liever niet"))],
        "after": _(
            "Zeg je nee, dan kan %(name)s het niet openen en ook niet zien dat het er is. "
            "Je kunt dit later veranderen bij ‘Kies wie dit niet mag zien’."
        )
        % name,
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
        "files": [file_line(file) for file in storage.listing(dossier=own.dossier, keys=own.keys)],
    }
