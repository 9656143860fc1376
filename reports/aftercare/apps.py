from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "reports.aftercare"

    def ready(self) -> None:
        from reports.aftercare import panels  # noqa: PLC0415

        panels.register()
