"""`manage.py account rename|erase ADDRESS`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from reports.rights import accounts
from stagebaken.accounts.models import User


class Command(BaseCommand):
    help = (
        "A request of somebody with an account. `account rename ADDRESS --name NAME` corrects a "
        "name and mails the person's team that something changed. `account erase ADDRESS` takes "
        "name, address and ways to sign in away, once the person has no role, no company, no key "
        "and no share of a recovery key. The random id stays, for the audit log."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("rename", "erase"))
        parser.add_argument("address")
        parser.add_argument("--name", default="")

    def handle(self, *_: Any, verb: str, address: str, name: str, **__: Any) -> None:
        user = User.objects.filter(email__iexact=address).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        if verb == "erase":
            self._erase(user)
        else:
            self._rename(user, name)

    def _rename(self, user: User, name: str) -> None:
        try:
            accounts.rename(user=user, name=name)
        except ValidationError:
            raise CommandError("Give a name of 1 to 120 letters: --name NAME") from None
        self.stdout.write("The name was changed, and the team was told that something changed.")

    def _erase(self, user: User) -> None:
        try:
            accounts.erase(user=user)
        except accounts.StillInUse:
            raise CommandError(
                "This account still has a role, a company, an invitation, a key or a share. End "
                "those first; a key goes when a second member confirms, or after 14 days."
            ) from None
        self.stdout.write("The account was erased. Older backups hold it until they expire.")
