"""manage.py appoint: the first person who can sign in, and the people of SBB."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from schools.teams import sbb
from schools.teams.actions import RuleBroken, appoint_platform_administrator
from schools.teams.models import Invitation
from schools.teams.tasks import invitation_address
from stagebaken.accounts.models import SBB_ROLES, Role

PLATFORM = Role.PLATFORM_ADMINISTRATOR


class Command(BaseCommand):
    help = (
        "Invite a platform administrator, who makes schools and invites their administrators; "
        "or an advisor or custodian of SBB. Prints the link that accepts the invitation; it works "
        "once. With --end: take a role at SBB away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("--name", default="", help="the name that others see")
        parser.add_argument(
            "--role",
            default=PLATFORM.value,
            choices=[role.value for role in (PLATFORM, *SBB_ROLES)],
            help="default: platform_administrator",
        )
        parser.add_argument("--end", action="store_true", help="end this person's role at SBB")

    def handle(self, *args: Any, email: str, name: str, role: str, **options: Any) -> None:
        try:
            validate_email(email)
            if options["end"]:
                sbb.dismiss(email=email, role=Role(role))
                return
            if not name:
                raise CommandError("An invitation needs --name.", returncode=2)
            self.stdout.write(invitation_address(_invite(email, name, Role(role))))
        except ValidationError as error:
            raise CommandError("This is not an e-mail address.", returncode=2) from error
        except RuleBroken as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal


def _invite(email: str, name: str, role: Role) -> Invitation:
    if role == PLATFORM:
        return appoint_platform_administrator(email=email, name=name)
    return sbb.appoint(email=email, name=name, role=role)
