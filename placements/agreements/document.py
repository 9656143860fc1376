"""The praktijkovereenkomst on paper: a tagged PDF (PDF/UA-1), made in memory at each request.

What the law demands of it (WEB 7.2.8, second paragraph): days and hours, guidance, what is learnt
and how that is judged, and how it ends early. The file is called by the placement's reference.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements.agreements.models import Agreement, Confirmation, Placement
from placements.agreements.transitions import Party, State
from schools.administration.typesetting import typeset
from stagebaken.ui.templatetags.ui import long_date, short_date

TEMPLATE = Path(__file__).with_name("agreement.typ")
NONE = "–"


def file_name(agreement: Agreement) -> str:
    """Without a name: a download folder is read by others."""
    return f"overeenkomst-{agreement.placement.reference}-{agreement.version}.pdf"


def drawn(agreement: Agreement) -> bytes:
    """In the language of now."""
    note = _("Sommige tekens kan dit bestand niet tonen. Ze staan tussen haken, met hun naam.")
    return typeset(TEMPLATE, words(agreement), note=note)


def words(agreement: Agreement) -> dict[str, Any]:
    """Every word of the document: headings with facts, texts, lists and tables below them."""
    placement = agreement.placement
    facts = {"reference": placement.reference, "version": agreement.version}
    return {
        "language": get_language(),
        "title": _("Praktijkovereenkomst"),
        "lead": _("Kenmerk %(reference)s, versie %(version)s") % facts,
        "footer": _("Praktijkovereenkomst %(reference)s, versie %(version)s") % facts,
        "standing": _standing(agreement),
        "concept": "" if agreement.agreed_on else _("Concept: nog niet afgesproken"),
        "sections": [
            _section(_("Wie"), _facts(_parties(placement))),
            _section(_("Opleiding"), _facts(_programme(placement))),
            _section(_("Dagen en uren"), _facts(_time(agreement))),
            _section(_("Begeleiding"), _text(agreement.guidance), _facts(_trainer(agreement))),
            _section(_("Wat de student leert"), _tasks(agreement)),
            _section(_("Beoordeling"), _text(agreement.assessment)),
            _section(_("Eerder stoppen"), _text(agreement.early_ending)),
            _section(_("Akkoord"), _confirmations(agreement)),
            _section(_("Versies"), _versions(placement)),
        ],
    }


def _standing(agreement: Agreement) -> str:
    """What this paper is worth today."""
    drawn_up = _("Opgesteld op %s.") % long_date(agreement.drawn_up_on)
    return f"{drawn_up} {_worth(agreement)} {_ended(agreement.placement)}".strip()


def _worth(agreement: Agreement) -> str:
    if agreement.agreed_on is None:
        if agreement.replaced_on:
            return _("Deze versie is nooit afgesproken: er kwam een nieuwe voor.")
        return _("Dit is een concept. Het telt pas als de student, het bedrijf en de school "
                 "akkoord zijn.")  # fmt: skip
    if agreement.replaced_on:
        return _("Afgesproken op %(day)s, vervangen op %(replaced)s.") % {
            "day": long_date(agreement.agreed_on),
            "replaced": long_date(agreement.replaced_on),
        }
    return _("Afgesproken op %s: iedereen is akkoord.") % long_date(agreement.agreed_on)


def _ended(placement: Placement) -> str:
    if placement.ended_on is None:
        return ""
    if placement.state == State.WITHDRAWN:
        return _("De stage ging niet door.")
    return _("De stage is geëindigd op %s.") % long_date(placement.ended_on)


def _parties(placement: Placement) -> list[list[str]]:
    student, school = placement.student, placement.student.school
    return [
        [str(Party.STUDENT.label), _lines(student.name)],
        [str(Party.COMPANY.label), _company(placement)],
        [str(Party.SCHOOL.label), _lines(school.name, student.location)],
    ]


def _company(placement: Placement) -> str:
    company = placement.company
    if company is None:
        return placement.company_text
    street = f"{company.street} {company.house_number}".strip()
    town = f"{company.spaced_postcode} {company.place}".strip()
    number = _numbered(_("Leerbedrijf-ID"), company.number)
    return _lines(company.name, ", ".join(filter(None, (street, town))), number)


def _numbered(label: str, number: str) -> str:
    return f"{label} {number}" if number else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part) or NONE


def _programme(placement: Placement) -> list[list[str]]:
    name = placement.programme or NONE
    rows = [[_("Opleiding"), f"{name} (crebo {placement.crebo})" if placement.crebo else name]]
    if placement.level:
        rows.append([_("Niveau"), str(placement.level)])
    if placement.pathway:
        rows.append([_("Leerweg of vorm"), str(placement.get_pathway_display())])
    return rows


def _time(agreement: Agreement) -> list[list[str]]:
    days = ", ".join(str(day) for day in agreement.days)
    rows = [
        [_("Eerste dag"), long_date(agreement.starts_on)],
        [_("Laatste dag"), long_date(agreement.ends_on)],
        [_("Uren in totaal"), str(agreement.hours_total)],
        [_("Uren per week"), str(agreement.hours_per_week)],
    ]
    return [*rows, [_("Werkdagen"), days]] if days else rows


def _trainer(agreement: Agreement) -> list[list[str]]:
    rows = [[_("Praktijkopleider"), agreement.trainer_name or NONE]]
    email = agreement.trainer_email
    return [*rows, [_("E-mailadres van de praktijkopleider"), email]] if email else rows


def _tasks(agreement: Agreement) -> dict[str, Any]:
    items = [str(one) for one in agreement.work_processes]
    return {"kind": "list", "items": items} if items else _text(NONE)


def _confirmations(agreement: Agreement) -> dict[str, Any]:
    """All three, also who has not said yes yet."""
    said = {one.party: one for one in agreement.confirmations.select_related("by")}
    rows = [
        [str(party.label), *_confirmed(agreement.placement, party, said.get(party.value))]
        for party in Party
    ]
    return {"kind": "grid", "head": [_("Wie"), _("Namens"), _("Akkoord op")], "rows": rows}


def _confirmed(placement: Placement, party: Party, said: Confirmation | None) -> tuple[str, str]:
    if said is None:
        return NONE, _("Nog niet")
    if said.on_paper:
        return _("Op papier, gezien door de school"), _day(said.day)
    if party is Party.STUDENT:
        return placement.student.name or NONE, _day(said.day)
    return said.by.name if said.by else NONE, _day(said.day)


def _versions(placement: Placement) -> dict[str, Any]:
    rows = [
        [str(one.version), _day(one.drawn_up_on), _day(one.agreed_on), _day(one.replaced_on)]
        for one in placement.agreements.order_by("version")
    ]
    head = [_("Versie"), _("Opgesteld"), _("Afgesproken"), _("Vervangen")]
    return {"kind": "grid", "head": head, "rows": rows}


def _day(day: date | None) -> str:
    return short_date(day) if day else NONE


def _section(heading: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"heading": heading, "parts": list(parts)}


def _facts(rows: list[list[str]]) -> dict[str, Any]:
    return {"kind": "facts", "rows": rows}


def _text(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text.strip() or NONE}
