"""The gap of the country and of each region, made when every school's figures are (ADR 63).

From the same frozen students: nothing is counted that no school froze. Each release reads origin
under a name of its own.
"""

from collections import Counter
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from placements.cohorts import building
from placements.cohorts.models import FrozenCohort, FrozenStudent
from placements.cohorts.models import Kind as Frozen
from placements.cohorts.pseudonyms import KeyChanged
from placements.outcomes import floors
from placements.releases.actions import Superseded, publish_gap
from placements.releases.gap_counts import SCHOOLS_FROM
from placements.releases.gaps import TooLittle
from placements.releases.job_states import done, say, teller
from placements.releases.models import Job, Kind, Release, Scope
from placements.releases.timetable import latest
from schools.registry.models import School
from schools.registry.provinces import Province

# Scope, name, and the code of the province.
PLACES: Final = (
    (Scope.COUNTRY, "", ""),
    *((Scope.REGION, str(name), code) for code, name in Province.choices),
)
LITTLE, LATE, GONE, BROKEN = "little", "late", "gone", "broken"  # why a job failed


def queue_due(*, day: date) -> list[Job]:
    """A job for the country and each region, once no school waits for its own figures any more.

    What may not be said is asked once: reading origin every night for nothing would be a habit.
    """
    for year, kind in latest(day):
        if not _is_awaited(year, kind):
            jobs_of(year, kind)
    waiting = Job.objects.exclude(scope=Scope.SCHOOL).exclude(state=Job.State.DONE)
    return list(waiting.exclude(failure__in=(LITTLE, LATE, GONE)))


def _is_awaited(year: int, kind: Kind) -> bool:
    open_ = (Job.State.QUEUED, Job.State.RUNNING)
    return Job.objects.filter(scope=Scope.SCHOOL, year=year, kind=kind, state__in=open_).exists()


def jobs_of(year: int, kind: Kind) -> list[Job]:
    """One for each place with students and schools enough, unless it is out or overtaken.

    Exact counts decide here only that counting is no use: whatever is published has more.
    """
    out = Release.objects.filter(year=year, kind__in={kind, Kind.FINAL})
    known = set(out.exclude(scope=Scope.SCHOOL).values_list("scope", "region"))
    made = (
        Job.objects.get_or_create(scope=scope, region=region, year=year, kind=kind)
        for scope, region, province in PLACES
        if (scope.value, region) not in known and _is_enough(_schools(year, kind, province))
    )
    return [job for job, _ in made]


def _schools(year: int, kind: Kind, province: str) -> dict[UUID, int]:
    """How many frozen students each school has in this province, or in all."""
    cohorts = FrozenCohort.objects.filter(
        year=year, kind=Frozen(kind.value), emptied_on__isnull=True
    )
    rows = FrozenStudent.objects.filter(cohort__in=cohorts.values("pk"))
    if province:
        rows = rows.filter(region=province)
    return Counter(rows.order_by().values_list("cohort__school", flat=True))


def _is_enough(schools: dict[UUID, int]) -> bool:
    return len(schools) >= SCHOOLS_FROM and sum(schools.values()) >= floors.REGION_FROM


def make(*, job_id: UUID, day: date) -> None:
    """Make the release of a job, again and again without harm: only one of a kind comes out."""
    job = Job.objects.get(pk=job_id)
    if job.state == Job.State.DONE or job.scope == Scope.SCHOOL:
        return
    say(job, Job.State.RUNNING)
    try:
        release = _released(job, day)
    except TooLittle:
        say(job, Job.State.FAILED, LITTLE)
    except Superseded:
        say(job, Job.State.FAILED, LATE)
    except (building.NotFrozen, KeyChanged):
        say(job, Job.State.FAILED, GONE)
    except Exception:
        say(job, Job.State.FAILED, BROKEN)
        raise
    else:
        done(job, release)


def _released(job: Job, day: date) -> Release:
    name, kind = uuid4(), Kind(job.kind)
    province = next(code for _, region, code in PLACES if region == job.region)
    schools = _schools(job.year, kind, province)
    cohort, units = building.build_together(
        schools=School.objects.filter(pk__in=list(schools)).order_by("pk"),
        year=job.year,
        kind=Frozen(kind.value),
        release_name=str(name),
    )
    return publish_gap(
        region=job.region or None,
        year=job.year,
        cohort=cohort,
        units=units,
        day=day,
        kind=kind,
        name=name,
        progress=teller(job),
    )
