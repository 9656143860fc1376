from django.apps import AppConfig


class StrongroomConfig(AppConfig):
    name = "reports.strongroom"
