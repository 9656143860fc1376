from django.apps import AppConfig


class ReplacementConfig(AppConfig):
    name = "placements.replacement"
