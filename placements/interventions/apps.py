from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "placements.interventions"
