"""`manage.py serve`: everything that one machine needs, in one process that is easy to stop."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from stagebaken.schedule import pulse
from stagebaken.web import gunicorn_conf, preparation
from stagebaken.web.crew import Crew
from stagebaken.web.models import DemoMark

START_SECONDS = 60.0


class Command(BaseCommand):
    help = (
        "Prepare the database and the static files, load the demo when there is no school, and "
        "run web server, task worker and scheduler until Ctrl-C. PORT and HOST in the "
        "environment choose the address; another HOST than this machine is refused while the "
        "database holds the demo."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.SERVE_HOST, help="address (%(default)s)")
        parser.add_argument(
            "--port", type=int, default=settings.SERVE_PORT, help="port (%(default)s)"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        host, port = options["host"].strip("[]"), options["port"]
        os.umask(0o077)  # database, files and logs are for this user alone
        self._refuse_if_taken(host, port)
        try:
            preparation.prepare()
        except DatabaseError:
            raise CommandError("The database cannot be used; see DATABASE_URL.") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped before everything was ready.", returncode=130) from None
        self._refuse_open_demo(host)
        pulse.beat()
        # The children have connections of their own; ours would only hold a file open.
        connections.close_all()
        self._run(host, port)

    def _refuse_if_taken(self, host: str, port: int) -> None:
        if preparation.is_taken(host, port):
            raise CommandError(
                f"Something else uses {_at(host, port)}. Stop it, or choose another PORT.",
                returncode=2,
            )

    def _refuse_open_demo(self, host: str) -> None:
        if DemoMark.is_left() and not preparation.is_loopback(host):
            raise CommandError(
                f"This database holds the demo, so it is not served on {host}: its passphrases "
                "lie on the disk. Use 127.0.0.1, or an empty database.",
                returncode=2,
            )

    def _run(self, host: str, port: int) -> None:
        crew = Crew(Path(settings.ROOT))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: crew.stop())
        for name, command in _commands(host, port).items():
            crew.start(name, command)
        self._greet(crew, host, port)
        ended = crew.watch()
        if ended and not crew.stopping.is_set():
            crew.stop()
        crew.wait()
        if ended:
            raise CommandError(f"The {ended} ended by itself, so everything was stopped.")
        self.stdout.write("Stopped.")

    def _greet(self, crew: Crew, host: str, port: int) -> None:
        """Say where it is once it answers."""
        end = time.monotonic() + START_SECONDS
        while not preparation.answers(host, port):
            is_over = time.monotonic() > end or crew.stopping.is_set()
            if is_over or any(member.poll() is not None for member in crew.members.values()):
                return
            time.sleep(0.1)
        self.stdout.write(f"Stagebaken runs on http://{_at(host, port)} (Ctrl-C stops it).")
        notes = Path(settings.STATE_DIR) / "demo.txt"
        if notes.exists():
            self.stdout.write(
                f"It holds the demo: {notes} says how to sign in as each role, and\n"
                "`manage.py demo code EMAIL` gives the code of a second factor."
            )
        self.stdout.flush()


def _at(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _commands(host: str, port: int) -> dict[str, list[str]]:
    # A port given as an option stands in mails and on posters too: the children read PORT.
    python = ["env", f"PORT={port}", sys.executable]
    manage = [*python, str(Path(settings.ROOT) / "manage.py")]
    server = [*python, "-m", "gunicorn", "--config", str(gunicorn_conf.__file__)]
    return {
        "web server": [*server, "--bind", _at(host, port)],
        "task worker": [*manage, "db_worker"],
        "scheduler": [*manage, "scheduler"],
    }
