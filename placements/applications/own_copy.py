"""Profile and applications, in the student's copy (schools/students/copying.py)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.applications import policy
from placements.applications.models import (
    ApplicantProfile,
    Application,
    ApplicationEvent,
    Means,
    Need,
    ProfileGoal,
    ProfileSkill,
    Weekday,
)
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User


def _labels(choices: type, values: list[str]) -> list[str]:
    return [str(one.label) for one in choices if one.value in values]  # type: ignore[attr-defined]


def _listed(choices: type, values: list[str]) -> str:
    return ", ".join(_labels(choices, values))


def _told(rows: list[dict[str, str]], name: str) -> list[str]:
    """What was written, with what is known of it behind it; either may be alone."""
    return [
        f"{row['text']} ({row[name]})" if row["text"] and row[name] else row["text"] or row[name]
        for row in rows
    ]


_IN_WORDS: dict[str, Callable[[Any], object]] = {
    "goals": lambda rows: _told(rows, "work_process"),
    "skills": lambda rows: _told(rows, "evidence"),
    "available_from": date.fromisoformat,
    "available_until": date.fromisoformat,
    "weekdays": lambda values: _listed(Weekday, values),
    "travel_by": lambda values: _listed(Means, values),
    "needs": lambda values: _listed(Need, values),
}

PROFILE = Shape(
    ApplicantProfile,
    {
        "available_from": gettext_lazy("Vanaf"),
        "available_until": gettext_lazy("Tot en met"),
        "hours_per_week": gettext_lazy("Uren per week"),
        "weekdays": gettext_lazy("Dagen"),
        "travel_minutes": gettext_lazy("Reistijd in minuten"),
        "travel_by": gettext_lazy("Reizen met"),
        "needs": gettext_lazy("Wat je nodig hebt"),
        "needs_text": gettext_lazy("Wat je verder nodig hebt"),
        "shows_needs": gettext_lazy("Het bedrijf leest dit meteen"),
        "motivation": gettext_lazy("Motivatie"),
    },
    left_out=("id", "student", "version"),
    values={
        "weekdays": lambda row: _labels(Weekday, row.weekdays),
        "travel_by": lambda row: _labels(Means, row.travel_by),
        "needs": lambda row: _labels(Need, row.needs),
    },
)
GOAL = Shape(
    ProfileGoal,
    {"work_process": gettext_lazy("Werkproces"), "text": gettext_lazy("Wat je wilt leren")},
    left_out=("id", "profile", "position"),
)
SKILL = Shape(
    ProfileSkill,
    {"text": gettext_lazy("Wat je kunt"), "evidence": gettext_lazy("Waaruit dat blijkt")},
    left_out=("id", "profile", "position"),
)
APPLICATION = Shape(
    Application,
    {
        "company": gettext_lazy("Bedrijf"),
        "place": gettext_lazy("Stageplek"),
        "state": gettext_lazy("Hoe het staat"),
        "sent_on": gettext_lazy("Verstuurd op"),
        "term_on": gettext_lazy("Antwoord verwacht tot en met"),
        "seen_on": gettext_lazy("Gelezen op"),
        "answered_on": gettext_lazy("Beantwoord op"),
        "no_answer_on": gettext_lazy("Zonder antwoord sinds"),
        "identity_shown_on": gettext_lazy("Het bedrijf zag je naam op"),
        "closed_on": gettext_lazy("Afgesloten op"),
        "talk_on": gettext_lazy("Dag van het gesprek"),
        "talk_text": gettext_lazy("Over het gesprek"),
        "offer_text": gettext_lazy("Over het aanbod"),
        "reason": gettext_lazy("Reden van de afwijzing"),
        "explanation": gettext_lazy("Uitleg van het bedrijf"),
        "shown": gettext_lazy("Wat het bedrijf las"),
        "withheld": gettext_lazy("Wat het bedrijf pas las met je naam"),
    },
    # What the company calls it must not lead to the student's side, and the other way round.
    left_out=("id", "reference", "student", "turn", "is_promised", "parted_on", "reminded_on"),
    values={
        "shown": lambda row: _read_by(row.shown),
        "withheld": lambda row: _read_by(row.withheld),
    },
)
EVENT = Shape(
    ApplicationEvent,
    {
        "day": gettext_lazy("Dag"),
        "state": gettext_lazy("Wat er gebeurde"),
        "who": gettext_lazy("Door wie"),
    },
    left_out=("id", "application", "position"),
)
SHAPES = (PROFILE, GOAL, SKILL, APPLICATION, EVENT)


def _read_by(copy: dict[str, Any]) -> dict[str, object]:
    """The frozen copy in words, with the names of its fields as the profile has them."""
    named = {"goals": _("Leerwensen"), "skills": _("Vaardigheden")}
    known = {name: str(label) for name, label in PROFILE.labels.items()} | named
    in_words = copy | {name: say(copy[name]) for name, say in _IN_WORDS.items() if copy.get(name)}
    return {
        known.get(name, name): value for name, value in in_words.items() if value not in ("", [])
    }


def _read(student: Student, user: User) -> list[Entry]:
    profile = ApplicantProfile.objects.filter(student=student).first()
    found = []
    if profile is not None:
        inside = {
            "goals": [GOAL.entry(one) for one in profile.goals.all()],
            "skills": [SKILL.entry(one) for one in profile.skills.all()],
        }
        found.append(PROFILE.entry(profile, _("Profiel"), inside))
    rows = policy.applications_of(user).filter(student=student)
    rows = rows.select_related("company", "place").prefetch_related("events")
    return [*found, *(_application(one) for one in rows.order_by("sent_on", "pk"))]


def _application(one: Application) -> Entry:
    return APPLICATION.entry(
        one, one.company.name, {"events": [EVENT.entry(row) for row in one.events.all()]}
    )


COPY = Copier("applications", gettext_lazy("Profiel en sollicitaties"), SHAPES, _read)
