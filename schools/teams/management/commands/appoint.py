"""manage.py appoint: the first person who can sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from schools.teams.actions import RuleBroken, appoint_platform_administrator
from schools.teams.tasks import invitation_address


class Command(BaseCommand):
    help = (
        "Invite a platform administrator, who makes schools and invites their administrators. "
        "Prints the link that accepts the invitation; it works once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("--name", required=True, help="the name that others see")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            invitation = appoint_platform_administrator(email=email, name=name)
        except ValidationError as error:
            raise CommandError("This is not an e-mail address.", returncode=2) from error
        except RuleBroken as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(invitation_address(invitation))
