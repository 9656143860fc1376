from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "placements.releases"
