from django.apps import AppConfig


class ReplacingConfig(AppConfig):
    name = "reports.replacing"

    def ready(self) -> None:
        from reports.replacing import closing, panels, receivers  # noqa: F401, PLC0415

        panels.register()
        closing.register()
