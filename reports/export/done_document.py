"""What was done with a report, in the document for people."""

from typing import Any

from django.utils.translation import gettext as _

from reports.dossiers.actions import Side
from reports.export.blocks import Block, day, facts, heading, quote, text


def of(copy: dict[str, Any]) -> list[Block]:
    return [
        *_hearings(copy["hearings"]),
        *_sbb(copy["sbb"]),
        *_exceptions(copy["exceptions"]),
        *_replacement(copy["replacement"]),
        *_aftercare(copy["aftercare"]),
        *_holds(copy["holds"]),
    ]


def _hearings(hearings: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = []
    for one in hearings:
        rows = [
            (_("Gevraagd op"), day(one["asked_on"])),
            (_("Antwoorden kon tot en met"), day(one["due"])),
            (_("Antwoord op"), day(one["answered_on"])),
            (_("Stand"), one["state_text"]),
        ]
        blocks += [heading(one["receiver"], 3), *facts(rows), quote(one["question"])]
        if one["in_messages"]:
            blocks.append(text(_("Het antwoord staat in het gesprek.")))
    return [heading(_("Wat het bedrijf is gevraagd")), *blocks] if blocks else []


def _sbb(handovers: list[dict[str, Any]]) -> list[Block]:
    rows: list[tuple[str, str]] = []
    for one in handovers:
        rows += [
            (_("Doorgegeven op"), day(one["handed_on"])),
            (_("SBB reageert uiterlijk"), day(one["due"])),
            (_("SBB zegt weer iets uiterlijk"), day(one["expected"])),
            *((reply["kind_text"], day(reply["received_on"])) for reply in one["replies"]),
        ]
    said = text(_("Wat SBB schreef, staat in het gesprek zodra het team het daar zette."))
    return [heading(_("Bij SBB")), *facts(rows), said] if rows else []


def _exceptions(exceptions: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = []
    for one in exceptions:
        rows = [
            (_("Voorgesteld op"), day(one["proposed_on"])),
            (_("Voor wie"), one["receiver"]),
            (_("Stand"), one["state_text"]),
        ]
        blocks += [*facts(rows), quote(one["reason"])]
    return [heading(_("Zonder jouw ja, bij direct gevaar")), *blocks] if blocks else []


def _replacement(known: dict[str, Any] | None) -> list[Block]:
    if known is None:
        return []
    who = {Side.REPORTER.value: _("Jij"), Side.STAFF.value: _("Het meldteam")}
    rows = [
        (_("Stand"), known["state_text"]),
        (_("Niet nodig volgens"), who.get(known["not_needed_according_to"], "")),
        (_("Verzoek geopend op"), day(known["opened_on"])),
        (_("Jouw code bij de stagecoördinator"), known["code"]),
        (_("Het verzoek nu"), known["request_text"]),
        (_("Kenmerk van de tekst (SHA-256)"), known["sha256"]),
        *((day(one["day"]), one["text"]) for one in known["history"]),
    ]
    blocks = [heading(_("Een andere plek")), *facts(rows)]
    if known["wanted_text"]:
        blocks += [text(_("Dit mochten de stagecoördinatoren lezen:"))]
        blocks.append({"kind": "list", "items": known["wanted_text"]})
    return blocks + _places(known["places"])


def _places(places: list[dict[str, Any]]) -> list[Block]:
    rows = [
        (
            ", ".join(filter(None, [one["name"], one["place"]])),
            " · ".join([day(one["proposed_on"]), one["answer_text"]]),
        )
        for one in places
    ]
    return [heading(_("Plekken die het team voorstelde"), 3), *facts(rows)] if rows else []


def _aftercare(moments: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = []
    for one in moments:
        title = ", ".join([one["moment_text"], day(one["day"])])
        rows = [(given["question_text"], given["answer_text"]) for given in one["answers"]]
        blocks += [heading(title, 3), *facts(rows)]
    return [heading(_("Hoe het voor jou was")), *blocks] if blocks else []


def _holds(holds: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = []
    for one in holds:
        rows = [
            (_("Door"), one["by"]),
            (_("Van"), day(one["from"])),
            (_("Tot en met"), day(one["until"])),
            (_("Eerder gestopt op"), day(one["lifted_on"])),
        ]
        blocks += [*facts(rows), quote(one["reason"])]
    return [heading(_("Langer bewaard")), *blocks] if blocks else []
