from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "reports.answers"

    def ready(self) -> None:
        from reports.answers import panels  # noqa: PLC0415

        panels.register()
