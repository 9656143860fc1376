from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "placements.agreements"

    def ready(self) -> None:
        from placements.agreements import receivers  # noqa: F401, PLC0415
