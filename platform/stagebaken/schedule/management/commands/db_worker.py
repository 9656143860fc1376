"""django-tasks' worker, with the one log format and every queue by default."""

from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from stagebaken.web.logs import say_where_only


class Command(db_worker.Command):
    help = "Run tasks until stopped. Every queue is served unless --queue-name says otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*")

    def configure_logging(self, verbosity: int) -> None:
        """Leave the levels as settings.LOGGING has them: a line for each task says nothing."""

    def handle(self, **options: Any) -> None:
        say_where_only()
        super().handle(**options)
