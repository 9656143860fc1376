"""The copy as a document for people: headings, facts, what was said. Words, no layout."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from reports.consents.vocabulary import State
from reports.dossiers.actions import Side
from reports.export import done_document
from reports.export.blocks import Block, Document, day, facts, heading, quote, text
from stagebaken.accounts.models import Role
from stagebaken.ui.templatetags.ui import long_date


def of(copy: dict[str, Any]) -> Document:
    made_on = date.fromisoformat(copy["made_on"])
    return {
        "language": copy["language"],
        "title": _("Kopie van je dossier"),
        "lead": _("Gemaakt op %(day)s. Wie dit bestand heeft, kan alles lezen wat erin staat.")
        % {"day": long_date(made_on)},
        "blocks": [
            *_status(copy),
            *_report(copy),
            *_messages(copy),
            *_decisions(copy),
            *_consents(copy),
            *done_document.of(copy),
            *_files(copy),
            *_timeline(copy),
        ],
    }


def _status(copy: dict[str, Any]) -> list[Block]:
    status = copy["status"]
    rows = [
        (_("Status"), status["text"]),
        (_("School"), status["school"] or ""),
        (_("Ontvangen"), day(status["received_on"])),
        (_("Ontvangst bevestigd"), day(status["acknowledged_on"])),
        (_("Je hoort iets uiterlijk"), day(status["due"])),
    ]
    steps = [(day(one["day"]), one["text"]) for one in status["history"]]
    return [heading(_("Waar is het nu?")), *facts(rows), *facts(steps)]


def _report(copy: dict[str, Any]) -> list[Block]:
    told = copy["report"]["account"]
    words = (
        [quote(told)] if told else [text(_("Je schreef niets, maar je stuurde een bestand mee."))]
    )
    rows = [(label, value) for label, value in copy["facts"]]
    return [heading(_("Wat jij vertelde")), *words, *facts(rows)]


def _messages(copy: dict[str, Any]) -> list[Block]:
    blocks = [heading(_("Gesprek"))]
    for said in copy["messages"]:
        who = ", ".join(filter(None, [said["author"], said["role"], day(said["day"])]))
        blocks += [heading(who, 3), *([quote(said["text"])] if said["text"] else [])]
        if said["files"]:
            blocks.append(text(_("Bestanden: %s") % ", ".join(said["files"])))
    return blocks if len(blocks) > 1 else [*blocks, text(_("Er is nog niets gezegd."))]


def _decisions(copy: dict[str, Any]) -> list[Block]:
    decided = copy["decisions"]
    rows = [
        (_("Hoe het team je bereikt"), decided["known_contact"]),
        (_("Kan dit openen"), ", ".join(decided["readers"])),
        (_("Kan dit niet openen"), ", ".join(decided["excluded"])),
        (_("Seintje per mail"), _("Ja") if decided["has_address"] else _("Nee")),
        (_("Telt mee in de cijfers"), _("Ja") if decided["counted"] else ""),
    ]
    return [heading(_("Wat jij besloot")), *facts(rows)]


def _consents(copy: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    for one in copy["consents"]:
        rows = [
            (_("Gevraagd op"), day(one["asked_on"])),
            (_("Gevraagd door"), one["asked_by"]),
            (_("Voor wie"), one["receiver"]),
            (_("Stand"), one["state_text"]),
            (_("Wat er daarna kan gebeuren"), one["may_follow"]),
            *(
                (_("Jouw antwoord op %s") % day(a["day"]), _answer(a["answer"]))
                for a in one["answers"]
            ),
            (_("Kenmerk van de tekst (SHA-256)"), one["sha256"]),
        ]
        blocks += [heading(one["step_text"], 3), *facts(rows)]
        blocks += [text(_("Deze tekst, en geen andere, mocht dan weg:")), quote(one["document"])]
    return [heading(_("Vragen om jouw toestemming")), *blocks] if blocks else []


def _answer(code: str) -> str:
    return str(State(code).label) if code in State.values else code


def _files(copy: dict[str, Any]) -> list[Block]:
    if not copy["files"]:
        return []
    said = _("De bestanden zelf staan hier niet in. Je kunt ze in je dossier openen.")
    names = [
        one["name"] + (_(" (van het meldteam)") if one["by"] == Side.STAFF else "")
        for one in copy["files"]
    ]
    return [heading(_("Bestanden")), text(said), {"kind": "list", "items": names}]


def _timeline(copy: dict[str, Any]) -> list[Block]:
    rows = []
    for act in copy["timeline"]:
        role = "" if act["by"] == Side.REPORTER else str(dict(Role.choices).get(act["by"], ""))
        rows.append((day(act["day"]), " ".join(filter(None, [role, act["text"]]))))
    return [heading(_("Wie deed wat, en wanneer")), *facts(rows)] if rows else []
