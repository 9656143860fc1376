"""Days that were agreed for a stretch of the road, in words, from the rooms above that keep them.

A room joins in its `AppConfig.ready()`. Days alone, which stand in clear already; no content.
"""

from collections.abc import Callable

from reports.casework.models import Status
from stagebaken.vault.models import Dossier

Source = Callable[[Dossier], str]  # what the reporter reads there, or nothing

_sources: dict[Status, Source] = {}


def join(status: Status, source: Source) -> None:
    """Again replaces it."""
    _sources[status] = source


def planned(dossier: Dossier) -> dict[Status, str]:
    found = {status: source(dossier) for status, source in _sources.items()}
    return {status: words for status, words in found.items() if words}
