"""Housekeeping that every installation needs."""

from django.core.management import call_command

from stagebaken.schedule.retries import retrying


@retrying()
def prune_results() -> None:
    """Forget finished tasks: their rows say when staff did something."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=1, failed_min_age_days=30)


@retrying()
def clear_sessions() -> None:
    """Delete sessions that are over; each may hold a sealed key (vault.md)."""
    call_command("clearsessions")
