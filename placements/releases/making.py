"""Jobs: what is due for every school, and the making of it, which a page follows for minutes."""

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import QuerySet

from placements.cohorts import building, freezing
from placements.cohorts.models import Kind as Frozen
from placements.cohorts.pseudonyms import KeyChanged
from placements.cohorts.years import bounds
from placements.outcomes.cohort import Cohort
from placements.releases.actions import Superseded, publish_school
from placements.releases.job_states import done, say, teller
from placements.releases.models import BLOCK_YEARS, Job, Kind, PublishedCell, Release, Scope
from placements.releases.timetable import ends_block, latest
from schools.registry.models import School
from schools.students.models import PlacementPeriod

PAIR: Final = 2  # groups, before there is something to compare
NOBODY, LATE, GONE, KEY, BROKEN = "nobody", "late", "gone", "key", "broken"  # why a job failed


def queue_due(*, day: date) -> list[Job]:
    """A job for every school of what is due and not out: for all schools on the same day.

    Nobody asks for it. An installation that was off makes up for what was due last; jobs that
    failed, or lost their worker, are given again.
    """
    for year, kind in latest(day):
        jobs_of(year, kind)
    for school, year in _ended_blocks():
        Job.objects.get_or_create(school=school, year=year, kind=Kind.BLOCK)
    waiting = Job.objects.filter(scope=Scope.SCHOOL).exclude(state=Job.State.DONE)
    return list(waiting.exclude(failure__in=(NOBODY, LATE, GONE)))


def jobs_of(year: int, kind: Kind) -> list[Job]:
    """One for every school where students looked for a place, unless it is out or overtaken."""
    out = Release.objects.filter(scope=Scope.SCHOOL, year=year, kind__in={kind, Kind.FINAL})
    schools = School.objects.filter(pk__in=_searched(year)).exclude(pk__in=out.values("school"))
    made = (Job.objects.get_or_create(school=one, year=year, kind=kind) for one in schools)
    return [job for job, _ in made]


def _searched(year: int) -> QuerySet[PlacementPeriod, Any]:
    return PlacementPeriod.objects.filter(cut_off__range=bounds(year)).values("school")


# ---------- blocks ----------


def _ended_blocks() -> list[tuple[School, int]]:
    """Schools whose last three years are all final, and were too small for one year."""
    finals = Release.objects.filter(scope=Scope.SCHOOL, kind=Kind.FINAL)
    last = [one for one in finals.select_related("school") if ends_block(one.year)]
    return [(one.school, one.year) for one in last if one.school and _needs_block(one)]


def _needs_block(last: Release) -> bool:
    finals = Release.objects.filter(
        school=last.school, kind=Kind.FINAL, year__range=(last.year - BLOCK_YEARS + 1, last.year)
    )
    return len(finals) == BLOCK_YEARS and any(is_small(one) for one in finals)


def is_small(release: Release) -> bool:
    """Too small to compare origins in one year, by what was published of it alone."""
    groups = PublishedCell.objects.filter(
        release=release, table="herkomst", name="first_try", form=PublishedCell.Form.SHARE
    )
    return groups.count() < PAIR


# ---------- one job ----------


class Nobody(ValueError):
    """No student of the school looked for a place in these years."""


def make(*, job_id: UUID, day: date) -> None:
    """Make the release of a job, again and again without harm: only one of a kind comes out."""
    job = Job.objects.select_related("school").get(pk=job_id)
    if job.state == Job.State.DONE or job.school is None:
        return
    say(job, Job.State.RUNNING)
    try:
        release = _released(job, job.school, day)
    except Nobody:
        say(job, Job.State.FAILED, NOBODY)
    except (Superseded, freezing.TooLate):
        say(job, Job.State.FAILED, LATE)
    except building.NotFrozen:
        say(job, Job.State.FAILED, GONE)
    except KeyChanged:
        say(job, Job.State.FAILED, KEY)
    except Exception:
        say(job, Job.State.FAILED, BROKEN)
        raise
    else:
        done(job, release)


def _released(job: Job, school: School, day: date) -> Release:
    name, kind = uuid4(), Kind(job.kind)
    cohort, units = _students(school, job.year, kind, str(name), day)
    return publish_school(
        school=school,
        year=job.year,
        kind=kind,
        cohort=cohort,
        units=units,
        day=day,
        name=name,
        progress=teller(job),
    )


def _students(
    school: School, year: int, kind: Kind, release: str, day: date
) -> tuple[Cohort, list[str]]:
    """The frozen students of the year, or of the three final years of a block. Raises Nobody."""
    is_block = kind is Kind.BLOCK
    frozen = Frozen.FINAL if is_block else Frozen(kind.value)
    if not is_block:
        freezing.freeze(school=school, year=year, kind=frozen, day=day)
    cohort, units = building.build(
        school=school,
        year=year,
        kind=frozen,
        release_name=release,
        years=BLOCK_YEARS if is_block else 1,
    )
    if not units:
        raise Nobody
    return cohort, units
