from django.apps import AppConfig


class QuickscanConfig(AppConfig):
    name = "placements.quickscan"
