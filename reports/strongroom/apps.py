from django.apps import AppConfig


class StrongroomConfig(AppConfig):
    name = "reports.strongroom"

    def ready(self) -> None:
        from reports.strongroom import receivers  # noqa: F401, PLC0415 - needs the models
