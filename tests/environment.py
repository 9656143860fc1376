"""What this machine offers the tests: a Chromium, a PostgreSQL. Said loudly when absent.

`python -m tests.environment` reports; `--postgres` prints the server's address, or nothing.
"""

import os
import shutil
import sys

import psycopg

LOCAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def chromium() -> str | None:
    """The path of an installed Chromium; CHROMIUM overrides."""
    wanted = os.environ.get("CHROMIUM")
    candidates = [wanted] if wanted else ["chromium", "chromium-browser", "google-chrome"]
    return next((found for name in candidates if (found := shutil.which(name))), None)


def postgres() -> str | None:
    """TEST_DATABASE_URL, or a reachable local server on which we may make a database."""
    url = os.environ.get("TEST_DATABASE_URL", LOCAL_POSTGRES)
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return None
    return url


def main() -> int:
    if "--postgres" in sys.argv:
        print(postgres() or "")
        return 0
    missing = [
        name for name, found in (("Chromium", chromium()), ("PostgreSQL", postgres())) if not found
    ]
    for name in missing:
        print(f"*** {name} was not found: its tests are SKIPPED. This is not a full run. ***")
    return 1 if missing and os.environ.get("REQUIRE_ALL_TESTS") else 0


if __name__ == "__main__":
    sys.exit(main())
