from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "reports.casework"

    def ready(self) -> None:
        from reports.casework import receivers  # noqa: F401, PLC0415
