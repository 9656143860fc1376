from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "placements.resources"
