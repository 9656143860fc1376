from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "reports.export"

    def ready(self) -> None:
        from reports.dossiers import panels  # noqa: PLC0415
        from reports.export.panel import PANEL  # noqa: PLC0415

        panels.REPORTER.add(PANEL)
