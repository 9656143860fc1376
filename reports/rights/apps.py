from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "reports.rights"

    def ready(self) -> None:
        from reports.rights import panels  # noqa: PLC0415

        panels.register()
