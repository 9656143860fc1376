from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "placements.evaluations"

    def ready(self) -> None:
        from placements.evaluations import receivers  # noqa: F401, PLC0415
