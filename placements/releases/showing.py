"""What the pages of a school say around its figures: picture, sentence, what is missing, jobs."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from placements.outcomes.cohort import UNKNOWN
from placements.outcomes.release.places import CROSSED_FROM
from placements.protection.floors import RATE_FROM, RATIO_FROM, SHOWN_FROM
from placements.protection.rounding import BASE
from placements.releases import reading, timetable, wording
from placements.releases.catalogue import RATIO, TABLE_LABELS
from placements.releases.chart import chart
from placements.releases.choosing import Choice
from placements.releases.making import BROKEN, GONE, KEY, LATE, NOBODY
from placements.releases.models import Job, Kind, Scope
from placements.releases.reading import Sheet, number_text
from schools.registry.models import School
from stagebaken.ui.templatetags.ui import short_date

COURSE_MOST = 6  # releases beside each other


def written(choice: Choice, *, with_course: bool) -> dict[str, Any]:
    """One sheet in words, picture and table."""
    sheet = reading.sheet(choice.release, choice.indicator, choice.table)
    found: dict[str, Any] = {
        "sheet": sheet,
        "heading": f"{sheet.indicator.label}, {TABLE_LABELS[sheet.table]}",
        "sentences": wording.sentences(sheet),
        "no_cause": wording.no_cause(),
        "chart": chart(sheet),
        "description": wording.description(sheet),
        "notes": notes(sheet),
        "needed": needed(sheet),
        "school_year": reading.school_year_name(sheet.release),
        "base": BASE,
        "value_label": _("Per gevonden plek") if sheet.indicator.name == RATIO else _("Aandeel"),
    }
    if with_course and len(choice.releases) > 1:
        found["course"] = reading.course(choice.releases[:COURSE_MOST], sheet)
    return found


def notes(sheet: Sheet) -> list[tuple[str, str]]:
    """How to read it: an icon and a sentence each. Direct placements are always said."""
    found = [("people", _direct(sheet))]
    if sheet.indicator.name == "discrim":
        found.append(("message", _response(sheet)))
    return [
        *found,
        ("scale", _("Overlappen twee balken ver? Dan kan het verschil ook toeval zijn.")),
        *(("eye-off", text) for text in _unknown(sheet)),
        ("lock", _("Wat niemand mag herkennen, tonen we niet. De reden staat er niet bij.")),
        (
            "info",
            _("Cijfers komen nooit uit dossiers. Ze zeggen niets over één bedrijf of één student."),
        ),
    ]


def _unknown(sheet: Sheet) -> list[str]:
    if "herkomst" not in sheet.table:
        return []
    return [_("Studenten van wie we de herkomst niet weten, tonen we nooit apart.")]


def _direct(sheet: Sheet) -> str:
    if sheet.direct is None:
        return _(
            "Studenten die een plek kregen via school, werk of kennissen, tellen niet mee bij wie "
            "solliciteert. Hoeveel dat er zijn, kunnen we nu niet laten zien."
        )
    words = {"number": number_text(sheet.direct, "estimate"), "n": sheet.direct.n}
    return (
        _(
            "Van alle %(n)s studenten kreeg %(number)s een plek via school, werk of kennissen. Zij "
            "tellen niet mee bij wie solliciteert."
        )
        % words
    )


def _response(sheet: Sheet) -> str:
    if sheet.response is None:
        return _("Hoeveel studenten antwoord gaven, kunnen we nu niet laten zien.")
    words = {"number": number_text(sheet.response, "estimate"), "n": sheet.response.n}
    return (
        _("Van %(n)s bol-studenten gaf %(number)s antwoord. Wie niets zei, telt niet mee.") % words
    )


def needed(sheet: Sheet) -> list[str]:
    """What it takes before more is shown. The floors count published numbers."""
    found = []
    if any(line.share is None for line in sheet.lines if UNKNOWN not in line.labels):
        found.append(
            _("Een groep tonen we vanaf %(shown)s studenten, en een percentage vanaf %(rate)s.")
            % {"shown": SHOWN_FROM, "rate": RATE_FROM}
        )
        if sheet.indicator.name == RATIO:
            found.append(
                _("Sollicitaties per plek tonen we vanaf %(ratio)s sollicitanten.")
                % {"ratio": RATIO_FROM}
            )
    if "_" in sheet.table and (sheet.students or 0) < CROSSED_FROM:
        found.append(
            _("Herkomst samen met iets anders tonen we vanaf %(crossed)s studenten op de school.")
            % {"crossed": CROSSED_FROM}
        )
    return found


# ---------- what is on its way ----------


def coming(day: date) -> str:
    """When the next figures come."""
    year, kind, on = timetable.coming(day)
    words = {"kind": Kind(kind).label, "years": f"{year}-{year + 1}", "day": short_date(on)}
    return (
        _("De volgende cijfers komen op %(day)s: schooljaar %(years)s, %(kind)s. Dat gaat vanzelf.")
        % words
    )


def jobs(school: School) -> list[dict[str, Any]]:
    """Figures that are being made, or could not be."""
    rows = Job.objects.filter(scope=Scope.SCHOOL, school=school).exclude(state=Job.State.DONE)
    return [{"job": job, "name": _job_name(job), "why": why(job)} for job in rows]


def _job_name(job: Job) -> str:
    words = {"years": f"{job.year}-{job.year + 1}", "kind": job.get_kind_display()}
    return _("Schooljaar %(years)s, %(kind)s") % words


def why(job: Job) -> str:
    """Why making them failed, and what happens next."""
    if job.state != Job.State.FAILED:
        return ""
    return {
        NOBODY: _("In dit schooljaar zocht geen student van deze school een stage."),
        LATE: _("De definitieve cijfers zijn er al. Voorlopige komen er dan niet meer."),
        GONE: _("De gegevens om deze cijfers te maken zijn er niet meer."),
        KEY: _("De sleutel van de server is veranderd. Wie de server beheert kan dit herstellen."),
        BROKEN: _("Er ging iets mis op de server. Komende nacht proberen we het opnieuw."),
    }.get(job.failure, "")
