from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "stagebaken.ui"
