from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "reports.dossiers"
