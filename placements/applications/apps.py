from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "placements.applications"

    def ready(self) -> None:
        from placements.applications import receivers  # noqa: F401, PLC0415
