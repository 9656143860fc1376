"""`manage.py demo` loads the demo; `manage.py demo code EMAIL` gives a second factor's code."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.demo import scene
from reports.demo.outcomes import SEED
from schools.registry.models import School
from stagebaken.accounts.factors import totp_code
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from stagebaken.web.models import DemoMark


class Command(BaseCommand):
    help = (
        "Load a demo of two fictional schools into an empty database, on one machine only. What "
        "is needed to sign in goes to var/demo.txt, readable by you alone. `demo code EMAIL` "
        "prints the current code of that person's authenticator app. With `--size national` there "
        "are sixty fictional schools more, of which the outcomes by group are published: made-up "
        "students, minutes of work. Exit code 2: the demo cannot be loaded here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["load", "code"], default="load")
        parser.add_argument("email", nargs="?", help="with `code`: whose")
        add = parser.add_argument
        add("--size", choices=["small", "national"], default="small", help="default: small")
        add("--seed", type=seed, default=SEED, help="of the made-up students; default: %(default)s")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["verb"] == "code":
            self._code(options["email"] or "")
        else:
            self._load(is_national=options["size"] == "national", seed=options["seed"])

    def _code(self, email: str) -> None:
        if not DemoMark.is_left():
            raise CommandError("This database holds no demo.", returncode=2)
        try:
            self.stdout.write(totp_code(User.objects.get(email=email.strip().lower())))
        except (User.DoesNotExist, Authenticator.DoesNotExist):
            raise CommandError("Nobody in the demo signs in so.", returncode=2) from None

    def _load(self, *, is_national: bool, seed: int) -> None:
        if not settings.LOCAL:
            raise CommandError("The demo is for the local settings alone.", returncode=2)
        if School.objects.exists() or User.objects.exists():
            raise CommandError("This database is not empty.", returncode=2)
        with transaction.atomic():
            DemoMark.leave()
        line = ""
        for following in scene.build(today(), is_national=is_national, seed=seed):
            if line:
                self.stdout.write(line)
            line = following
        write_private(Path(settings.STATE_DIR) / "demo.txt", line)


def seed(text: str) -> int:
    """A whole number that is not negative. Raises ArgumentTypeError."""
    if not text.isdecimal():
        raise ArgumentTypeError("give a whole number from 0 on")
    return int(text)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, in the place of what was there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
