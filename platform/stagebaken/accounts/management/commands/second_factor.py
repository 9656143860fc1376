"""`manage.py second_factor forget EMAIL`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stagebaken.accounts.actions import forget_second_factors
from stagebaken.accounts.models import User


class Command(BaseCommand):
    help = (
        "Help somebody who lost their app, passkeys and recovery codes. `second_factor forget "
        "EMAIL` removes every second factor of the account and its password, which ends all its "
        "sessions. The person then chooses a new password by mail ('Wachtwoord vergeten?') and "
        "sets up a new second factor. It opens no vault: the passphrase is not touched. Make sure "
        "first, in person or by telephone, that it is really them who ask. Exit 2: no such account."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="forget")
        forget = verbs.add_parser("forget", help="remove all second factors and the password")
        forget.add_argument("email", help="the address that the person signs in with")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.", returncode=2)
        count = forget_second_factors(actor=None, user=user)
        self.stdout.write(f"Done: {count} second factors removed. The next step is a new password.")
