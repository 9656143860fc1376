"""manage.py vault drill SCHOOL"""

import getpass
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.strongroom import recovering
from schools.registry.models import SBB, Body, Owner, School
from stagebaken.vault import shares
from stagebaken.vault.errors import UntrustedRecipient, VaultNotSetUp
from stagebaken.vault.shares import InvalidShare, SharesDoNotFit
from stagebaken.web.days import today

FAILED = 1
BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Work on the vault of a school or of SBB. 'drill' asks for two recovery shares, without "
        "showing them and never as an argument, and proves that they open the sealed test value "
        "and the recovery key that is in use. Nothing of a report is opened. Exit code 0: proved; "
        "1: these shares do not open it; 2: bad input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="what", required=True, metavar="drill")
        drill = verbs.add_parser("drill", help="prove that two recovery shares still open the key")
        drill.add_argument("school", metavar="SCHOOL", help="the school's code, or 'sbb'")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self._owner(options["school"])
        if owner.vault is None or not owner.vault.is_set_up:
            self._stop(BAD_INPUT, "This school has no recovery key yet.")
        pair = [self._ask(number) for number in range(1, shares.THRESHOLD + 1)]
        self._prove(owner, pair)
        self.stdout.write(f"The recovery key of {owner.code} opens. Noted for {today()}.")

    def _owner(self, code: str) -> Owner:
        if code == SBB:
            return Body.sbb()
        school = School.objects.select_related("vault").filter(code=code).first()
        if school is None:
            self._stop(BAD_INPUT, f"No school has the code {code!r}.")
        return school

    def _ask(self, number: int) -> str:
        try:
            return shares.normalise(self._typed(f"Share {number} (33 words, not shown): "))
        except InvalidShare as refusal:
            places = ", ".join(str(place) for place in refusal.unknown)
            detail = f" Not on the list: word {places}." if places else ""
            self._stop(BAD_INPUT, f"Share {number} is no recovery share.{detail}")
        except (EOFError, KeyboardInterrupt):
            self._stop(BAD_INPUT, "Stopped: two shares are needed.")

    def _typed(self, prompt: str) -> str:
        if sys.stdin.isatty():
            return getpass.getpass(prompt)
        # No terminal, so nothing that could echo: a share on a line of its own.
        self.stderr.write(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    def _prove(self, owner: Owner, pair: list[str]) -> None:
        try:
            recovering.drill(owner=owner, pair=pair)
        except SharesDoNotFit:
            self._stop(FAILED, "These two shares do not open this school's recovery key.")
        except (UntrustedRecipient, VaultNotSetUp):
            self._stop(
                FAILED, "The stored recovery key is not the one of these shares: it was changed."
            )

    def _stop(self, code: int, line: str) -> NoReturn:
        raise CommandError(line, returncode=code) from None
