"""Once a day, before the first round of mail: who has a task hears that its day is near or over."""

from reports.tasks.watching import watch
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def watch_tasks() -> None:
    watch(today())
