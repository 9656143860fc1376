from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "reports.hearings"

    def ready(self) -> None:
        from reports.hearings import panels, receivers  # noqa: F401, PLC0415

        panels.register()
