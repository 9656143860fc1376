from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "placements.preparation"

    def ready(self) -> None:
        from placements.preparation import receivers  # noqa: F401, PLC0415
