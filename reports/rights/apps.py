from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "reports.rights"

    def ready(self) -> None:
        from reports.rights import panels, receivers  # noqa: F401, PLC0415

        panels.register()
