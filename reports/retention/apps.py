from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "reports.retention"

    def ready(self) -> None:
        from reports.retention import panels  # noqa: PLC0415

        panels.register()
