from django.apps import AppConfig


class OriginConfig(AppConfig):
    name = "schools.origin"

    def ready(self) -> None:
        from schools.origin import receivers  # noqa: F401, PLC0415
