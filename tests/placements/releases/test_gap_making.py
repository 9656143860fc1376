"""The jobs that make gaps: when they are queued, what they read, and how they end."""

from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from placements.cohorts.models import FrozenCohort, FrozenStudent
from placements.releases import gap_making, gap_tasks
from placements.releases.models import Job, Kind, Release, Scope
from schools.registry.models import School
from tests.placements.outcomes.cohorts import random_rows, written
from tests.placements.releases.regions import country, names

pytestmark = pytest.mark.django_db
YEAR = 2025
DAY = date(2027, 3, 2)  # both kinds of the year are due


@pytest.fixture
def frozen() -> list[FrozenCohort]:
    """Five schools with a few students each, frozen as final."""
    made = []
    for at in range(5):
        school = School.objects.create(code=f"mbo-{at}", name=f"mbo {at}", sector="mbo")
        made.append(
            FrozenCohort.objects.create(
                school=school, year=YEAR, kind="final", frozen_on=DAY, key_id="k"
            )
        )
    FrozenStudent.objects.bulk_create(
        FrozenStudent(cohort=one, pseudonym=uuid4(), region="OV" if at % 2 else "ZE", applied=1,
                      invited=0, has_left=False)
        for one in made for at in range(4)
    )  # fmt: skip
    return made


@pytest.fixture
def enough(monkeypatch: pytest.MonkeyPatch, frozen: list[FrozenCohort]) -> list[FrozenCohort]:
    """A country that is small to count and large enough to speak of."""
    monkeypatch.setattr("placements.outcomes.floors.REGION_FROM", 10)
    return frozen


def students(**asked: Any) -> Any:
    """What the schools' frozen rows would give."""
    students.asked = asked  # type: ignore[attr-defined]
    return country(), names(country())


def test_places_with_too_few_students_get_no_job(frozen: list[FrozenCohort]) -> None:
    assert gap_making.queue_due(day=DAY) == []


def test_a_job_for_the_country_and_each_region_with_students(enough: list[FrozenCohort]) -> None:
    jobs = gap_making.queue_due(day=DAY)
    assert Counter((job.scope, job.region) for job in jobs) == {
        ("country", ""): 1, ("region", "Overijssel"): 1, ("region", "Zeeland"): 1,
    }  # fmt: skip
    assert {job.kind for job in jobs} == {"final"}
    assert len(gap_making.queue_due(day=DAY)) == len(jobs)


def test_it_waits_until_no_school_waits(enough: list[FrozenCohort]) -> None:
    own = Job.objects.create(school=enough[0].school, year=YEAR, kind=Kind.FINAL)
    assert gap_making.queue_due(day=DAY) == []
    own.state = Job.State.FAILED
    own.save()
    assert gap_making.queue_due(day=DAY)


def test_a_job_reads_the_schools_of_its_region_under_the_name_of_its_release(
    enough: list[FrozenCohort], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("placements.cohorts.building.build_together", students)
    job = Job.objects.create(scope=Scope.COUNTRY, year=YEAR, kind=Kind.FINAL)
    gap_making.make(job_id=job.pk, day=DAY)
    job.refresh_from_db()
    assert (job.state, job.progress) == ("done", 100)
    assert job.release is not None
    asked = students.asked  # type: ignore[attr-defined]
    assert asked["release_name"] == job.release.name
    assert len(asked["schools"]) == 5
    gap_making.make(job_id=job.pk, day=DAY)
    assert Release.objects.count() == 1
    assert gap_making.jobs_of(YEAR, Kind.PROVISIONAL) == []


def test_what_may_not_be_said_is_asked_once(
    enough: list[FrozenCohort], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file has no students of Zeeland."""
    monkeypatch.setattr("placements.cohorts.building.build_together", students)
    job = Job.objects.create(scope=Scope.REGION, region="Zeeland", year=YEAR, kind=Kind.FINAL)
    gap_making.make(job_id=job.pk, day=DAY)
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "little")
    assert "Zeeland" not in {one.region for one in gap_making.queue_due(day=DAY)}


def test_a_broken_job_says_so_and_comes_again(
    enough: list[FrozenCohort], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**_: Any) -> None:
        raise OSError

    monkeypatch.setattr("placements.cohorts.building.build_together", breaks)
    [job, *_] = gap_making.queue_due(day=DAY)
    with pytest.raises(OSError):  # noqa: PT011 - ours
        gap_making.make(job_id=job.pk, day=DAY)
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "broken")
    assert job.pk in {one.pk for one in gap_making.queue_due(day=DAY)}


def test_a_school_has_its_own_way(frozen: list[FrozenCohort]) -> None:
    job = Job.objects.create(school=frozen[0].school, year=YEAR, kind=Kind.FINAL)
    gap_making.make(job_id=job.pk, day=DAY)
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_the_task_queues_ids_alone(
    enough: list[FrozenCohort], monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr("placements.releases.gap_tasks.today", lambda: DAY)
    queue = SimpleNamespace(enqueue=queued.append)
    monkeypatch.setattr("placements.releases.gap_tasks.make", queue)
    gap_tasks.queue_due.func(None)
    assert sorted(queued) == sorted(str(job.pk) for job in Job.objects.all())


# ---------- from a file ----------


def published(path: Path, *more: str) -> str:
    call_command("publish_gaps", str(path), "--year", "2025", "--kind", "final", *more)
    return Release.objects.get().region


def test_an_operator_publishes_from_a_file(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "students.csv"
    path.write_text(written(random_rows(2400, seed=11)))
    assert published(path) == ""
    assert published(path) == ""
    assert "the country: published on" in capsys.readouterr().out


@pytest.mark.parametrize("region", ["Twente", "Nergens"])
def test_too_little_in_a_file_is_refused_in_one_line(tmp_path: Path, region: str) -> None:
    path = tmp_path / "students.csv"
    path.write_text(written(random_rows(200, seed=11)))
    with pytest.raises(CommandError, match="nothing may be said") as refused:
        published(path, "--region", region)
    assert refused.value.returncode == 2
    assert not Release.objects.exists()
