"""`manage.py scheduler`: the clock of the installation."""

import datetime as dt
import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from stagebaken.schedule.actions import make_round
from stagebaken.schedule.jobs import jobs
from stagebaken.web.logs import say_where_only

logger = logging.getLogger(__name__)
SECONDS = 15.0  # between two rounds


class Command(BaseCommand):
    help = (
        "Run the timetable of settings.SCHEDULE until it is stopped: put each job in the queue "
        "when it is due, once, also after a restart, and take tasks back from workers that were "
        "killed. The tasks themselves run in `manage.py db_worker`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="show the timetable and stop")
        parser.add_argument("--once", action="store_true", help="make one round and stop")
        parser.add_argument(
            "--interval", type=float, default=SECONDS, help="seconds between rounds (%(default)s)"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["interval"] <= 0:
            raise CommandError("--interval must be more than 0 seconds.", returncode=2)
        if options["list"]:
            for job in jobs():
                self.stdout.write(f"{job.when:24} {job.name}")
        elif options["once"]:
            make_round(dt.datetime.now(dt.UTC))
        else:
            run_until_stopped(options["interval"])


def run_until_stopped(interval: float) -> None:
    say_where_only()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        close_old_connections()
        try:
            make_round(dt.datetime.now(dt.UTC))
        except Exception:
            # A database that is restarted or busy must not end the clock.
            logger.exception("a round failed")
        close_old_connections()
        stop.wait(interval)
