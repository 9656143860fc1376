from django.apps import AppConfig


class ReplacementConfig(AppConfig):
    name = "placements.replacement"

    def ready(self) -> None:
        from placements.replacement import receivers  # noqa: F401, PLC0415
