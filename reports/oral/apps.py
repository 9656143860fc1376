from django.apps import AppConfig


class OralConfig(AppConfig):
    name = "reports.oral"
