from django.apps import AppConfig


class StagepactConfig(AppConfig):
    name = "placements.stagepact"
