from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "reports.notices"

    def ready(self) -> None:
        from reports.notices import receivers  # noqa: F401, PLC0415
