"""Drafts do not stay: the scheduler runs this often, and by hand `manage.py purge_drafts` does."""

from django_tasks import task

from reports.intake import drafts


@task()
def purge_drafts() -> None:
    drafts.purge()
