"""What in a profile could give the student away. For the student alone; nothing of it is kept."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.applications.leaks import Finding, Own, Segment, findings, segments
from placements.applications.models import ApplicantProfile
from schools.students.models import Student
from stagebaken.web.days import today


@dataclass(frozen=True)
class Advice:
    """One field's text, with the findings in it."""

    label: Promise | str
    text: str
    own: Own

    @cached_property
    def findings(self) -> list[Finding]:
        return findings(self.text, year=today().year, own=self.own)

    @property
    def segments(self) -> list[Segment]:
        return segments(self.text, self.findings)


def own_of(student: Student) -> Own:
    domains = tuple(student.school.email_domains.casefold().replace(",", " ").split())
    return Own(name=student.name, school_domains=domains)


def advice_on(profile: ApplicantProfile, student: Student) -> list[Advice]:
    """The fields in which something was found; of needs only what a company reads at once."""
    own = own_of(student)
    goals = "\n".join(f"{one.work_process} {one.text}".strip() for one in profile.goals.all())
    skills = "\n".join(f"{one.text}: {one.evidence}" for one in profile.skills.all())
    needs = profile.needs_text if profile.shows_needs else ""
    texts: list[tuple[Promise | str, str]] = [
        (_("Wat je wilt leren"), goals),
        (_("Wat je al kunt"), skills),
        (_("Waarom je dit wilt leren"), profile.motivation),
        (_("Wat je nodig hebt"), needs),
    ]
    found = [Advice(label, text, own) for label, text in texts if text]
    return [one for one in found if one.findings]


def text_findings(text: str, own: Own) -> list[dict[str, Any]]:
    """What the script shows, in the language of the page."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "words": one.words,
            "leak": str(one.leak.label),
            "reason": str(one.reason),
            "hint": str(one.hint),
        }
        for one in findings(text, year=today().year, own=own)
    ]
