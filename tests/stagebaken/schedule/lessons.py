"""Tasks for the tests of this folder."""

from typing import Any

from stagebaken.schedule.retries import retrying

CANARY = "kanarie-4711"
calls: list[Any] = []


@retrying(attempts=3)
def works(*ids: str) -> None:
    calls.append(ids)


@retrying(attempts=3)
def fails(*ids: str) -> None:
    calls.append(ids)
    raise ConnectionError(CANARY)
