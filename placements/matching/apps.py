from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "placements.matching"

    def ready(self) -> None:
        from placements.matching import receivers  # noqa: F401, PLC0415
