"""The scheduler runs this early every day; by hand `manage.py hearings_day` does the same."""

from django_tasks import task

from reports.hearings import daily


@task()
def pass_day() -> None:
    daily.pass_day()
