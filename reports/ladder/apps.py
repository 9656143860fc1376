from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "reports.ladder"

    def ready(self) -> None:
        from reports.ladder import panels, receivers  # noqa: F401, PLC0415

        panels.register()
