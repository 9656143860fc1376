from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "schools.teams"

    def ready(self) -> None:
        from schools.teams import receivers  # noqa: F401, PLC0415
