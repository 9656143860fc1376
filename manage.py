"""Run Stagebaken's commands. Bare, it uses the same settings and secrets as `make run`."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    source_root = str(Path(__file__).resolve().parent / "platform")
    if source_root not in sys.path:
        # Appended, not inserted: the standard library's `platform` keeps precedence.
        sys.path.append(source_root)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebaken.settings.local")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A missing secret is said in one line: a traceback would hide it.
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
