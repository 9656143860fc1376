"""A student's own profile: kept as it was written, whatever the advice on its words says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from placements.applications.errors import Stale
from placements.applications.models import ApplicantProfile, ProfileGoal, ProfileSkill
from placements.places.models import LearningTask, State
from schools.students.models import Student

GOAL_LIMIT = 20  # lines
SKILL_LIMIT = 20
WORK_PROCESS_LIMIT = 40  # offered to choose from; a kwalificatie has about fifteen
FIELDS = (
    "available_from", "available_until", "hours_per_week", "weekdays", "travel_minutes",
    "travel_by", "needs", "needs_text", "shows_needs", "motivation",
)  # fmt: skip


@dataclass(frozen=True)
class Goal:
    text: str
    work_process: str = ""


@dataclass(frozen=True)
class Skill:
    text: str
    evidence: str = ""


def profile_of(student: Student) -> ApplicantProfile:
    """The profile as it is; an empty one that is not kept yet when there is none."""
    found = ApplicantProfile.objects.filter(student=student)
    return found.prefetch_related("goals", "skills").first() or ApplicantProfile(
        student=student, version=0
    )


@transaction.atomic
def save(
    *,
    student: Student,
    version: int,
    facts: dict[str, Any],
    goals: Iterable[Goal],
    skills: Iterable[Skill],
) -> ApplicantProfile:
    """`version` is the one that was read: what was written elsewhere since is not lost unseen."""
    # Attack: of a record that was taken away meanwhile, the next account would read what was typed.
    rows = Student.objects.select_for_update(no_key=True)
    held = rows.filter(pk=student.pk, account=student.account_id).first()
    profile = profile_of(student)
    if held is None or profile.version != version:
        raise Stale
    for name in FIELDS:
        setattr(profile, name, facts[name])
    profile.version += 1
    profile.full_clean(exclude=["student"])
    profile.save()
    _replace(profile, list(goals)[:GOAL_LIMIT], list(skills)[:SKILL_LIMIT])
    return profile


def _replace(profile: ApplicantProfile, goals: list[Goal], skills: list[Skill]) -> None:
    profile.goals.all().delete()
    profile.skills.all().delete()
    ProfileGoal.objects.bulk_create(
        ProfileGoal(profile=profile, position=number, text=one.text, work_process=one.work_process)
        for number, one in enumerate(goals, start=1)
    )
    ProfileSkill.objects.bulk_create(
        ProfileSkill(profile=profile, position=number, text=one.text, evidence=one.evidence)
        for number, one in enumerate(skills, start=1)
    )


def work_processes_for(student: Student) -> list[str]:
    """The werkprocessen that places name for this student's programme, to choose goals from."""
    if not student.crebo:
        return []
    # Never of a concept: only its company sees that.
    named = (
        LearningTask.objects.filter(place__programme__crebo=student.crebo)
        .exclude(work_process="")
        .exclude(place__state=State.CONCEPT)
    )
    found = named.order_by("work_process").values_list("work_process", flat=True).distinct()
    return list(found[:WORK_PROCESS_LIMIT])
