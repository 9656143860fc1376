"""`manage.py backup keygen | create | restore`."""

import base64
import binascii
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stagebaken.audit import destruction
from stagebaken.audit.destruction import ListUnreadable
from stagebaken.backup import actions
from stagebaken.backup.container import NotABackup
from stagebaken.backup.database import DumpFailed
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.wrapping import PRIVATE_BYTES, PUBLIC_BYTES, generate_key_pair
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Make and put back backups. `keygen FILE` writes a private key to FILE, which you keep "
        "away from this server, and prints the BACKUP_PUBLIC_KEY. `create` writes one sealed "
        "file. `restore FILE --key PRIVATE` puts it back into an empty installation and carries "
        "out again every withdrawal and exclusion since (the list of destructions must be there)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="keygen|create|restore")
        keygen = verbs.add_parser("keygen", help="make the key pair for backups")
        keygen.add_argument("file", type=Path, help="where the private key goes; keep it elsewhere")
        create = verbs.add_parser("create", help="write one sealed file")
        create.add_argument("--out", type=Path, help="the file; default: var/backups/DAY.backup")
        restore = verbs.add_parser("restore", help="put a backup back into an empty place")
        restore.add_argument("file", type=Path)
        restore.add_argument("--key", type=Path, required=True, help="the private key's file")
        restore.add_argument("--destructions", type=Path, help="the list, if it is elsewhere")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(options)
        except OSError as error:
            raise CommandError(f"{error.strerror}: {error.filename}", returncode=2) from None
        except DumpFailed as error:
            raise CommandError(str(error), returncode=2) from None

    def keygen(self, options: dict[str, Any]) -> None:
        pair = generate_key_pair()
        descriptor = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(pair.private))
        self.stdout.write(f"BACKUP_PUBLIC_KEY={base64.b64encode(pair.public).decode()}")

    def create(self, options: dict[str, Any]) -> None:
        public_key = decoded(settings.BACKUP_PUBLIC_KEY, PUBLIC_BYTES, "BACKUP_PUBLIC_KEY")
        default = settings.STATE_DIR / "backups" / f"{today().isoformat()}.backup"
        target: Path = options["out"] or default
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        size = actions.create(target=target, public_key=public_key)
        self.stdout.write(f"{target}: {size} bytes, sealed.")

    def restore(self, options: dict[str, Any]) -> None:
        private_key = decoded(options["key"].read_text(), PRIVATE_BYTES, "the private key")
        if options["destructions"]:
            settings.DESTRUCTIONS_FILE = options["destructions"]
        try:
            with options["file"].open("rb") as source:
                changed = actions.restore(source=source, private_key=private_key)
        except actions.ListMissing as missing:
            raise CommandError(
                f"There is no list of destructions at {destruction.path()}. Without it, reports "
                f"withdrawn and people excluded since {missing.day} would return: at most "
                f"{missing.dossiers} dossiers. Nothing was restored.",
                returncode=1,
            ) from None
        except tuple(REFUSALS) as error:
            words = next(text for kind, text in REFUSALS.items() if isinstance(error, kind))
            raise CommandError(words, returncode=2) from None
        self.stdout.write(f"Restored. Carried out again: {changed} destructions and exclusions.")


REFUSALS: dict[type[Exception], str] = {
    actions.NotEmpty: "This installation is not empty: a restore would overwrite it.",
    actions.WrongDatabase: "The backup was made from another kind of database.",
    NotABackup: "This file is not a backup.",
    EnvelopeError: "The backup was changed, is cut off, or belongs to another key.",
    ListUnreadable: "The list of destructions cannot be read.",
}


def decoded(text: str, size: int, name: str) -> bytes:
    """The bytes of a base64 key, or one clear line."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != size:
        raise CommandError(f"{name} is missing or is no key of {size} bytes.", returncode=2)
    return key
