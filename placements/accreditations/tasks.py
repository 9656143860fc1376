"""What time brings: recognitions that lapse, suspensions that begin or are over."""

from django_tasks import task

from placements.accreditations.turning import turn_day


@task()
def turn_register_day() -> None:
    """Write down what changed by itself since yesterday. Run every night, after midnight."""
    turn_day()
