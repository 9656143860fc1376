from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "reports.ladder"

    def ready(self) -> None:
        from reports.ladder import panels  # noqa: PLC0415

        panels.register()
