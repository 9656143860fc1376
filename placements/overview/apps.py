from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "placements.overview"
    label = "placement_overview"
