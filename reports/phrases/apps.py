from django.apps import AppConfig


class PhrasesConfig(AppConfig):
    name = "reports.phrases"

    def ready(self) -> None:
        from reports.phrases import panels  # noqa: PLC0415

        panels.register()
