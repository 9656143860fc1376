from django.apps import AppConfig


class AccreditationsConfig(AppConfig):
    name = "placements.accreditations"
