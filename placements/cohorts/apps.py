from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "placements.cohorts"

    def ready(self) -> None:
        from placements.cohorts import receivers  # noqa: F401, PLC0415
