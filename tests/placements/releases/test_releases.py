"""Published once, by the calendar, frozen; made by jobs that can be killed and run again."""

from datetime import date
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from placements.outcomes.release.gate import GateFailed
from placements.protection.frozen import FiguresAreFrozen
from placements.releases import making, showing, tasks, timetable
from placements.releases.actions import Superseded, publish_school
from placements.releases.models import Job, Kind, PublishedCell, Release
from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.web.days import suppose
from tests.at_once import at_once
from tests.cast import zeewaarde
from tests.placements.releases.making import DAY, YEAR, released, students, ungated, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return zeewaarde()


def test_what_is_out_is_never_changed_or_deleted(school: School) -> None:
    release = released(school, 60)
    cell = PublishedCell.objects.filter(release=release).first()
    for attempt in (
        lambda: PublishedCell.objects.all().update(value=1),
        lambda: PublishedCell.objects.all().delete(),
        lambda: Release.objects.all().delete(),
        cell.delete,
        cell.save,
        release.save,
    ):
        with pytest.raises(FiguresAreFrozen):
            attempt()


def test_a_second_time_gives_what_is_out(school: School) -> None:
    first = released(school, 60)
    cells = list(PublishedCell.objects.values_list("pk", "value"))
    assert released(school, 200) == first
    assert list(PublishedCell.objects.values_list("pk", "value")) == cells
    assert Event.objects.filter(verb=Verb.FIGURES_RELEASED).count() == 1


def test_every_release_has_a_key_of_its_own(school: School) -> None:
    one = released(school, 400)
    other = released(school, 400, kind=Kind.FINAL)
    values = [
        list(PublishedCell.objects.filter(release=each, name="n", table="herkomst")
             .order_by("herkomst").values_list("value", flat=True))
        for each in (one, other)
    ]  # fmt: skip
    assert one.pk != other.pk
    every = [
        dict(PublishedCell.objects.filter(release=each, form="count", value__isnull=False)
             .values_list("table", "value"))
        for each in (one, other)
    ]  # fmt: skip
    assert every[0] != every[1] or values[0] != values[1]


def test_after_the_final_figures_no_provisional_ones_come(school: School) -> None:
    released(school, 60, kind=Kind.FINAL)
    with pytest.raises(Superseded):
        released(school, 60)


def test_hidden_figures_have_no_row_but_that_there_is_a_group(school: School) -> None:
    release = released(school, 60)
    cells = PublishedCell.objects.filter(release=release)
    assert not cells.filter(form="count", value=None).exclude(name="n").exists()
    assert cells.filter(table="herkomst", name="n").count() == 4
    assert cells.get(table="herkomst", name="n", herkomst="Onbekend").value is None
    assert not cells.filter(herkomst="Onbekend", form="share").exists()


def test_who_is_second_in_a_race_gets_the_first(school: School) -> None:
    """The check comes before minutes of work; the constraint after it."""
    cohort, units = students(60)

    def slow(*args: object, **kwargs: object) -> object:
        if not Release.objects.exists():
            released(school, 60)
        return ungated(*args, **kwargs)  # type: ignore[arg-type]

    with patch("placements.releases.actions.publish", slow):
        made = publish_school(
            school=school, year=YEAR, kind=Kind.PROVISIONAL, cohort=cohort, units=units, day=DAY
        )
    assert Release.objects.get() == made
    assert PublishedCell.objects.filter(table="total", name="n").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_servers_that_publish_at_once_publish_once() -> None:
    school = zeewaarde()
    cohort, units = students(60)

    def publish() -> Release:
        return publish_school(
            school=school, year=YEAR, kind=Kind.FINAL, cohort=cohort, units=units, day=DAY
        )

    with patch("placements.releases.actions.publish", ungated):
        done = at_once(*[publish] * 3)
    assert {one.pk for one in done} == {Release.objects.get().pk}  # type: ignore[attr-defined]


# ---------- the calendar ----------


def test_the_calendar_says_what_is_due() -> None:
    assert timetable.latest(date(2026, 9, 30)) == [
        (2024, Kind.FINAL),
        (2024, Kind.PROVISIONAL),
    ]
    assert timetable.latest(date(2026, 10, 1))[1] == (2025, Kind.PROVISIONAL)
    assert timetable.latest(date(2027, 3, 1))[0] == (2025, Kind.FINAL)
    assert timetable.coming(date(2026, 9, 30)) == (2025, Kind.PROVISIONAL, date(2026, 10, 1))
    assert timetable.coming(date(2026, 10, 1)) == (2025, Kind.FINAL, date(2027, 3, 1))


