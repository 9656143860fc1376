from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "reports.consents"

    def ready(self) -> None:
        from reports.consents import receivers  # noqa: F401, PLC0415
