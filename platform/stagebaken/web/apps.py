from django.apps import AppConfig
from django.core.checks import Tags, register


class WebConfig(AppConfig):
    name = "stagebaken.web"

    def ready(self) -> None:
        from stagebaken.web.checks import demo_check  # noqa: PLC0415 - needs the models

        register(demo_check, Tags.database)