def test_blocks_do_not_overlap() -> None:
    ends = [year for year in range(2022, 2034) if timetable.ends_block(year)]
    assert ends == [2024, 2027, 2030, 2033]


def test_only_a_school_that_was_too_small_in_a_year_gets_a_block(school: School) -> None:
    for year in (2022, 2023):
        released(school, 900, year=year, kind=Kind.FINAL)
    released(school, 900, year=2024, kind=Kind.FINAL)
    assert not [job for job in making.queue_due(day=DAY) if job.kind == Kind.BLOCK]
    small = School.objects.create(code="klein", name="Klein", sector="mbo")
    for year, number in ((2022, 900), (2023, 900), (2024, 40)):
        released(small, number, year=year, kind=Kind.FINAL)
    block = next(job for job in making.queue_due(day=DAY) if job.kind == Kind.BLOCK)
    assert (block.school, block.year) == (small, 2024)


# ---------- jobs ----------


@pytest.fixture
def job(school: School) -> Job:
    return Job.objects.create(school=school, year=YEAR, kind=Kind.PROVISIONAL)


def make(job: Job, publish: object = ungated, number: int = 60) -> None:
    cohort, units = students(number) if number else (world(60).cohort(), [])
    with (
        patch("placements.releases.making.freezing.freeze"),
        patch("placements.releases.making.building.build", return_value=(cohort, units)),
        patch("placements.releases.actions.publish", publish),
    ):
        making.make(job_id=job.pk, day=DAY)
    job.refresh_from_db()


def test_a_job_ends_with_a_release_and_run_twice_makes_one(job: Job) -> None:
    make(job)
    assert (job.state, job.progress) == (Job.State.DONE, 100)
    make(job)
    assert Release.objects.get() == job.release


def test_a_job_tells_how_far_it_is(job: Job) -> None:
    seen = []

    def slow(*args: object, progress: object, **kwargs: object) -> object:
        for part in (0.01, 0.25, 0.5, 1.0):
            progress(part)  # type: ignore[operator]
            now = Job.objects.get()
            seen.append((now.state, now.progress))
        return ungated(*args, **kwargs)  # type: ignore[arg-type]

    make(job, slow)
    assert seen == [("running", 0), ("running", 25), ("running", 50), ("running", 99)]


def test_a_job_whose_worker_was_killed_is_given_again(job: Job) -> None:
    Job.objects.update(state=Job.State.RUNNING, progress=40)
    assert making.queue_due(day=DAY) == [job]
    make(job)
    assert job.state == Job.State.DONE


def test_a_job_that_fails_says_so_in_words_and_is_given_again(job: Job) -> None:
    def broken(*_: object, **__: object) -> object:
        raise GateFailed

    with pytest.raises(GateFailed):
        make(job, broken)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "Komende nacht proberen we het opnieuw." in showing.why(job)
    assert making.queue_due(day=DAY) == [job]


def test_a_year_without_students_has_no_release(job: Job) -> None:
    make(job, number=0)
    assert (job.failure, Release.objects.count()) == (making.NOBODY, 0)
    assert "zocht geen student" in showing.why(job)
    assert making.queue_due(day=DAY) == []


def test_the_task_gets_an_id_and_nothing_else(job: Job) -> None:
    with (
        suppose(DAY),
        patch("placements.releases.tasks.make") as task,
    ):
        tasks.queue_due.func(None)
    task.enqueue.assert_called_once_with(str(job.pk))


# ---------- the command ----------


def run(*words: str) -> None:
    call_command("publish_outcomes", *words)


def test_a_file_of_ones_own_is_published_and_not_kept(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cohort.csv"
    world(60).write_csv(path)
    words = (str(path), "--school", "zeewaarde", "--year", str(YEAR), "--kind", "final")
    with patch("placements.releases.actions.publish", ungated):
        run(*words)
        run(*words)
    release = Release.objects.get()
    assert (release.school, release.kind) == (school, "final")
    assert capsys.readouterr().out.count("zeewaarde: ") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--year", "1900", "--kind", "final"),
        ("--year", "2099", "--kind", "final"),
        ("x.csv", "--year", "2025", "--kind", "final"),
        ("x.csv", "--school", "zeewaarde", "--year", "2025", "--kind", "final"),
        ("x.csv", "--school", str(uuid4()), "--year", "2025", "--kind", "final"),
    ],
)
def test_wrong_words_are_refused_with_one_line(school: School, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*words)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
