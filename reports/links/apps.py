from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "reports.links"

    def ready(self) -> None:
        from reports.links import panels  # noqa: PLC0415

        panels.register()
