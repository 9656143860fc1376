"""`manage.py demo` loads the demo; `manage.py demo code EMAIL` gives a second factor's code."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.demo import scene
from schools.registry.models import School
from stagebaken.accounts.factors import totp_code
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from stagebaken.web.models import DemoMark


class Command(BaseCommand):
    help = (
        "Load a demo of two fictional schools into an empty database, on one machine only. What "
        "is needed to sign in goes to var/demo.txt, readable by you alone. `demo code EMAIL` "
        "prints the current code of that person's authenticator app."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["load", "code"], default="load")
        parser.add_argument("email", nargs="?", help="with `code`: whose")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["verb"] == "code":
            self._code(options["email"] or "")
        else:
            self._load()

    def _code(self, email: str) -> None:
        if not DemoMark.is_left():
            raise CommandError("This database holds no demo.", returncode=2)
        try:
            self.stdout.write(totp_code(User.objects.get(email=email.strip().lower())))
        except (User.DoesNotExist, Authenticator.DoesNotExist):
            raise CommandError("Nobody in the demo signs in so.", returncode=2) from None

    def _load(self) -> None:
        if not settings.LOCAL:
            raise CommandError("The demo is for the local settings alone.", returncode=2)
        if School.objects.exists() or User.objects.exists():
            raise CommandError("This database is not empty.", returncode=2)
        with transaction.atomic():
            DemoMark.leave()
        *steps, notes = scene.build(today())
        for step in steps:
            self.stdout.write(step)
        write_private(Path(settings.STATE_DIR) / "demo.txt", notes)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, in the place of what was there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
