"""What a phone downloads at the first visit of /melden/: at most 60 kB in all."""

import re
from typing import Any

from tests.performance.server import Server, running

LIMIT_BYTES = 60_000


def run() -> list[dict[str, Any]]:
    with running() as server:
        return [weigh(server, "/melden/"), weigh(server, "/")]


def weigh(server: Server, path: str) -> dict[str, Any]:
    """The page, and every style sheet, script, icon and picture that it names; headers counted."""
    page, size = fetch(server, path)
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    total = size + sum(fetch(server, part)[1] for part in parts)
    return {
        "name": f"first visit of {path}, over the wire",
        "bytes": total,
        "requests": 1 + len(parts),
        "limit": LIMIT_BYTES,
        "holds": total <= LIMIT_BYTES,
    }


def fetch(server: Server, path: str) -> tuple[str, int]:
    connection = server.connect()
    connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
    answer = connection.getresponse()
    body = answer.read()
    headers = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    text = body.decode(errors="replace") if answer.getheader("Content-Encoding") is None else ""
    return text, len(body) + headers
