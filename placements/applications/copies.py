"""The copy of a profile that a company reads: frozen when it is sent, and without any identity.

It is made field by field, so that a column that the profile gets later is in no copy by itself.
"""

from typing import Any, TypedDict

from placements.applications.models import ApplicantProfile, Means, Need, Weekday


class Goal(TypedDict):
    work_process: str
    text: str


class Skill(TypedDict):
    text: str
    evidence: str


class Needs(TypedDict, total=False):
    needs: list[str]
    needs_text: str


class Copy(TypedDict, total=False):
    goals: list[Goal]
    skills: list[Skill]
    available_from: str  # days as 2027-02-01
    available_until: str
    hours_per_week: int | None
    weekdays: list[str]
    travel_minutes: int | None
    travel_by: list[str]
    motivation: str
    needs: list[str]
    needs_text: str


def copy_of(profile: ApplicantProfile) -> Copy:
    """What the company reads from the first day."""
    copy = Copy(
        goals=[Goal(work_process=one.work_process, text=one.text) for one in profile.goals.all()],
        skills=[Skill(text=one.text, evidence=one.evidence) for one in profile.skills.all()],
        available_from=_day(profile.available_from),
        available_until=_day(profile.available_until),
        hours_per_week=profile.hours_per_week,
        weekdays=_known(profile.weekdays, Weekday.values),
        travel_minutes=profile.travel_minutes,
        travel_by=_known(profile.travel_by, Means.values),
        motivation=profile.motivation,
    )
    if profile.shows_needs:
        needs = needs_of(profile)
        copy["needs"], copy["needs_text"] = needs["needs"], needs["needs_text"]
    return copy


def withheld_of(profile: ApplicantProfile) -> Needs:
    """What the company reads together with the name."""
    return Needs() if profile.shows_needs else needs_of(profile)


def needs_of(profile: ApplicantProfile) -> Needs:
    return Needs(needs=_known(profile.needs, Need.values), needs_text=profile.needs_text)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _known(values: list[str], allowed: list[str]) -> list[str]:
    """In the order of the list: the order of ticking says nothing either."""
    return [value for value in allowed if value in values]
