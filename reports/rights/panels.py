"""The way to the procedure, on the page of the own dossier."""

from typing import Any

from reports.dossiers import panels
from reports.dossiers.panels import Panel
from reports.reporter.opening import OwnDossier


def way_there(_own: OwnDossier) -> dict[str, Any]:
    return {}


def register() -> None:
    panels.REPORTER.add(Panel("rights", "side", 97, "rights/_own.html", way_there))
