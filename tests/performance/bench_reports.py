"""Filing a report and opening a dossier through the API, against the server of `make run`."""

import json
from typing import Any

from tests.performance.server import Server, ask, load, running

CONCURRENCY = 8
FILINGS = 240
STORY = "Mijn begeleider zei dat klanten liever iemand anders aan de balie zien. " * 8


def run() -> list[dict[str, Any]]:
    with running() as server:
        warm_up(server)
        filing = load(server, [filing_request() for _ in range(FILINGS)],
                      concurrency=CONCURRENCY, expected=201)  # fmt: skip
        receipts = [receipt_of(server) for _ in range(40)]
        openings = [
            ("/api/v1/dossier/open/", {"receipt": receipt})
            for receipt in receipts
            for _ in range(6)
        ]
        opening = load(server, openings, concurrency=CONCURRENCY, expected=200)
    return [
        {"name": "file a report (API, team of 5, concurrency 8)", **filing},
        {"name": "open a dossier (API, concurrency 8)", **opening},
    ]


def filing_request() -> tuple[str, dict[str, Any]]:
    body = {"school": "zeewaarde", "account": STORY, "wish": "talk", "grounds": ["race"]}
    return "/api/v1/reports/", body


def receipt_of(server: Server) -> str:
    path, body = filing_request()
    return str(json.loads(ask(server.connect(), "POST", path, body)[1])["receipt"])


def warm_up(server: Server) -> None:
    for _ in range(10):
        receipt_of(server)
