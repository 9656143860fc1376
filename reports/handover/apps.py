from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "reports.handover"

    def ready(self) -> None:
        from reports.handover import panels  # noqa: PLC0415

        panels.register()
