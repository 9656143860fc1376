"""How far a job is, as its page reads it. A job that is done stays so."""

from collections.abc import Callable
from typing import Final

from django.db import transaction

from placements.releases.models import Job, Release

STEP: Final = 5  # per cents between two looks at the database: progress is told, not counted


def say(job: Job, state: Job.State, failure: str = "") -> None:
    job.state, job.failure, job.progress = state, failure, 0
    Job.objects.exclude(state=Job.State.DONE).filter(pk=job.pk).update(
        state=state, failure=failure, progress=0
    )


def teller(job: Job) -> Callable[[float], None]:
    def tell(part: float) -> None:
        percent = min(int(100 * part), 99)
        if percent >= job.progress + STEP:
            job.progress = percent
            job.save(update_fields=["progress"])

    return tell


@transaction.atomic
def done(job: Job, release: Release) -> None:
    job.state, job.progress, job.failure, job.release = Job.State.DONE, 100, "", release
    job.save(update_fields=["state", "progress", "failure", "release"])
