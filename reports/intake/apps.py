from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "reports.intake"

    def ready(self) -> None:
        from reports.dossiers import panels  # noqa: PLC0415
        from reports.intake.marks import PANEL  # noqa: PLC0415

        panels.CASE.add(PANEL)
