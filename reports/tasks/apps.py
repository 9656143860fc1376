from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "reports.tasks"

    def ready(self) -> None:
        from reports.tasks import panels, receivers  # noqa: F401, PLC0415

        panels.register()
