"""The way to the copy, on the page of the own dossier."""

from typing import Any

from reports.dossiers.panels import Panel
from reports.reporter.opening import OwnDossier


def way_there(_own: OwnDossier) -> dict[str, Any]:
    return {}


PANEL = Panel(
    name="export.own", slot="side", order=90, template="export/_panel.html", context=way_there
)
